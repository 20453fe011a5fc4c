"""Headings among the paragraphs of a turn, and the path of headings that an instruction stands under."""

import re

from directives.bodies import bodies
from directives.cues import ANALYSIS, ASSIGNED, IMPERATIVE, LIMITED, MODAL, OPENING, ROW
from directives.judge import Mood
from directives.sentences import clauses

_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}\s*、")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)")),
    (3, re.compile(r"\d{1,2}\s*[.．、](?!\d)|[①-⑳]")),
    (4, re.compile(r"（\d{1,2}）|\(\d{1,2}\)")),
)
_UNNUMBERED = 5
_LONGEST = 60
_ENDS = re.compile(r"[。；;！!？?：:，,”]$")
_SITUATION = re.compile(
    r"形势|回顾|总体情况|运行情况|工作情况|成绩|存在的?问题|主要问题|差距|不足|原因|通报$|特点|作用|增长"
)
# 二、听取…情况汇报, 三、审议…: an item of the agenda, under which stands what was decided.
_AGENDA = re.compile(r"听取|审议|研究|讨论|传达|学习|部署|关于.*(?:请示|方案|汇报)")
_TASKS = re.compile(
    r"下一步|下步|下阶段|工作安排|工作要求|几点要求|重点任务|主要任务|工作任务|工作措施|责任(?:单位|部门|人)|牵头(?:单位|部门)|完成时限|任务分工|责任分工"
)
_TOPIC = re.compile(r"(?:方面|问题|情况|事宜|事项)[。：]?$")
_LABELLED = re.compile(r"(?:责任|牵头|配合)(?:单位|部门)[：:]")
_RUN_IN = 32
# 会议强调，要…; 会议要求，全局干部要…
_SAID = re.compile(rf"[^，。：；]{{2,40}}(?:强调|指出|要求|提出)[，：][^，。；：]{{0,16}}(?:{MODAL.pattern})")

# 一、立即组织开展专项检查: no heading is in a hurry.
_AT_ONCE = re.compile(
    rf"(?:{OPENING}|[一二三四五六七八九十]{{1,2}}、各[^，。]{{1,8}}?)(?:立即|立刻|迅速|马上|尽快|即日起)(?=.{{3}})"
)
_TELLING = re.compile(r"[一-龥]{3}")
_SITE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|来源|分享|字体|字号|编辑|记者|上一篇|下一篇|打印|关闭|首页|当前位置|责编|浏览|点击|附件"
)

Path = tuple[tuple[int, str], ...]


def level(line: str) -> int | None:
    """The depth of the number a line opens with: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; None without one."""
    for depth, pattern in _LEVELS:
        if pattern.match(line):
            return depth
    return None


def is_heading(line: str) -> bool:
    """Whether a paragraph of one sentence is a heading.

    Headings of the genre carry no full stop, or a number and no 要: 二、突出重点，落实责任。 A numbered line that
    says 要, 必须 or 严禁 is a task and no heading.
    """
    depth = level(line)
    if len(line) > _LONGEST:
        # A headline of a news programme runs long, but has spaces where a sentence has commas.
        return depth is None and len(line) <= 2 * _LONGEST and not re.search(r"[，。；]", line)
    if "；" in line or ROW.match(line) or ASSIGNED.search(line) or LIMITED.search(line) or _LABELLED.search(line):
        return False  # the row of a table of tasks
    if _SAID.match(line):
        return False  # an order whose end is lost with the page
    if _AT_ONCE.match(line):
        return False
    if not _ENDS.search(line):
        return depth in (1, 2, None) or len(line) <= _RUN_IN and not MODAL.search(line)
    # （二）各镇成立抢险队。: who is told something before a full stop is ordered to.
    return depth in (1, 2) and line.endswith("。") and not MODAL.search(line) and not bodies(line, clauses(line), 0)


def is_item(line: str, neighbours: tuple[str, ...]) -> bool:
    """Whether a numbered line that looks like a heading is an item of a list: nothing stands between it and the next
    number, or the one before. `neighbours` are the paragraphs around it that are one sentence."""
    depth = level(line)
    if depth is None or _SITUATION.search(line) or _AGENDA.search(line):
        return False
    told = IMPERATIVE.match(line) or MODAL.search(line) or bodies(line, clauses(line), 0)
    return bool(told) and any(level(other) == depth for other in neighbours)


def is_topic(sentence: str) -> bool:
    """Whether the first sentence of a paragraph only says what it is about: 3.道路交通方面。 1.关于经费问题。"""
    return (
        len(sentence) <= _RUN_IN
        and level(sentence) is not None
        and bool(_TOPIC.search(sentence))
        and not MODAL.search(sentence)
        and not LIMITED.search(sentence)
        and not bodies(sentence, clauses(sentence), 0)  # 各镇逐日报送巡查情况: an order
    )


def is_run_in(sentence: str) -> bool:
    """Whether the first sentence of a paragraph is its heading: （二）加强结果应用。"""
    return (
        len(sentence) <= _RUN_IN
        and not _LABELLED.search(sentence)
        and level(sentence) in (1, 2)
        and not MODAL.search(sentence)
    )


def from_turn(lines: tuple[str, ...]) -> Path:
    """The path that segmenting found for a turn, with the depth of each heading."""
    return tuple((level(line) or _UNNUMBERED, line) for line in lines)


def under(path: Path, line: str) -> Path:
    """The path after one more heading: it replaces those of its own depth and below."""
    if any(line == known for _, known in path) or not _TELLING.search(line) or _SITE.search(line):
        return path
    depth = level(line) or _UNNUMBERED
    return (*(item for item in path if item[0] < depth), (depth, line))


def mood_under(line: str) -> Mood:
    """What a heading lets one expect: analysis under 一、面临的形势, tasks under 下一步工作安排 or the head of a table."""
    if _TASKS.search(line):
        return Mood.LIST
    if _AGENDA.search(line) or "要求" in line or "任务" in line:
        return Mood.OPEN
    return Mood.ANALYSIS if _SITUATION.search(line) or ANALYSIS.search(line) else Mood.OPEN
