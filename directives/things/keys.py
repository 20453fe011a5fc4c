"""What names of things are compared by."""

from directives.things.campaigns import campaign_key
from directives.things.drafts import Kind
from directives.things.papers import paper_key
from search.normalise import fold


def key_of(kind: Kind, name: str) -> str:
    """The key of a name: 《中华人民共和国安全生产法》 and 安全生产法 have one, and so have 燃气专项整治 and
    燃气专项整治行动. "" where nothing is left to compare."""
    if kind is Kind.LAW:
        return paper_key(name)
    if kind is Kind.CAMPAIGN:
        return campaign_key(name)
    return fold(name)
