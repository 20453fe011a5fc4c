"""Removes what belongs to a web page or a word processor and not to the text."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from search.offsets import Edit

BLOCK_TAGS = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head"
    "|header|hr|html|li|main|nav|ol|option|p|section|select|table|tbody|tfoot|thead|title|tr|ul"
)
INLINE_TAGS = (
    "a|abbr|acronym|b|base|big|button|cite|code|col|colgroup|em|embed|font|i|iframe|img|input|ins|label|link|map|area"
    "|marquee|meta|noscript|o:p|object|param|pre|q|s|samp|small|source|span|strike|strong|sub|sup|svg|path|td|th"
    "|textarea|time|u|ucapcontent|ucaptitle|video|wbr|!doctype|\\?xml(?:[:\\w]*)|st1:\\w+|v:\\w+|w:\\w+"
)

_TAGS = re.compile(
    rf"""(?P<cell></?(?:td|th)\b[^<>]*>)
    |(?P<block></?(?:{BLOCK_TAGS})\b[^<>]*>)
    |(?P<inline></?(?:{INLINE_TAGS})(?![\w-])[^<>]*>)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# A damaged page may have lost the bracket that opens a tag; with the stop before it, it became 、 (大检查工作、br />).
_TORN = re.compile(r"(、)?(?<![<\w/])(?:br ?/>|/p>|/div>|div style='[^'<>]{0,80}'>)")
_HIDDEN = re.compile(r"<!--|<(?P<kind>script|style)\b[^>]*>", re.IGNORECASE)
_CLOSES = {
    "comment": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,20});?")
_BARE_ENTITIES = ("nbsp", "amp", "lt", "gt", "quot", "ldquo", "rdquo", "middot", "mdash", "hellip", "emsp", "ensp")
_ESCAPES = re.compile(r"(?:\\r\\n|\\n(?![A-Za-z]))+")
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_LINK = re.compile(r"(?P<open>!?\[)(?P<label>[^\[\]\n]*)(?P<close>\]\((?:https?:|/|\.|#|javascript:)[^()\s]*\))")
_STARS = re.compile(r"\*{2,}")
_LINE_START = re.compile(r"^[ \t\u3000]*(?:#{1,6}[ \t]+|#{2,6}(?=\S)|>+[ \t]*(?=[^\s>]|\|)|>+[ \t]*$)", re.MULTILINE)
_BULLET = re.compile(r"^[ \t\u3000]*[*+-][ \t]+(?=\S)(?!.*-[ \t]*$)", re.MULTILINE)
_RULER = re.compile(r"^[ \t|:+-]*-{3,}[ \t|:+-]*$", re.MULTILINE)
_BAR = re.compile(r"\|")

# A masked number or name (**起事故, **同志) is followed by a measure word or a title; bold words are not.
_MASKED = re.compile(
    r"\*\*(?:\*|起|人|个|名|家|元|万|亿|处|次|吨|辆|岁|年|月|日|时|分|例|户|座|同志|书记|市长|县|市|省|区|镇|乡|村|局|公司|先生|女士|某)"
)
_SENTENCE_END = re.compile("[。！？]")
_OPENS_AFTER = frozenset("。；！？：，、…“”\n\r \t\u3000（(|>#-")


def tag_edits(text: str) -> list[Edit]:
    """Tags of a saved page: scripts, styles and comments go with their content, blocks become line breaks."""
    torn = [Edit(*match.span(), "。\n" if match[1] else "\n", "markup") for match in _TORN.finditer(text)]
    if "<" not in text:
        return torn
    hidden = list(_hidden(text))
    starts = [edit.start for edit in hidden]
    edits = hidden + [edit for edit in torn if not any(one.start <= edit.start < one.end for one in hidden)]
    for match in _TAGS.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < hidden[before].end:
            continue
        new = {"block": "\n", "cell": "\u3000\u3000"}.get(match.lastgroup or "", "")
        edits.append(Edit(match.start(), match.end(), new, "markup"))
    return without_overlaps(edits)


def _hidden(text: str) -> Iterator[Edit]:
    """Comments, scripts and styles from their beginnings to their ends; what never ends is no such thing."""
    at, endless = 0, set[str]()
    while (opened := _HIDDEN.search(text, at)) is not None:
        kind = (opened["kind"] or "comment").lower()
        closed = None if kind in endless else _CLOSES[kind].search(text, opened.end())
        if closed is None:
            endless.add(kind)
        else:
            yield Edit(opened.start(), closed.end(), "", "script")
        at = closed.end() if closed else opened.end()


def escape_edits(text: str) -> list[Edit]:
    """Line ends that a dump of a database wrote out (`\\r\\n`) become line ends. One alone may be a path or a formula."""
    found = list(_ESCAPES.finditer(text)) if "\\" in text else []
    return [Edit(*match.span(), "\n", "markup") for match in found] if len(found) > 1 else []


def entity_edits(text: str) -> list[Edit]:
    """Entities become their characters: `&nbsp;` a space, `&ldquo;` a quote. Unknown ones stay."""
    if "&" not in text:
        return []
    edits = []
    for match in _ENTITY.finditer(text):
        entity = match[0]
        if not entity.endswith(";") and entity[1:].lower() not in _BARE_ENTITIES:
            continue
        new = html.unescape(entity if entity.endswith(";") else entity.lower() + ";")
        if new != entity:
            edits.append(Edit(match.start(), match.end(), new, "entity"))
    return edits


def markdown_edits(text: str) -> list[Edit]:
    """Bookmarks, links, bold stars, heading marks, quotes, bullets and table bars."""
    edits = [Edit(*match.span(), "", "markup") for match in _BOOKMARK.finditer(text)] if "[book" in text else []
    if "](" in text:
        for match in _LINK.finditer(text):
            edits.append(Edit(*match.span("open"), "", "markup"))
            edits.append(Edit(*match.span("close"), "", "markup"))
    edits += _line_edits(text)
    if "**" in text:
        edits += _bold_edits(text)
    return without_overlaps(edits)


def _line_edits(text: str) -> list[Edit]:
    edits = []
    if "---" in text:
        edits += [Edit(*match.span(), "", "markup") for match in _RULER.finditer(text)]
    if "|" in text:
        edits += [Edit(*match.span(), "\u3000\u3000", "markup") for match in _BAR.finditer(text)]
    if "#" in text or ">" in text:
        edits += [Edit(*match.span(), "", "markup") for match in _LINE_START.finditer(text)]
    if any(bullet in text for bullet in ("* ", "+ ", "- ", "*\t", "+\t", "-\t")):
        edits += [Edit(*match.span(), "", "markup") for match in _BULLET.finditer(text)]
    return edits


def _bold_edits(text: str) -> Iterable[Edit]:
    """Pairs of stars within one line; a line with masked numbers or names keeps its doubtful ones."""
    for line in re.finditer(r"[^\n]*\*\*[^\n]*", text):
        start = line.start()
        stars = [(start + match.start(), start + match.end()) for match in _STARS.finditer(line[0])]
        masked = len(stars) % 2 == 1 or any(_MASKED.match(text, end - 2) for _, end in stars)
        index = 0
        while index + 1 < len(stars):
            opening, closing = stars[index], stars[index + 1]
            if _is_bold(text, opening, closing, masked):
                yield Edit(*opening, "", "markup")
                yield Edit(*closing, "", "markup")
                index += 2
            else:
                index += 1


def _is_bold(text: str, opening: tuple[int, int], closing: tuple[int, int], masked: bool) -> bool:
    content = text[opening[1] : closing[0]]
    if (
        not content.strip()
        or _SENTENCE_END.search(content, 0, len(content) - 1)
        or opening[1] - opening[0] > 3
        or closing[1] - closing[0] > 3
    ):
        return False
    if _MASKED.match(text, opening[1] - 2):
        return False
    return not masked or opening[0] == 0 or text[opening[0] - 1] in _OPENS_AFTER


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """In order; of two that overlap the earlier (and longer) one stays."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
