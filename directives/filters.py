"""What narrows the listing of directives: the one filter class of page, fragment, export and command."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directives.models import UNDATED, Body, Directive, Responsibility, Sector, SectorTask, Thing
from directives.search_form import SearchForm
from directives.things import conditions
from directives.wording import modality_words
from meetings.filter_fields import KeysFilter, Named
from meetings.filters import TurnFilter, keys_of
from meetings.models import Level, Turn
from meetings.wording import chinese
from search.matching import FieldConditions

DEADLINES = {
    "any": _("Has a deadline"),
    "ahead": _("Deadline ahead"),
    "past": _("Deadline past"),
    "none": _("No deadline"),
}


def in_sector_called(name: str) -> Q:
    """Directives of the sector of this name, synonym or slug, or of a child of it."""
    tasks = SectorTask.objects.filter(directive=OuterRef("pk"))
    own = Q(sector__name_zh__icontains=name) | Q(sector__slug=name.lower()) | Q(sector__synonyms__contains=[name])
    above = Q(sector__parent__name_zh__icontains=name) | Q(sector__parent__slug=name.lower())
    return Q(Exists(tasks.filter(own | above | Q(sector__parent__synonyms__contains=[name]))))


def of_body_called(name: str) -> Q:
    """Directives that address a body whose printed name holds `name`."""
    return Q(Exists(Responsibility.objects.filter(directive=OuterRef("pk"), body__name__icontains=name)))


def level_order(path: str) -> Case:
    """From the nation down to the enterprise."""
    return Case(
        *(When(**{path: level}, then=Value(rank)) for rank, level in enumerate(Level.values)),
        default=Value(len(Level.values)),
    )


def sector_name() -> Any:
    """A sector's name in the reader's language."""
    return F("name_zh") if chinese() else Coalesce(NullIf("name_en", Value("")), "name_zh")


class DirectiveFilter(TurnFilter):
    """Narrows directives. Values of one filter widen it (OR), filters narrow each other (AND)."""

    level_path = "level"
    region_path = "region"
    date_path = "listed_on"
    undated: ClassVar[dt.date | None] = UNDATED
    searched = (Directive, Turn)
    orders: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        "newest": ("-listed_on", "-pk"),
        "oldest": ("listed_on", "pk"),
        "level": (level_order("level"), "-listed_on", "-pk"),
    }

    sector = KeysFilter(method="by_sector", rows=Sector.objects.all, key="slug", name_of=sector_name, label=_("Sector"))
    body = KeysFilter(method="by_body", rows=Body.objects.all, name_of=lambda: F("name"), label=_("Responsible body"))
    thing = KeysFilter(method="by_thing", rows=Thing.objects.all, name_of=lambda: F("name"), label=_("Named thing"))
    modality = django_filters.MultipleChoiceFilter(
        method="by_modality", choices=Directive.Modality.choices, label=_("Wording")
    )
    deadline = django_filters.MultipleChoiceFilter(
        method="by_deadline", choices=list(DEADLINES.items()), label=_("Deadline")
    )

    also = django_filters.ChoiceFilter(
        method="by_nothing", choices=[("1", _("Also search equivalents"))], label=_("Equivalents")
    )

    class Meta:
        form = SearchForm

    def by_nothing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The form has widened the query already."""
        return rows

    def field_conditions(self) -> FieldConditions:
        """As for turns, and sectors and bodies; an undated directive is in no range of dates."""
        found = {**super().field_conditions(), "sector": in_sector_called, "department": of_body_called}
        dated = found["date"]
        return {
            **found,
            **conditions.fields(conditions.in_directive),
            "date": lambda dates: ~Q(listed_on=UNDATED) & dated(dates),
        }

    def by_sector(self, rows: QuerySet[Any], name: str, sectors: list[Named]) -> QuerySet[Any]:
        return rows.in_sectors(keys_of(sectors))  # type: ignore[attr-defined]

    def by_body(self, rows: QuerySet[Any], name: str, bodies: list[Named]) -> QuerySet[Any]:
        return rows.of_bodies(keys_of(bodies))  # type: ignore[attr-defined]

    def by_thing(self, rows: QuerySet[Any], name: str, things: list[Named]) -> QuerySet[Any]:
        return rows.filter(conditions.in_directive(conditions.keys(keys_of(things)))) if things else rows

    def by_modality(self, rows: QuerySet[Any], name: str, modalities: list[str]) -> QuerySet[Any]:
        return rows.filter(modality__in=modalities)

    def by_deadline(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        today = timezone.localdate()
        meanings = {
            "any": ~Q(deadline_text=""),
            "ahead": Q(deadline_on__gte=today),
            "past": Q(deadline_on__lt=today),
            "none": Q(deadline_text=""),
        }
        return rows.filter(reduce(or_, (meanings[which] for which in chosen)))

    def value_words(self, name: str, value: Any) -> str:
        """One value of one filter as officers say it."""
        if name == "modality":
            return modality_words(value)
        if name == "deadline":
            return str(DEADLINES[value])
        return super().value_words(name, value)


class FullTextFilter(DirectiveFilter):
    """Narrows turns, everything said, by the same filters: those that speak of directives leave the turns in which
    a directive is given that fulfils them all."""

    level_path = TurnFilter.level_path
    region_path = TurnFilter.region_path
    date_path = TurnFilter.date_path
    undated = None
    orders = {
        "newest": (F("meeting__held_on").desc(nulls_last=True), "-pk"),
        "oldest": (F("meeting__held_on").asc(nulls_last=True), "pk"),
        "level": (level_order("meeting__level"), F("meeting__held_on").desc(nulls_last=True), "-pk"),
    }
    OF_DIRECTIVES = ("sector", "body", "modality", "deadline")

    def field_conditions(self) -> FieldConditions:
        def given(meaning: Callable[[Any], Q]) -> Callable[[Any], Q]:
            return lambda value: Q(Exists(Directive.objects.filter(meaning(value), turn=OuterRef("pk"))))

        own = TurnFilter.field_conditions(self)
        things = conditions.fields(conditions.in_turn)
        return {**own, **things, "sector": given(in_sector_called), "department": given(of_body_called)}

    def by_thing(self, rows: QuerySet[Any], name: str, things: list[Named]) -> QuerySet[Any]:
        return rows.filter(conditions.in_turn(conditions.keys(keys_of(things)))) if things else rows

    def narrowed(self, rows: QuerySet[Any], without: str) -> QuerySet[Any]:
        for name, value in self.form.cleaned_data.items():
            if name not in (without, "q", *self.OF_DIRECTIVES):
                rows = self.filters[name].filter(rows, value)
        given = self.given(without)
        return rows if given is None else rows.filter(Exists(given.filter(turn=OuterRef("pk"))))

    def given(self, name: str = "") -> QuerySet[Any] | None:
        """The directives of which one must be given in a turn, as if the filter `name` were not set; None where
        none need be."""
        chosen = {one: self.form.cleaned_data.get(one) for one in self.OF_DIRECTIVES if one != name}
        rows: QuerySet[Any] = Directive.objects.order_by()
        for one, value in chosen.items():
            rows = self.filters[one].filter(rows, value)
        return rows if any(chosen.values()) else None
