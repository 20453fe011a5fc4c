"""How binding the wording of an instruction is."""

import re

from directives.cues import FORBID
from directives.drafts import Modality

_FORBID = re.compile(
    rf"(?:^|[，；：。])[^，；：。]{{0,8}}?(?:{FORBID})|严禁|禁止|不得(?!不|已)|决不允许|绝不允许|绝不能|决不能"
)
_MUST = re.compile(r"(?<![管个三])必须(?![的”])|务必|务须|一律|(?<![必务无])须(?![臾知要])|应当|一定要")
_SHALL = re.compile(r"(?<![重主只需必])要(?!求|点|素)|坚决|切实|确保|严格|全面|加强|落实|做好|抓好")
_ENCOURAGE = re.compile(r"鼓励(?!和限制)|倡导|提倡|支持(?=[一-龥]{2,})|可以(?!说)")


def modality(blanked: str) -> Modality:
    """The strongest wording: a prohibition where it is what the instruction is about, else 必须, 鼓励 or 要.

    In: the instruction with quotations blanked out. A prohibition at the end of a long list of tasks does not make
    the list one: it counts where it stands in the first half or nothing else is asked.
    """
    forbidden = _FORBID.search(blanked)
    if forbidden and forbidden.start() <= len(blanked) * 0.5:
        return Modality.FORBID
    if _MUST.search(blanked):
        return Modality.MUST
    encouraged = _ENCOURAGE.search(blanked)
    if encouraged and encouraged.start() <= 12 and not _SHALL.search(blanked, 0, encouraged.start()):
        return Modality.ENCOURAGE
    return Modality.FORBID if forbidden and not _SHALL.search(blanked) else Modality.REQUIRE
