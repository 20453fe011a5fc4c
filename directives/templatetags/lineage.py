"""Template tags of links between directives."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from directives.lineage.kinds import Additions
from directives.lineage.reading import Side
from directives.lineage.wording import FIRM, LABELS, MEANINGS
from meetings.passages import Mark
from meetings.templatetags.reading import marked

register = template.Library()


@register.filter
def label_words(label: str) -> str:
    """A kind of link or a label of a comparison, in the reader's language."""
    return str(LABELS[label])


@register.filter
def labels(words: str) -> list[str]:
    """Several labels, given in one string."""
    return words.split()


@register.filter
def meaning_words(label: str) -> str:
    """What a label means."""
    return str(MEANINGS[label])


@register.filter
def label_tag(label: str) -> SafeString:
    """The label in its colour."""
    return format_html('<b class="kind {}">{}</b>', label, LABELS[label])


@register.filter
def with_shared(side: Side) -> SafeString:
    """A directive's words with what it shares marked."""
    return marked(side.directive.text, side.marks)


@register.filter
def with_marks(text: str, marks: Sequence[Mark]) -> SafeString:
    """A text with its marks."""
    return marked(text, marks)


@register.filter
def percent(share: float | None) -> str:
    """A share in whole percent."""
    return "" if share is None else f"{round(100 * share)}%"


@register.filter
def firm_words(added: Additions) -> list[str]:
    """The firm words that were added."""
    return [str(FIRM[word]) for word in added.firm]
