"""Removes pinyin that a converter left in brackets after a character: 產(chǎn) is 產."""

import re
import unicodedata

from search.offsets import Edit

_TONED = "āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0304\u030c"
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BRACKET = re.compile(rf"\s?[(（]\s?(?P<letters>[A-Za-züÜ{_TONED} ,，、/;'’]{{1,60}}?)\s?[)）]")
_TONE = re.compile(f"[{_TONED}]")
_SYLLABLES = re.compile(
    r"""(?:
    [bpm](?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)
    |f(?:a|o|ei|ou|an|en|ang|eng|u)
    |[dtnl](?:a|e|o|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un|ue|ü|üe)
    |(?:[gkh]|zh|ch|sh|[rzcs])(?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|u|ua|uo|uai|ui|uan|un|uang)
    |[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un|ü|üe|üan|ün)
    |y(?:a|o|e|ai|ao|ou|an|in|ang|ing|ong|i|u|ue|uan|un)
    |w(?:a|o|ai|ei|an|en|ang|eng|u)
    |a|ai|an|ang|ao|e|ei|en|eng|er|o|ou|n|ng|m|hm
    )+""",
    re.VERBOSE,
)


def gloss_edits(text: str) -> list[Edit]:
    """Brackets that hold nothing but pinyin with tones, directly after a Han character; several in a row too."""
    if not _TONE.search(text):
        return []
    edits: list[Edit] = []
    for match in _BRACKET.finditer(text):
        start = match.start()
        follows = bool(edits) and edits[-1].end == start or start > 0 and bool(_HAN.match(text[start - 1]))
        if follows and is_pinyin(match["letters"]):
            edits.append(Edit(*match.span(), "", "pinyin"))
    return edits


def is_pinyin(letters: str) -> bool:
    """Whether `letters` are syllables of pinyin, at least one of them with its tone: (chǎn) but not (café)."""
    if not _TONE.search(letters):
        return False
    plain = unicodedata.normalize("NFD", letters.lower().replace("ü", "v")).replace("u\u0308", "v")
    plain = "".join(one for one in plain if unicodedata.category(one) != "Mn").replace("v", "ü")
    return all(_SYLLABLES.fullmatch(part) for part in re.split(r"[^a-zü]+", plain) if part)
