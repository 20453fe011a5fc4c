"""Template tags that show named things."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from directives.models import Directive, Mention, Thing
from directives.places import span_address
from directives.things.mentions import Quote, quote_of
from directives.things.words import BASES, KIND
from meetings.models import Meeting
from meetings.script import in_script
from meetings.templatetags.reading import guessed, listed
from meetings.wording import chinese

MOST = 12
register = template.Library()


@register.filter
def kind_words(kind: str) -> str:
    """The name of a kind of thing."""
    return str(KIND[kind])


@register.simple_tag
def mention_quote(mention: Mention) -> SafeString:
    """The sentence around a mention, the mention marked."""
    quote: Quote = quote_of(mention)
    return format_html(
        "{}{}<mark>{}</mark>{}{}",
        "……" if quote.cut_before else "",
        in_script(quote.before),
        in_script(quote.words),
        in_script(quote.after),
        "……" if quote.cut_after else "",
    )


@register.filter
def mention_source(mention: Mention) -> str:
    """The address of the mention's place in its source."""
    return span_address(mention.document, mention.raw_start, mention.raw_end)


@register.filter
def happened_on(thing: Thing) -> SafeString | str:
    """The day of an accident, as much of it as is known, and a small word where its year was worked out."""
    if not thing.month_day:
        return ""
    month_, day = (int(part) for part in thing.month_day.split("-"))
    words = f"{thing.year or '〇〇〇〇'}年{month_}月{day}日" if thing.year else f"{month_}月{day}日"
    if not chinese():
        words = f"{thing.year}-{thing.month_day}" if thing.year else thing.month_day
    if thing.year_basis in ("", "told"):
        return words
    from django.utils.translation import gettext as _

    return format_html("{}{}", words, guessed(str(BASES[thing.year_basis]), _("year inferred")))


@register.filter
def harm_words(told: Any) -> str:
    """26人死亡、138人受伤 of a mention or of a row of casualties."""
    value = told.get if isinstance(told, dict) else lambda name: getattr(told, name)
    from django.utils.translation import gettext as _

    numbers = (("dead", _("%(n)s dead")), ("injured", _("%(n)s injured")), ("missing", _("%(n)s missing or trapped")))
    return listed(words % {"n": value(name)} for name, words in numbers if value(name) is not None)


@register.inclusion_tag("things/_things.html")
def things_in(row: Directive | Meeting) -> dict[str, Any]:
    """The things that a directive, or what was said at a meeting, speaks of."""
    found = list(Thing.objects.in_words_of(row)[: MOST + 1])
    return {"things": found[:MOST], "more": len(found) > MOST, "counted": isinstance(row, Meeting)}
