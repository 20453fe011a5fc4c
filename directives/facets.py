"""The filters as a page shows them: each choice with the number of rows it opens."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directives.counting import Counts
from directives.filters import DEADLINES, DirectiveFilter
from directives.models import Directive
from directives.wording import modality_words
from meetings.filter_fields import UNKNOWN
from meetings.filters import NO_REGION
from meetings.models import Level, Region
from meetings.wording import chinese, level_words

COUNTRY = "000000"
SHOWN = 8  # choices of a facet shown before the rest is folded away


@dataclass(slots=True)
class Choice:
    """One value of a filter, how many rows it opens, and finer values inside it."""

    value: str
    label: str
    count: int
    checked: bool
    children: list["Choice"] = field(default_factory=list)


@dataclass(slots=True)
class Facet:
    """A filter with its choices."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """The choices shown at once."""
        return self.choices[:SHOWN]

    @property
    def rest(self) -> list[Choice]:
        """The choices folded away."""
        return self.choices[SHOWN:]

    @property
    def rest_chosen(self) -> bool:
        return any(choice.checked or any(child.checked for child in choice.children) for choice in self.rest)


def facets(filters: DirectiveFilter, counts: Counts) -> list[Facet]:
    """The filters as the page shows them, choices without rows left out unless chosen."""
    built = [
        Facet("sector", _("Sector"), _sectors(filters, counts)),
        Facet("level", _("Level"), _plain(filters, counts, "level", ((v, level_words(v)) for v in Level.values))),
        Facet("year", _("Year"), _years(filters, counts)),
        Facet("region", _("Region"), _regions(filters, counts)),
        Facet("body", _("Responsible body"), _named(filters, counts, "body")),
        Facet("speaker", _("Speaker"), _named(filters, counts, "speaker")),
        Facet("deadline", _("Deadline"), _deadlines(filters, counts)),
        Facet(
            "modality",
            _("Wording"),
            _plain(filters, counts, "modality", ((v, modality_words(v)) for v in Directive.Modality.values)),
        ),
    ]
    return [facet for facet in built if facet.choices]


def _keys(filters: DirectiveFilter, name: str) -> list[str]:
    return [key for key in filters.data.getlist(name) if key]


def _plain(filters: DirectiveFilter, counts: Counts, name: str, values: Iterable[tuple[str, str]]) -> list[Choice]:
    chosen = _keys(filters, name)
    choices = (Choice(v, label, counts[name].get(v, ("", 0))[1], v in chosen) for v, label in values)
    return [choice for choice in choices if choice.count or choice.checked]


def _years(filters: DirectiveFilter, counts: Counts) -> list[Choice]:
    found = {year for year in counts["year"] if year != "1"} | {y for y in _keys(filters, "year") if y != UNKNOWN}
    values = [(year, year) for year in sorted(found, reverse=True)]
    choices = _plain(filters, counts, "year", values)
    undated = Choice(UNKNOWN, _("unknown"), counts["year"].get("1", ("", 0))[1], UNKNOWN in _keys(filters, "year"))
    return [*choices, undated] if undated.count or undated.checked else choices


def _named(filters: DirectiveFilter, counts: Counts, name: str) -> list[Choice]:
    chosen = dict(filters.form.cleaned_data.get(name) or [])
    found = {key: Choice(key, label, n, key in chosen) for key, (label, n) in counts[name].items()}
    missing = [Choice(key, label, 0, True) for key, label in chosen.items() if key not in found]
    return missing + sorted(found.values(), key=lambda choice: (not choice.checked, -choice.count, choice.label))


def _deadlines(filters: DirectiveFilter, counts: Counts) -> list[Choice]:
    number = {key: n for key, (_label, n) in counts["deadline"].items()}
    # A turn may hold several directives, so turns with any deadline are counted by themselves.
    number.setdefault("any", number.get("ahead", 0) + number.get("past", 0) + number.get("undated", 0))
    chosen = _keys(filters, "deadline")
    choices = (Choice(v, str(label), number.get(v, 0), v in chosen) for v, label in DEADLINES.items())
    return [choice for choice in choices if choice.count or choice.checked]


def _sectors(filters: DirectiveFilter, counts: Counts) -> list[Choice]:
    """Top-level sectors, most first, with their children inside them."""
    chosen = _keys(filters, "sector")
    tops: dict[str, Choice] = {}
    children: list[tuple[str, Choice]] = []
    for key, (label, _position) in sorted(counts["taxonomy"].items(), key=lambda row: row[1][1]):
        slug, parent, chinese_name, english_name = label.split("\x1f")
        name = chinese_name if chinese() else english_name or chinese_name
        choice = Choice(slug, name, counts["sector"].get(key, ("", 0))[1], slug in chosen)
        if parent == "0":
            tops[key] = choice
        elif choice.count or choice.checked:
            children.append((parent, choice))
    for parent, choice in children:
        tops[parent].children.append(choice)
    kept = (choice for choice in tops.values() if choice.count or choice.checked or choice.children)
    return sorted(kept, key=lambda choice: (not choice.checked, -choice.count))


def _regions(filters: DirectiveFilter, counts: Counts) -> list[Choice]:
    """Provinces, and what lies in those that are chosen; a region counts what is inside it. Last what is in none."""
    chosen = dict(filters.form.cleaned_data.get("region") or [])
    prefixes = [Region(code=code).code_prefix for code in chosen if code != UNKNOWN]
    places = {key: label.split(" ", 1) for key, (label, _n) in counts["place"].items()}
    numbers = [(places[key][0], n) for key, (_label, n) in counts["region"].items() if key]

    def choice(code: str, label: str) -> Choice:
        start = Region(code=code).code_prefix
        return Choice(code, label, sum(n for inside, n in numbers if inside.startswith(start)), code in chosen)

    tops = [choice(code, label) for code, label in places.values() if len(Region(code=code).code_prefix) <= 2]
    for top in tops:
        start = Region(code=top.value).code_prefix
        if start and any(prefix.startswith(start) for prefix in prefixes):
            finer = [
                choice(code, label) for code, label in places.values() if code.startswith(start) and code != top.value
            ]
            top.children = [c for c in sorted(finer, key=lambda c: (-c.count, c.value)) if c.count or c.checked]
    # The whole country holds every region: that choice would leave no row out.
    kept = [top for top in tops if top.checked or top.value != COUNTRY and (top.count or top.children)]
    none = Choice(UNKNOWN, str(NO_REGION), counts["region"].get("", ("", 0))[1], UNKNOWN in chosen)
    found = sorted(kept, key=lambda choice: (-choice.count, choice.value))
    return [*found, none] if none.count or none.checked else found
