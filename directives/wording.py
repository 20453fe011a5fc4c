"""How modalities and the parts of responsible bodies are put into words."""

from django.utils.translation import gettext_lazy as _

from directives.drafts import BodyRole, Modality

MODALITIES = {
    Modality.REQUIRE: _("Require"),
    Modality.MUST: _("Must"),
    Modality.FORBID: _("Forbid"),
    Modality.ENCOURAGE: _("Encourage"),
}
BODY_ROLES = {
    BodyRole.ADDRESSED: _("Responsible"),
    BodyRole.LEAD: _("Lead"),
    BodyRole.COOPERATE: _("Cooperating"),
}


def modality_words(modality: str) -> str:
    """In: a modality's slug. Out: its name."""
    return str(MODALITIES[Modality(modality)])


def body_role_words(role: str) -> str:
    """In: the slug of a body's part. Out: its name."""
    return str(BODY_ROLES[BodyRole(role)])
