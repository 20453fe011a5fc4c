"""What stands around a text: its title, its date of issue, and the regions it speaks of."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from meetings.announced_titles import title_announcement
from meetings.dates import Printed, anniversary_year, current_year, dates_in
from meetings.gazetteer import Place
from meetings.headings import heading_of
from meetings.mentions import Mention
from meetings.noise import is_noise
from meetings.place_hints import counties_hinted, registered_region
from meetings.places import Named, regions_in

_ISSUE = re.compile(
    r"(?:时间|日期|发布|来源|更新|印发|责编|编辑)[^\n]{0,30}$|[\u4e00-\u9fff][日晚时]报[ \u3000|]{0,4}$"
)
_TAKEN = re.compile(r"(?:抓取|采集|爬取|下载|打印|访问|浏览|归档|存档)(?:时间|日期|于)")  # by whoever keeps the page
_STAMPED = re.compile(
    r"\s*[】\])）]?\s*(?:\d{1,2}[:：]\d{2}|(?:文章|信息|稿件)?来源|(?:作者|记者|编辑|点击|浏览|阅读|责编|通讯员)[^，。\n]{0,2}[：: \u3000])"
)  # 2010年01月01日 来源：福建日报
_ISSUE_FIRST = re.compile(r"[\[【（(]?(?:来源|发布日期|发布时间|时间|日期)[：:]")
_STAMP = re.compile(r"((?:19|20)\d{2}-\d{1,2}-\d{1,2})[ T]\d{1,2}:\d{2}:\d{2}")
_SIGNED = re.compile(r"[（(][^（）()\n]{6,60}[）)]\s*$")  # (某县政府网，2020年5月5日)
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?(?!\d)")
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)")
_SHORT_DAY = re.compile(r"(?<![\d-])([0-3]\d)-(0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?![\d-])")  # beside a link: 24-03-15
_TAG = re.compile(r"^[\[【][^\]】]{1,8}[\]】]\s*")
_PROGRAMME = re.compile(
    r"新闻联播|联播快讯|新闻(?:节目|摘要|汇编|早报|晚报)|完整版|要闻(?:摘要|速览|汇编)|简讯汇编|《[^》]{2,8}新闻》.{0,16}文?字?稿|^[\u4e00-\u9fff]{2,6}新闻文字?稿"
)
_SPEECH = re.compile(r"讲话|发言|致辞|主持词")  # 某市长讲话【完整版】
# The script of a local programme is headed with its name, what it leads with comes after: 《某县新闻》文稿
_SCRIPT = re.compile(
    r"(?:\d{1,2}月\d{1,2}日)?《[^》]{2,8}(?:新闻|播报|直播)》(?:[^。，]{0,16}稿(?:件)?|[ \u3000]*(?:\d{4}年\d{1,2}月\d{1,2}日|\d{8})?)(?:[（(][^）)]*[）)])?"
)
_NUMBERED = re.compile(r"[〔\[（(]((?:19|20)\d{2})[〕\]）)]\s?第?\d{1,3}号")
OPENING_PART = 400  # code points: a speech names its own meeting within its first sentences
_LONGEST_TITLE = 140
_SHORTEST_TITLE = 8  # that may take the place of a line before it
_OF_GENRE = re.compile(
    r"会议|会[）)]?$|召开|安全|[防抗][汛火灾疫旱]|讲话|纪要|部署|督[查导办]|检查|事故|应急|隐患|[汛灾]|主持词|强调|生产|防御|爆炸"
)
_LINKS = re.compile(r"[ \u3000·|>\[【]*(?:上一[篇条]|下一[篇条]|相关(?:新闻|阅读|链接)|推荐阅读|更多新闻)")
_RECORD = re.compile(r"[办处室]记录|记录[：:]|录音整理|根据[^。]{0,6}录音")
_EDITED = re.compile(r"。|编辑|发布|网|历史|档案")
_UNDER_TITLE, _SHORT_LINE = 6, 40
_KEPT = 4  # days between a programme and the page of its words
_HEAD = 300  # characters in which a speech prints its day


@dataclass(frozen=True, slots=True)
class Frame:
    """`year` is the best guess of the year the text was written in, for dates that print none."""

    title: str
    title_span: tuple[int, int] | None
    published_on: str | None
    year: int | None
    title_date: Printed | None
    regions: tuple[Named, ...]
    hints: tuple[Named, ...] = ()  # counties by their short names
    file_name: str = ""
    site: Place | None = None  # whose page it is, as its registration tells
    is_programme: bool = False  # a news programme or newsletter of many items, each under its headline

    def region_at(self, start: int) -> Named | None:
        """The region named at `start`."""
        at = bisect.bisect_left(self.regions, start, key=lambda named: named.start)
        return self.regions[at] if at < len(self.regions) and self.regions[at].start == start else None


def frame_of(text: str, spans: Sequence[tuple[int, int]], name: str, issued: str | None = None) -> Frame:
    """The frame of a text whose lines are `spans`; its file name `name` and the day `issued` (ISO) of issue or of upload
    that the file itself tells are the last resorts for the year."""
    title_span = _title(text, spans)
    title = text[slice(*title_span)].replace("\n", "") if title_span else ""
    head = text[slice(*spans[0])] if spans else ""
    many = _PROGRAMME.search(_TAG.sub("", title)) is not None and _SPEECH.search(title) is None
    programme = many or _SCRIPT.fullmatch(head.strip()) is not None
    broadcast = (_day_of(title) or _day_in(title) or _day_in(head)) if programme else None  # a page keeps it for longer
    issue = _published(text, spans, title_span)
    broadcast = broadcast or (_day_before(issue, title + "\n" + head) if programme and issue else None)
    published = broadcast or issue or _day_of(title) or _paper_of(title) or _day_of(name)
    in_title = next((one for one in dates_in(title) if one.month is not None or one.year is not None), None)
    in_title = in_title or (_noted(text, spans) if issue is None else None)
    return Frame(
        _TAG.sub("", title),
        title_span,
        published,
        _year(text, published, in_title, name) or (int(issued[:4]) if issued is not None else None),
        in_title,
        tuple(one for one in regions_in(text) if not _in_links(text, one)),
        tuple(one for one in counties_hinted(text) if not _in_links(text, one)),
        name,
        registered_region(text),
        programme,
    )


def _in_links(text: str, named: Named) -> bool:
    """Whether a region stands in a line that leads to other pages (上一篇：…)."""
    return _LINKS.match(text, text.rfind("\n", 0, named.start) + 1, named.start) is not None


def without_names(frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """The frame without the regions that only stand inside a person's name (安庆|华, 夏|广德)."""
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    return replace(
        frame,
        regions=tuple(one for one in frame.regions if one.start not in inside),
        hints=tuple(one for one in frame.hints if one.start not in inside),
    )


def _title(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first line that can be a title; where it says nothing of the genre (央视网 网站地图), the first after it that does."""
    first = None
    for at, (start, end) in enumerate(spans[:12]):
        line = text[start:end]
        if is_noise(line):
            continue
        heading = heading_of(line)
        open_end = line[-1] in "，；：！？" and re.search("(?:强调|指出|要求)[：:]$", line) is None
        long = len(line) <= _LONGEST_TITLE and "。" not in line and not open_end
        if not (heading.depth == 0 if heading is not None else long):
            break
        titled = _with_second_line(text, spans, at)
        of_genre = _OF_GENRE.search(text, *titled) is not None
        if of_genre and (first is None or end - start >= _SHORTEST_TITLE):
            return titled
        first = at if first is None else first
    return _with_second_line(text, spans, first) if first is not None else None


def _with_second_line(text: str, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """The title and its second line, where only both together name a meeting."""
    start, end = spans[at]
    if at + 1 < len(spans) and title_announcement(text, start, end) is None:
        second = heading_of(text[slice(*spans[at + 1])])
        whole = title_announcement(text, start, spans[at + 1][1])
        alone = title_announcement(text, *spans[at + 1])
        longer = whole is not None and (alone is None or len(alone.title) + 4 < len(whole.title))
        if second is not None and second.depth == 0 and longer:
            return start, spans[at + 1][1]
    return start, end


def _noted(text: str, spans: Sequence[tuple[int, int]]) -> Printed | None:
    """The day that a line under the title of a record gives (市防指办记录  5月22日, 11月24日，根据录音整理)."""
    for start, end in spans[1:_UNDER_TITLE]:
        if end - start <= _SHORT_LINE and _RECORD.search(text, start, end) and not _EDITED.search(text, start, end):
            return next((one for one in dates_in(text, start, end) if one.month and one.day), None)
    return None


def _published(text: str, spans: Sequence[tuple[int, int]], title: tuple[int, int] | None) -> str | None:
    """The date of issue: on a line of its own or beside 来源, 时间 …, near the top or at the very end; else in
    brackets under the title of a speech whose lines are lost, in a signature in brackets behind the last sentence, or
    in a time stamp of the database or page that the text was taken from."""
    for start, end in (*spans[:14], *reversed(spans[-6:])):
        if end - start > 60 and _ISSUE_FIRST.match(text, start) is not None:
            end = min(end, start + 60)  # the text goes on behind the line of its issue
        if (start, end) == title or end - start > 60 or _TAKEN.search(text, start, end):
            continue
        line = text[start:end]
        for one in dates_in(text, start, end):
            alone = len(line) - (one.end - one.start) <= 14
            marked = _ISSUE.search(text, start, one.start) or _STAMPED.match(text, one.end)
            if one.year is not None and one.day is not None and (alone or marked):
                return one.iso()
    stamp = _STAMP.search(text[: 2 * _HEAD])
    if stamp is not None and not _TAKEN.search(text, 0, stamp.start()):
        return next((one.iso() for one in dates_in(stamp[1])), None)
    signed = _SIGNED.search(text[-120:])
    for one in dates_in(signed[0]) if signed is not None else ():
        if one.year is not None and one.day is not None:
            return one.iso()
    found = re.search(
        r"[（(]((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:[，,][^（）()\n]{0,24})?[）)]", text[:_HEAD]
    ) or _STAMP.search(text[-120:])
    return next((one.iso() for one in dates_in(found[1])), None) if found else None


def _day_before(issue: str, heading: str) -> str | None:
    """The day of a programme whose heading prints no year (某旗新闻文字稿 4月8日), shortly before its page was issued."""
    printed = next((one for one in dates_in(heading) if one.month and one.day and not one.year), None)
    day = printed.iso(int(issue[:4])) if printed is not None and len(issue) == 10 else None
    near = (
        day is not None and len(day) == 10 and 0 <= (date.fromisoformat(issue) - date.fromisoformat(day)).days <= _KEPT
    )
    return day if near else None


def _paper_of(title: str) -> str | None:
    """The day of the paper that a page is from (2003年1月1日某日报第1版)."""
    return _day_in(title) if re.search(r"[日晚时]报|第\d+版", title) else None


def _day_in(title: str) -> str | None:
    printed = next((one for one in dates_in(title) if one.year and one.day), None)
    return printed.iso() if printed is not None else None


def _day_of(name: str) -> str | None:
    """The day in the title of a programme or in the name of a file (新闻联播20150815)."""
    day = _NAMED_DAY.search(name)
    return Printed(0, 0, int(day[1]), int(day[2]), int(day[3])).iso() if day is not None else None


def _year(text: str, published: str | None, in_title: Printed | None, name: str) -> int | None:
    if published is not None:
        return int(published[:4])
    if in_title is not None and in_title.year is not None:
        return in_title.year
    month = next((one.month for one in dates_in(text[:600]) if one.month is not None), None)
    in_name = _FILE_YEAR.search(name)
    numbered = _NUMBERED.search(text)  # 〔2021〕6号
    short = next((one for one in _SHORT_DAY.finditer(text) if int(one[2]) == month), None)
    found = (
        anniversary_year(text)
        or current_year(text, month)
        or (int(numbered[1]) if numbered is not None else None)
        or (int(in_name[1]) if in_name else None)
        or (2000 + int(short[1]) if short is not None else None)
    )
    if in_name is not None and found is not None and abs(found - int(in_name[1])) == 1:
        return int(in_name[1])
    return found
