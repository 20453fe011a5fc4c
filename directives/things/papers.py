"""Laws, regulations and other papers in 《》, with nested 〈〉, and numbers of papers (国办发〔2016〕88号)."""

import re
from collections.abc import Iterator

from directives.things.drafts import Kind, MentionDraft
from search.normalise import fold

LONGEST = 90  # characters of a title
_OPEN, _CLOSE = "《", "》"
_NAMED = re.compile(r"《(?P<title>[^《》\n。；]{2,90}(?:《[^《》\n]{2,60}》[^《》\n。；]{0,40})*)》")
_SORTS = (
    "法|法典|条例|规定|办法|意见|通知|方案|规划|纲要|决定|细则|标准|规范|规程|措施|要点|报告|纪要|预案|指南|目录|清单|制度|计划"
    "|批复|复函|函|公告|通告|通报|章程|准则|导则|责任书|责任状|手册|指引|解释|修正案|宪法|决议|公报|批示|讲话|指示|要求|行动|安排|分工|任务|倡议书|承诺书"
    "|白皮书|大纲|图册|台账|协议|提案|议案|草案|汇报|说明|令|职责|程序|机制|守则|十条|若干措施|建议|政策|举措|名单|结果|体系|框架|条款|请示|对策|步骤|安全法|公约|纪律|红线|禁令"
)
# 《XX条例（试行）》, 《工作要点（送审稿）》
_STATE = re.compile(r"[（(][^（()）]{1,14}[）)]$")
_DRAFT = re.compile(
    r"[（(](?:[^（()）]{0,4}(?:送审|审议|征求意见|讨论|修订送审|送审修改)[^（()）]{0,3}稿?|草案|代拟稿|讨论稿|报审稿|初稿)[）)]"
)
_ENDS = re.compile(rf"(?:{_SORTS})$")
_NO_PAPER = re.compile(r"日报|晚报|时报|晨报|周刊|杂志|新闻联播|焦点访谈")
NUMBER = re.compile(
    r"(?P<issuer>[一-龥]{2,10}?)\s*[〔\[［【（(]\s*(?P<year>(?:19|20)\s*\d\s*\d)\s*[〕\]］】）)]\s*(?:第\s*)?(?P<number>\d{1,4})\s*号"
)
_BARE = re.compile(r"(?:条例|规定|办法|意见|通知|方案|规划|纲要|决定|细则|标准|措施|要点|预案|计划|报告|法)")
COUNTRY = "中华人民共和国"


def paper_key(name: str) -> str:
    """What a title is compared by: without 中华人民共和国 and the state of a draft, folded."""
    return fold(_DRAFT.sub("", name).removeprefix(COUNTRY)) or fold(name)


def tidy_title(title: str) -> str:
    """A title as it is shown: no spaces between Chinese letters, no state of a draft; inner marks become 〈〉."""
    words = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", title.strip())
    return _DRAFT.sub("", words).replace(_OPEN, "〈").replace(_CLOSE, "〉")


def is_paper(title: str) -> bool:
    """Whether a title in 《》 is that of a law or paper, and not of a newspaper, film or book."""
    bare = _STATE.sub("", title.strip()).strip().rstrip("》〉")
    if _NO_PAPER.search(title):
        return False
    return bool(_ENDS.search(bare)) or bare.startswith("关于")


def papers(text: str, offset: int, known: dict[str, str]) -> Iterator[MentionDraft]:
    """The papers named in `text`; spans count from `offset`.

    `known` holds the last full title of each sort read so far in the document (意见 → 关于加强…的意见), and is added
    to: 《意见》 alone means that one.
    """
    taken = -1
    if _OPEN in text:
        for match in _NAMED.finditer(text):
            title = tidy_title(match["title"])
            if _BARE.fullmatch(title):
                title = known.get(title, "")
            elif not is_paper(match["title"]):
                continue
            elif sort := _BARE.search(_STATE.sub("", title), max(0, len(_STATE.sub("", title)) - 2)):
                known[sort[0]] = title
            if not title:
                continue
            number = NUMBER.match(text, _skip(text, match.end()))
            end = match.end()
            if number:
                taken = number.end()
            yield MentionDraft(
                Kind.LAW, title, offset + match.start(), offset + end, number=_number(number) if number else ""
            )
    if "号" in text:
        for match in NUMBER.finditer(text):
            if match.end() != taken and _issuer(match["issuer"]):
                start = match.start() + len(match["issuer"]) - len(_issuer(match["issuer"]))
                yield MentionDraft(
                    Kind.LAW, _number(match), offset + start, offset + match.end(), number=_number(match)
                )


def _skip(text: str, at: int) -> int:
    """Behind a bracket that opens right after a title."""
    while at < len(text) and text[at] in "（( \u3000":
        at += 1
    return at


_ISSUED = re.compile(r"[一-龥]{1,8}(?:发|办|函|字|令|委|电|明电|发电|规|安|综|政)$")
_VERBS = re.compile(r".*(?:根据|按照|落实|印发|依据|执行|转发|即|和|及|的|下发|见)")


def _issuer(words: str) -> str:
    """The letters of who issued it (国办发), without the words before them; "" for none."""
    bare = _VERBS.sub("", words)
    return bare if _ISSUED.fullmatch(bare) else ""


def _number(match: re.Match[str]) -> str:
    year = re.sub(r"\s", "", match["year"])
    return f"{_issuer(match['issuer']) or match['issuer']}〔{year}〕{match['number']}号"
