"""What people fill in to correct something."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.corrections.relabel import Labels
from directives.models import Directive, Responsibility, Sector
from meetings.models import Level, Meeting, Turn

ROLES = {"addressed": _("Responsible"), "lead": _("Leading"), "cooperate": _("Cooperating")}
_BETWEEN = re.compile(r"[、,，;；\n]+")


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=500)


class LabelsForm(ReasonForm):
    """All that a directive is filed under. The speaker is a name; the view finds whom it means."""

    speaker = forms.CharField(required=False, max_length=80)
    level = forms.ChoiceField(required=False, choices=[("", "—"), *Level.choices])
    modality = forms.ChoiceField(choices=Directive.Modality.choices)
    sectors = forms.MultipleChoiceField(required=False)
    addressed = forms.CharField(required=False)
    lead = forms.CharField(required=False)
    cooperate = forms.CharField(required=False)
    deadline_text = forms.CharField(required=False, max_length=200)
    deadline_on = forms.DateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(Sector.objects.values_list("slug", "name_zh"))
        self.fields["sectors"].choices = choices  # type: ignore[attr-defined]

    def labels(self, speaker: int | None) -> Labels:
        """What was filled in, once valid."""
        data = self.cleaned_data
        bodies = {(name, role) for role in Responsibility.Role.values for name in names(data[role])}
        return Labels(
            speaker,
            data["level"],
            data["modality"],
            frozenset(data["sectors"]),
            frozenset(bodies),
            data["deadline_text"],
            data["deadline_on"],
        )

    @staticmethod
    def initial_of(directive: Directive, speaker: str) -> dict[str, Any]:
        labels = Labels.of(directive)
        bodies = {
            role: "、".join(sorted(name for name, one in labels.bodies if one == role))
            for role in Responsibility.Role.values
        }
        return {
            "speaker": speaker,
            "level": labels.level,
            "modality": labels.modality,
            "sectors": sorted(labels.sectors),
            "deadline_text": labels.deadline_text,
            "deadline_on": labels.deadline_on,
            **bodies,
        }


def names(text: str) -> list[str]:
    """The names in a list with 、 or another mark between them."""
    return [name.strip() for name in _BETWEEN.split(text) if name.strip()]


class SplitForm(ReasonForm):
    parts = forms.CharField(strip=False)


class JoinForm(ReasonForm):
    other = forms.IntegerField()


class AddForm(ReasonForm):
    words = forms.CharField(max_length=5000)


class TurnForm(ReasonForm):
    speaker = forms.CharField(required=False, max_length=80)
    voice = forms.ChoiceField(choices=Turn.Voice.choices)


class MeetingForm(ReasonForm):
    title = forms.CharField(max_length=300)
    date = forms.CharField(required=False, max_length=10)
    level = forms.ChoiceField(choices=Level.choices)
    region = forms.CharField(required=False, max_length=60)
    host = forms.CharField(required=False, max_length=120)
    parent = forms.ModelChoiceField(Meeting.objects.order_by("-pk"), required=False)


class MergeForm(ReasonForm):
    """Which row is to be merged into the one of the page."""

    other = forms.IntegerField()
