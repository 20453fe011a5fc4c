"""A directive cited: in plain words, as Markdown, and as a footnote of Chinese papers."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.models import Directive
from meetings.wording import held_words, level_words

NAMES = {
    "markdown": gettext_lazy("Markdown"),
    "gbt7714": gettext_lazy("Footnote (GB/T 7714)"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a citation: its key, its name in the reader's language and its text."""

    key: str
    name: str
    text: str


Citations = tuple[Form, ...]


def cite(directive: Directive, link: str, paragraph: int, today: dt.date) -> Citations:
    """The forms beside plain words. `link` is the permalink, `paragraph` counts from 1 in the tidied text, `today` is when it was read."""
    texts = {
        "markdown": markdown(directive, link, paragraph),
        "gbt7714": footnote(directive, link, today),
    }
    return tuple(Form(key, str(NAMES[key]), text) for key, text in texts.items())


def place(directive: Directive, paragraph: int) -> str:
    """〔meeting, level, date, speaker, paragraph〕: what follows the quote in plain words."""
    return f"〔{'，'.join(_source(directive, _paragraph(paragraph)))}〕"


def markdown(directive: Directive, link: str, paragraph: int) -> str:
    """The quote as a block quotation, its source as a link."""
    title, *rest = _source(directive, _paragraph(paragraph))
    return f"> {directive.text}\n>\n> —— [{title}]({link})，{'，'.join(rest)}"


def footnote(directive: Directive, link: str, today: dt.date) -> str:
    """By GB/T 7714—2015, 4.6 (electronic resources): author. title[EB/OL]. (date)[date read]. address.

    The standard wants dates in ISO form; a date known to the month or year stays as short as it is known.
    """
    meeting = directive.meeting
    author = f"{directive.speaker}. " if directive.speaker else ""
    held = ""
    if meeting and meeting.held_on:
        length = {"day": 10, "month": 7, "year": 4}[meeting.date_precision]
        held = f"({meeting.held_on.isoformat()[:length]})"
    return f"{author}{meeting or directive.document}[EB/OL]. {held}[{today.isoformat()}]. {link}."


def short_citation(directive: Directive) -> str:
    """Where a directive comes from, without quote and link: 〔meeting, level, date, speaker〕."""
    return f"〔{'，'.join(_source(directive))}〕"


def _paragraph(number: int) -> str:
    return _("paragraph %(number)s") % {"number": number}


def _source(directive: Directive, *more: str) -> list[str]:
    meeting = directive.meeting
    level = level_words(directive.level) if directive.level else ""
    parts = [str(meeting or directive.document), level, held_words(meeting), str(directive.speaker or ""), *more]
    return [part for part in parts if part]
