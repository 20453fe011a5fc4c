"""How binding the wording of an instruction is."""

import re

from directives.cues import FORBID, MUST, SHALL
from directives.drafts import Modality

_FORBID = re.compile(FORBID)
_PLAIN_FORBID = re.compile(r"严禁|禁止|(?<![容舍])不得(?!不|已)|不准|不许|(?:决|绝)不允许")
_MUST = re.compile(MUST + "|一定要")
_ASKED = re.compile(rf"{SHALL}|坚决|切实|确保|严格|全面|加强|落实|做好|抓好")
_ENCOURAGE = re.compile(r"鼓励(?!和限制)|倡导|提倡|支持(?=[一-龥]{2,})|可以(?!说)")
_OPENING = 12  # code points within which an encouragement must begin to be what the instruction is about


def modality(blanked: str) -> Modality:
    """A prohibition where that is what the instruction is about, else 必须, 鼓励 or 要.

    In: the instruction with quotations blanked out. 严禁, 不得 and 不准 count in its first half, softer words (不能,
    不要) only where nothing is asked before them: a 不能 that ends a list of tasks forbids nothing by itself.
    """
    forbidden, plain = _FORBID.search(blanked), _PLAIN_FORBID.search(blanked)
    must, asked = _MUST.search(blanked), _ASKED.search(blanked)
    if plain and plain.start() * 2 <= len(blanked):
        return Modality.FORBID
    first = min((match.start() for match in (must, asked) if match), default=len(blanked))
    if forbidden and forbidden.start() < first:
        return Modality.FORBID
    if must:
        return Modality.MUST
    encouraged = _ENCOURAGE.search(blanked)
    if encouraged and encouraged.start() <= min(first, _OPENING):
        return Modality.ENCOURAGE
    return Modality.REQUIRE
