"""Template filters that put incoming files into words."""

from django import template

from directives.intake.wording import decision_words, source_words, state_tone, state_words

register = template.Library()
register.filter("state_words", state_words)
register.filter("state_tone", state_tone)
register.filter("source_words", source_words)
register.filter("decision_words", decision_words)
