"""How kinds of things, and what is known of an accident, are put into words."""

from django.utils.translation import gettext_lazy as _

from directives.things.drafts import Basis, Kind

KINDS = {
    Kind.ACCIDENT.value: _("Accidents"),
    Kind.CAMPAIGN.value: _("Campaigns"),
    Kind.RULE.value: _("Rules"),
    Kind.LAW.value: _("Laws and papers"),
}
KIND = {
    Kind.ACCIDENT.value: _("Accident"),
    Kind.CAMPAIGN.value: _("Campaign"),
    Kind.RULE.value: _("Rule"),
    Kind.LAW.value: _("Law or paper"),
}
BASES = {
    Basis.TOLD.value: _("The year is printed in the text."),
    Basis.RELATIVE.value: _("The year follows from 今年 or 去年 and the day it was said."),
    Basis.GUESSED.value: _(
        "No text prints the year: it is the latest possible before the accident was first spoken of."
    ),
}
