"""Comparisons and cascades as Excel workbooks, for the file and for further reckoning."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from directives.evidence.columns import printable
from directives.lineage.cascade import Cascade
from directives.lineage.comparison import ORDER, Comparison
from directives.lineage.kinds import Additions
from directives.lineage.wording import CHINESE
from directives.models import Directive, Link
from meetings.models import Meeting
from meetings.wording import held_words

# The colours of the pages, on white paper.
FILLS = {
    "repeated": "#d9e8ee",
    "specialised": "#dcebd3",
    "strengthened": "#f5d5d0",
    "new": "#f7e7c6",
    "dropped": "#e6e2d9",
}
SHARES = ("#ffffff", "#e3efe3", "#c9e2ca", "#aed5b1", "#8fc596", "#6fb47a", "#4c9f5d")
OTHERS = "综合"


def comparison_workbook(comparison: Comparison, site: str) -> BytesIO:
    """The counts by sector, and every directive of both meetings; `site` begins the permalinks."""
    file = BytesIO()
    book = _Book(file)
    sheet = book.sheet("按行业", (24, *(10 for _ in ORDER), 10))
    sheet.row([f"{_named(comparison.later)} 对比 {_named(comparison.earlier)}"], "bold")
    sheet.row(["行业", *(CHINESE[label] for label in ORDER), "合计"], "bold")
    for line in comparison.table:
        sheet.row([line.sector.name_zh if line.sector else OTHERS, *line.numbers, line.total])
    sheet.row(["合计", *comparison.counts.values(), len(comparison.rows)], "bold")
    if comparison.left_out:
        sheet.row([f"每次会议只对照前{comparison.most}条不同的要求，另有{comparison.left_out}条未列入。"])
    sheet = book.sheet("逐条对照", (12, 10, 50, 50, 10, 10, 36, 40, 40))
    sheet.row(
        ["行业", "变化", "前次要求", "本次要求", "前次文字占比", "本次文字占比", "本次增加", "前次链接", "本次链接"],
        "bold",
    )
    for row in comparison.rows:
        sheet.row(
            [
                row.sector.name_zh if row.sector else OTHERS,
                CHINESE[row.label],
                row.earlier.text if row.earlier else "",
                row.later.text if row.later else "",
                row.of_earlier if row.of_earlier is not None else "",
                row.of_later if row.of_later is not None else "",
                added_words(row.added),
                _link(site, row.earlier),
                _link(site, row.later),
            ],
            fills={1: FILLS[row.label]},
        )
    return book.close(file)


def cascade_workbook(cascade: Cascade, site: str) -> BytesIO:
    """Who passed on what, the coverage by sector and region, and each link with its two quotes."""
    file = BytesIO()
    book = _Book(file)
    meetings = cascade.meetings
    sheet = book.sheet("传导表", (60, 10, *(16 for _ in meetings)))
    sheet.row([_named(cascade.meeting), "落实会议数", *map(_named, meetings)], "bold")
    rows = cascade.rows(cascade.directives, meetings)
    for row in rows:
        fills = {at: FILLS[cell.kind] for at, cell in enumerate(row.cells, 2) if cell.link}
        sheet.row([row.directive.text, row.taken, *(CHINESE[cell.kind] for cell in row.cells)], fills=fills)
    sheet = book.sheet("覆盖情况", (24, *(16 for _ in cascade.regions)))
    sheet.row(["行业", *(region.name if region else "地区不详" for region in cascade.regions)], "bold")
    lines = [(line.sector.name_zh if line.sector else OTHERS, line.shares) for line in cascade.coverage]
    for name, shares in [*lines, ("全部", cascade.whole)]:
        fills = {at: SHARES[share.step] for at, share in enumerate(shares, 1)}
        sheet.row([name, *(f"{share.taken}/{share.total}" for share in shares)], fills=fills)
    sheet = book.sheet("逐条引文", (50, 24, 10, 50, 12, 12, 40, 40))
    sheet.row(["上级要求", "会议", "关系", "下级要求", "上级文字占比", "下级文字占比", "上级链接", "下级链接"], "bold")
    texts = _texts(cascade.links)
    names = {meeting.pk: _named(meeting) for meeting in meetings}
    for upper in cascade.directives:
        for link in (one for one in cascade.links if one.upper_id == upper.pk):
            sheet.row(
                [
                    upper.text,
                    names.get(link.lower.meeting_id or 0, ""),
                    CHINESE[link.kind],
                    texts[link.lower_id],
                    link.of_upper,
                    link.of_lower,
                    _link(site, upper),
                    f"{site}/directives/{link.lower_id}/",
                ],
                fills={2: FILLS[link.kind]},
            )
    return book.close(file)


def added_words(added: Additions | None) -> str:
    """What a directive adds, in Chinese."""
    if added is None:
        return ""
    firm = {"must": "必须", "always": "一律", "forbid": "禁止"}
    parts = (
        ("时限", (added.deadline,) if added.deadline else ()),
        ("数量", added.numbers),
        ("措辞", tuple(firm[word] for word in added.firm)),
        ("单位", added.bodies),
        ("地区", added.places),
    )
    return "；".join(f"{name}：{'、'.join(values)}" for name, values in parts if values)


def _texts(links: Sequence[Link]) -> dict[int, str]:
    keys = {link.lower_id for link in links}
    return dict(Directive.objects.filter(pk__in=keys).order_by().values_list("pk", "text"))


def _named(meeting: Meeting) -> str:
    return f"{held_words(meeting)} {meeting.title}"


def _link(site: str, directive: Directive | None) -> str:
    return site + directive.get_absolute_url() if directive else ""


class _Book:
    """A workbook whose texts are texts, so that no formula in them runs."""

    def __init__(self, file: BytesIO) -> None:
        self.book = xlsxwriter.Workbook(
            file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        )
        self.formats: dict[tuple[str, str], Any] = {}

    def format(self, style: str, fill: str) -> Any:
        """Bold or plain, with a background."""
        if (style, fill) not in self.formats:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top", "bold": style == "bold"}
            self.formats[style, fill] = self.book.add_format(look | ({"bg_color": fill} if fill else {}))
        return self.formats[style, fill]

    def sheet(self, name: str, widths: Sequence[int]) -> "_Sheet":
        sheet = self.book.add_worksheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        return _Sheet(self, sheet)

    def close(self, file: BytesIO) -> BytesIO:
        self.book.close()
        file.seek(0)
        return file


class _Sheet:
    """A sheet written row by row."""

    def __init__(self, book: _Book, sheet: Any) -> None:
        self.book, self.sheet, self.at = book, sheet, 0

    def row(self, values: Sequence[str | int | float], style: str = "", fills: dict[int, str] | None = None) -> None:
        for column, value in enumerate(values):
            look = self.book.format(style, (fills or {}).get(column, ""))
            if isinstance(value, str):
                self.sheet.write_string(self.at, column, printable(value)[:32_000], look)
            else:
                self.sheet.write_number(self.at, column, round(value, 4), look)
        self.at += 1
