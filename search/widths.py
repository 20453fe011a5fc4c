"""Brings letters, digits, white space and commas to the width that Chinese text uses for display."""

import re
import unicodedata

from search.offsets import Edit

_WIDE = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff1d\uff20\uff06\uff0f\uff0e\uff0a\uff03"
    "\u00a0\u2000-\u200a\u202f\u205f]"
)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u0080-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_LEFT = f"[{_HAN}”’』」》】〉）)%％℃\\d]"
_COMMA = re.compile(
    f"(?<=[{_HAN}”’』」》】〉）)])[,;:?!](?=[{_HAN}“‘『「《【〈（(\\d\\s]|$)|(?<={_LEFT})[,;:?!](?=[{_HAN}“‘『「《【〈])",
    re.MULTILINE,
)
_BEFORE_STOP = re.compile(r"[，,]+(?=[，,、；：。！？])")
_HABIT = 5
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def width_edits(text: str) -> list[Edit]:
    """Full-width letters and digits become ASCII, odd spaces plain ones, invisible characters go, and
    half-width commas, colons, semicolons, question and exclamation marks beside Han become full-width."""
    if text.isascii():
        return []
    edits = [Edit(*match.span(), _plain(match[0])) for match in _WIDE.finditer(text)]
    edits += [Edit(*match.span(), "") for match in _INVISIBLE.finditer(text)]
    edits += _doubled(text)
    edits += [Edit(*match.span(), _FULL[match[0]]) for match in _COMMA.finditer(text)]
    return sorted(edits)


def _doubled(text: str) -> list[Edit]:
    """Some pages put a comma before every stop (各地,、各部门): once is a slip, often is a habit."""
    found = [Edit(*match.span(), "") for match in _BEFORE_STOP.finditer(text)]
    return found if len(found) >= _HABIT else []


def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character)
