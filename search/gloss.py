"""Removes pinyin that a converter left in brackets after a character: 產(chǎn) is 產."""

import re

from search.offsets import Edit

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêếềĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0304\u030c"
_LETTERS = f"[A-Za-züÜ{_TONED}]"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_GLOSS = re.compile(
    rf"(?<=[{_HAN}])(?:\s?[(（]\s?(?=[^()（）]*[{_TONED}]){_LETTERS}{{1,8}}(?:[ ,，、/;']{{0,2}}{_LETTERS}{{1,8}}){{0,7}}\s?[)）])+"
)
_CHEAP = re.compile(f"[{_TONED}]")


def gloss_edits(text: str) -> list[Edit]:
    """Brackets that hold nothing but toned pinyin, directly after a Han character; several in a row too."""
    if not _CHEAP.search(text):
        return []
    return [Edit(*match.span(), "", "pinyin") for match in _GLOSS.finditer(text)]
