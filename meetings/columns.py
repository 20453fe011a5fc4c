"""Lists of those present that are set in columns: 出席：甲某　副县长　乙某　副县长; 列席：县应急局　丙某　县水务局丁某.

Minutes set them so. Tidying leaves one wide space of a wide gap, and none of a narrow one.
"""

import re
from collections.abc import Iterator

from meetings.mentions import Mention
from meetings.name_words import GIVEN
from meetings.names import is_name
from meetings.titles import ends_in_post

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^ \u3000]+")
_COMMAS = re.compile("[、，,]")
_LONGEST_LINE = 80
_BRACKETS = r"(?:（[^（）]{2,10}）)?"  # present for one item: （第五议题）
_OFFICE_AND_NAME = re.compile(
    r"[县市区镇乡州旗省][\u4e00-\u9fff]{0,8}?(?:局|委(?!会)|办|院|中心|大队|支队|公司|人大常委会|人大|政协|武部|总工会|团委|妇联|厅)[ \u3000]?"
    rf"(?P<name>[\u4e00-\u9fff]{{2,3}}?){_BRACKETS}[ \u3000]*(?=[县市区镇乡州旗省][\u4e00-\u9fff]{{2}}|法律顾问|$)"
    r"|法律顾问[ \u3000]?[\u4e00-\u9fff]{2,4}$"
)
_POST_AND_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:主席|主任|书记|局长|检察长|院长|部长)[ \u3000]+[\u4e00-\u9fff]{2,3}"
)


def goes_on(line: str) -> bool:
    """Whether a line names nothing but offices with one person each, or people with their posts, as the further lines of a
    list do."""
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return False
    if _POST_AND_NAME.fullmatch(line) is not None or _posts_behind(line):
        return True
    if _OFFICE_AND_NAME.match(line) is None:
        return False
    return sum(len(pair[0]) for pair in _OFFICE_AND_NAME.finditer(line)) == len(line)


def named_in_columns(text: str, start: int) -> Iterator[Mention]:
    """Those on the lines from `start` on (the rest of the line of a label first), up to the first that is no such list. Their
    posts, where these stand behind the names, are their titles."""
    for line in _LINE.finditer(text, start):
        if not goes_on(line[0]):
            if line.start() == start:
                continue  # the line of the label may be set otherwise
            return
        if _posts_behind(line[0].strip()):
            yield from _with_posts(line[0], line.start())
        elif _POST_AND_NAME.fullmatch(line[0].strip()) is None:  # known by the title
            yield from _of_offices(line[0], line.start())


def seldom_met(entry: str) -> bool:
    """Whether an entry may be a name of a surname in no list (达某某): its given name is of typical characters."""
    return len(entry) == 3 and all(one in GIVEN for one in entry[1:])


def _is_name(cell: str) -> bool:
    return is_name(cell) or seldom_met(cell)


def _are_posts(cell: str) -> bool:
    return all(ends_in_post(one) for one in _COMMAS.split(cell))


def _posts_behind(line: str) -> bool:
    """Whether names and posts take turns in a line, a name first (甲某　副县长　乙某　副县长、县公安局局长)."""
    cells = _CELL.findall(line)
    pairs = zip(cells[::2], cells[1::2], strict=False)
    return len(cells) > 1 and len(cells) % 2 == 0 and all(_is_name(name) and _are_posts(post) for name, post in pairs)


def _with_posts(line: str, offset: int) -> Iterator[Mention]:
    cells = list(_CELL.finditer(line))
    for name, posts in zip(cells[::2], cells[1::2], strict=True):
        start, end = offset + name.start(), offset + name.end()
        yield Mention(start, end, start, offset + posts.end(), name[0], tuple(_COMMAS.split(posts[0])))


def _of_offices(line: str, offset: int) -> Iterator[Mention]:
    begin = len(line) - len(line.lstrip())
    for pair in _OFFICE_AND_NAME.finditer(line.strip()):
        name = pair["name"] or ""
        if name and _is_name(name):
            at = offset + begin + pair.start("name")
            yield Mention(at, at + len(name), at, at + len(name), name, ())
