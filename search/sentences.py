"""Where sentences end, for the operator that asks for words of the same one."""

import re

from search.normalise import fold

# A semicolon divides clauses of one sentence. A full stop in Western digits (3.5) ends nothing.
_ENDS = re.compile(r"[。．！？!?\n]+|…{2,}")


def folded_sentences(text: str) -> list[str]:
    """The sentences of `text`, each folded; those without a letter or digit are left out.

    Joined they are `fold(text)`, because fold works character by character.
    """
    return [folded for folded in map(fold, _ENDS.split(text)) if folded]
