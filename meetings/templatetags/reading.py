"""Template tags that put what is stored into words and marks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from meetings.passages import Mark, Piece, pieces
from meetings.quoting import CARD, COLOURS, Found, marks_of, windows, within
from meetings.script import in_script, script
from meetings.wording import chinese, day_words, held_words, level_words, role_words, voice_words

PRECISIONS = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date
NOT_PRINTED = {
    "date": gettext_lazy("The text does not print the whole date; it follows from what stands around it."),
    "region": gettext_lazy(
        "The text does not print the region; it follows from the name of the file or from what stands around it."
    ),
}

register = template.Library()
register.filter("in_script", in_script)
register.simple_tag(script, name="reading_script")
register.filter("level_words", level_words)
register.filter("voice_words", voice_words)


@register.simple_tag
def level(slug: str) -> str:
    """The level as a bar in its colour with its name."""
    return format_html('<span class="level {}">{}</span>', slug or "other", level_words(slug)) if slug else ""


@register.filter
def held(meeting: Meeting | None) -> SafeString:
    """The meeting's date in a `time` element, and a small word where it was inferred."""
    if meeting is None or meeting.held_on is None:
        return format_html("<time>{}</time>", held_words(meeting))
    iso = meeting.held_on.isoformat()[: PRECISIONS[meeting.date_precision]]
    date = format_html('<time datetime="{}">{}</time>', iso, day_words(meeting.held_on, meeting.date_precision))
    return date + inferred(meeting.date_inferred, "date")


@register.filter
def inferred(so: bool, what: str) -> SafeString:
    """The small word behind the date or the region of a meeting, whichever `what` is, where the text does not print it."""
    return guessed(str(NOT_PRINTED[what]), _("inferred")) if so else SafeString("")


def guessed(why: str, words: str) -> SafeString:
    """Small words that mark what stands before them as worked out, with the reason behind them."""
    return format_html('<small class="guessed" title="{}">{}</small>', why, words)


@register.filter
def day(date: dt.date | None) -> str:
    """A day in a `time` element; nothing for None."""
    if date is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', f"{date:%Y-%m-%d}", day_words(date))


@register.filter
def written_day(iso: str) -> str:
    """A date as drafts hold it, 2022-01-17 or less of it where less is known, in words."""
    known = [int(part) for part in iso.split("-")]
    return day_words(dt.date(*[*known, 1, 1][:3]), ("year", "month", "day")[len(known) - 1])


@register.filter
def month(date: dt.date | None) -> str:
    """A day's month and year; nothing for None."""
    return day_words(date, "month") if date else ""


@register.filter
def quarter(number: int) -> str:
    """1 → 一季度 or Q1."""
    return "一二三四"[number - 1] + "季度" if chinese() else f"Q{number}"


class Grouped(int):
    """A number that is written with its thousands apart: 1,234."""

    def __str__(self) -> str:
        return f"{int(self):,}"


@register.filter
def grouped(number: int | None) -> "Grouped | str":
    """A count as a page shows it; still a number, so that `blocktranslate count` takes it. Nothing for None."""
    return "" if number is None else Grouped(number)


@register.filter
def listed(words: Iterable[Any]) -> str:
    """Several words with the list mark of the language: 甲、乙 or A, B."""
    return ("、" if chinese() else ", ").join(str(word) for word in words)


@register.filter
def roles(words: Iterable[str]) -> str:
    """Roles as stored, in the reader's language."""
    return listed(role_words(word) for word in words)


@register.filter
def called(row: Any) -> str:
    """A sector's name in the reader's language."""
    return str(row.name_zh if chinese() or not row.name_en else row.name_en)


def marked(text: str, marks: Sequence[Mark]) -> SafeString:
    """The text with the marked spans in `mark` elements, coloured by keyword where there are several."""
    return format_html_join("", "{}", ([_piece(piece)] for piece in pieces(text, marks)))


def _piece(piece: Piece) -> SafeString | str:
    words = in_script(piece.text)
    if not piece.mark:
        return words
    of: Found = piece.mark.of or Found(1, ())
    colour = format_html(" class=m{}", (of.ordinal - 1) % COLOURS + 1) if of.ordinal > 1 else ""
    title = format_html(' title="{}"', listed(of.keywords)) if len(of.keywords) > 1 else ""
    return format_html("<mark{}{}>{}</mark>", colour, title, words)


@register.simple_tag(takes_context=True)
def quote(context: Context, text: str) -> SafeString:
    """A quote as a card shows it: what the page's query matched is marked. A long text is cut to stretches around the
    first place of each keyword; what is left out shows as ……, and how often each keyword stands in it is said."""
    query, card = context.get("query"), context.get("card") or CARD
    marks = marks_of(text, query) if query else []
    if len(text) <= card:
        return marked(text, marks)
    stretches = windows(len(text), marks, card)
    shown = [
        format_html("{}{}", "……" if first else "", marked(text[first:last], within(marks, first, last)))
        for first, last in stretches
    ]
    more = "……" if stretches[-1][1] < len(text) else ""
    return format_html("{}{}{}", format_html_join("", "{}", ([one] for one in shown)), more, _often(marks))


def _often(marks: Sequence[Mark]) -> SafeString:
    """How often each keyword stands in a text that is cut."""
    counted = Counter(keyword for mark in marks for keyword in mark.of.keywords)
    if sum(counted.values()) < 2:
        return SafeString("")
    words = (f"{in_script(keyword)} ×{number}" for keyword, number in counted.items())
    return format_html(' <small class="muted">{}</small>', " · ".join(words))
