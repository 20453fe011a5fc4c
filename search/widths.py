"""Brings letters, digits, white space and commas to the width that Chinese text uses for display."""

import re
import unicodedata

from search.characters import RADICALS
from search.offsets import Edit

_WIDE = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff1d\uff20\uff06\uff0f\uff0e\uff0a\uff03\uff61-\uff64"
    "\u2e9f-\u2ef3\u2f00-\u2fd5\uf900-\ufad9"  # the radicals and twins of Han letters that some PDFs print
    "\u00a0\u2000-\u200a\u202f\u205f]"
)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u0080-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_HAN_LETTER = re.compile(f"[{_HAN}]")
_LEFT = f"[{_HAN}”’』」》】〉）)%％℃\\d]"
_COMMA = re.compile(
    f"(?<=[{_HAN}”’』」》】〉）)])[,;:?!](?=[{_HAN}“‘『「《【〈（(\\d\\s]|$)|(?<={_LEFT})[,;:?!](?=[{_HAN}“‘『「《【〈])",
    re.MULTILINE,
)
# Not the dot of 一.总体要求, nor one of a row. A name may be dotted too (艾力.买买提): a page must have the habit.
_DOT = re.compile(
    f'(?<=[{_HAN}”’』」》】〉）)"])(?<![第（(一二三四五六七八九十])\\.(?=[{_HAN}“‘『「《【〈（("]|[ \u3000]*$|[一二三四五六七八九十\\d]{{1,2}}[、.])',
    re.MULTILINE,
)
_DASH = re.compile(r"(?<=[\d０-９])－(?=[\d０-９])")
_BEFORE_STOP = re.compile(r"[，,]+(?=[，,、；：。！？])")
_HABIT = 5
_HABIT_OF_DOTS = 3
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def width_edits(text: str) -> list[Edit]:
    """Full-width letters and digits become ASCII, radicals the letters they look like, odd spaces plain ones;
    invisible characters go. Half-width commas, colons, semicolons, question and exclamation marks beside Han become
    full-width, and so do the stops of a page that ends its sentences with dots."""
    if text.isascii():
        return []
    edits = [Edit(*match.span(), _plain(match[0])) for match in _WIDE.finditer(text)]
    edits += [Edit(*match.span(), "") for match in _INVISIBLE.finditer(text)]
    edits += [Edit(*match.span(), "-") for match in _DASH.finditer(text)]
    edits += _doubled(text)
    edits += _dotted(text)
    edits += _quoted(text)
    edits += [Edit(*match.span(), _FULL[match[0]]) for match in _COMMA.finditer(text)]
    return sorted(edits)


def _doubled(text: str) -> list[Edit]:
    """Some pages put a comma before every stop (各地,、各部门): once is a slip, often is a habit."""
    found = [Edit(*match.span(), "") for match in _BEFORE_STOP.finditer(text)]
    return found if len(found) >= _HABIT else []


def _dotted(text: str) -> list[Edit]:
    """The stops of a page that ends its sentences with dots (各地要排查隐患.各部门要到位.)."""
    found = [Edit(*match.span(), "。") for match in _DOT.finditer(text)]
    return found if len(found) >= _HABIT_OF_DOTS and len(found) > text.count("。") else []


def _quoted(text: str) -> list[Edit]:
    """The straight quotes around Han letters, by pairs, in the lines that hold an even number of them."""
    edits: list[Edit] = []
    if '"' not in text:
        return edits
    for line in re.finditer("[^\\n]+", text):
        marks = [match.start() for match in re.finditer('"', line[0])]
        pairs = list(zip(marks[::2], marks[1::2], strict=False))
        if len(marks) % 2 == 0 and all(_HAN_LETTER.search(line[0], left, right) for left, right in pairs):
            for left, right in pairs:
                at = line.start()
                edits += [Edit(at + left, at + left + 1, "“"), Edit(at + right, at + right + 1, "”")]
    return edits


def _plain(character: str) -> str:
    return RADICALS.get(character) or unicodedata.normalize("NFKC", character)
