"""How the states of incoming files are put into words."""

from django.utils.translation import gettext_lazy as _

from directives.models import Batch, Intake

STATES = {
    Intake.State.WAITING: _("Waiting"),
    Intake.State.READING: _("Being read"),
    Intake.State.REVIEW: _("To be checked"),
    Intake.State.LOADED: _("Was loaded"),
    Intake.State.DUPLICATE: _("Already there"),
    Intake.State.UNPACKED: _("Unpacked"),
    Intake.State.FAILED: _("Failed"),
    Intake.State.ASIDE: _("Set aside"),
}
# The class of the tag that shows a state.
TONES = {
    Intake.State.LOADED: "good",
    Intake.State.REVIEW: "caution",
    Intake.State.FAILED: "bad",
}
SOURCES = {
    Batch.Source.UPLOAD: _("Uploaded"),
    Batch.Source.PASTE: _("Pasted"),
    Batch.Source.INBOX: _("Inbox"),
}
DECISIONS = {
    Intake.Decision.VERSION: _("A new version of it"),
    Intake.Decision.REPORT: _("Another report of the same meeting"),
    Intake.Decision.SEPARATE: _("Separate"),
}
# What each makes of the two files.
EFFECTS = {
    Intake.Decision.VERSION: _(
        "The stored file is replaced by this one; addresses and corrections of passages that stay are kept, and you see what "
        "comes, changes and goes first."
    ),
    Intake.Decision.REPORT: _("Both files are kept and stand under the same meetings."),
    Intake.Decision.SEPARATE: _("Both files are kept, and their meetings are different ones."),
}


def decision_words(decision: str) -> str:
    """In: a decision's slug. Out: its name."""
    return str(DECISIONS[Intake.Decision(decision)])


def state_words(state: str) -> str:
    """In: a state's slug. Out: its name."""
    return str(STATES[Intake.State(state)])


def state_tone(state: str) -> str:
    """In: a state's slug. Out: the class of its tag, or ""."""
    return TONES.get(Intake.State(state), "")


def source_words(source: str) -> str:
    """In: the slug of where a batch came from. Out: its name."""
    return str(SOURCES[Batch.Source(source)])
