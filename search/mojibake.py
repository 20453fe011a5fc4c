"""Undoes text that was decoded with the wrong encoding as a whole: UTF-8 as GBK, UTF-8 or GBK as Latin-1."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from search.characters import simplified
from search.frequent import FREQUENT
from search.lexicon import lexicon
from search.offsets import Edit

# Windows shows these for the bytes 80-9F, which Latin-1 leaves to control characters.
_WINDOWS = {
    one: code for code in range(0x80, 0xA0) if (one := bytes((code,)).decode("cp1252", "ignore"))
}  # fmt: skip
_LATIN = "\u0080-\u00ff" + "".join(_WINDOWS)
_LATIN_RUN = re.compile(f"[{_LATIN}](?:[{_LATIN}@-~ ]*[{_LATIN}])?[@-~]?")
_LATIN_SIGN = re.compile("[\u00a1-\u00ff\u0192][\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122 ]")
_MARKS = "，。、；：？！“”‘’（）《》…—·　"
# Bytes that decoders lose: Windows-1252 has nothing for five, pages drop the soft hyphen; GBK has no lead 80, and
# no character where these others meet certain second bytes.
_LOST_AS_LATIN = (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xAD)
_LOST_AS_GBK = (0x80, *range(0xA2, 0xA8), *range(0xAA, 0xB0))
# First bytes of UTF-8 Han and punctuation: a damaged run read as GBK begins with a character that has one.
_CONTINUES = range(0x80, 0xC0)
_LEADS = (0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF)


_Damaged = tuple[()] | tuple[int, bytes, Sequence[int], str | None]


def encoding_edits(text: str) -> list[Edit]:
    """Runs of wrongly decoded characters that turn into plausible Chinese when decoded rightly."""
    return sorted([*_latin_edits(text), *_gbk_edits(text)])


def _latin_edits(text: str) -> Iterator[Edit]:
    if not _LATIN_SIGN.search(text):
        return
    for match in _LATIN_RUN.finditer(text):
        if not _LATIN_SIGN.search(match[0]):
            continue
        data = bytes(_WINDOWS.get(one, ord(one)) for one in match[0])
        following = text[match.end() : match.end() + 1]
        found = from_utf8(data, following, _LOST_AS_LATIN) or _from_gbk(data) or _twice(data)
        if found is not None:
            yield Edit(*match.span(), found, "mojibake")


def _from_gbk(data: bytes) -> str | None:
    for end in (len(data), len(data) - 1):
        try:
            decoded = data[:end].decode("gb18030") + data[end:].decode("ascii")
        except UnicodeDecodeError:
            continue
        if is_plausible(decoded):
            return decoded
    return None


def _twice(data: bytes) -> str | None:
    """The damage may have been done twice."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    for edit in reversed(encoding_edits(text)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text if is_plausible(text) else None


def _gbk_edits(text: str) -> Iterator[Edit]:
    """Between the first character that can begin UTF-8 and the last one that prose would not have."""
    for run in _run_pattern().finditer(text):
        if not _dense_pattern().search(run[0]):
            continue
        readings = []
        for begin, end in _bounds(run[0]):
            after = text[run.start() + end : run.start() + end + 1]
            found = from_utf8(_gbk_bytes(run[0][begin:end]), after, _LOST_AS_GBK)
            if found is not None:
                left = sum(map(_is_unusual, run[0][:begin] + run[0][end:]))
                readings.append((found.count("\ufffd") + left, begin - end, begin, end, found))
        if readings:
            _, _, begin, end, found = min(readings)
            yield Edit(run.start() + begin, run.start() + end, found, "mojibake")


def _bounds(run: str) -> Iterator[tuple[int, int]]:
    unusual = [at for at, one in enumerate(run) if _is_unusual(one)]
    begins = [at for at in range(max(0, unusual[0] - 3), unusual[-1]) if _lead(run[at]) in _LEADS][:4]
    ends = [end for end in (unusual[-1] + 1, unusual[-1] + 2, unusual[-1] + 3, len(run)) if end <= len(run)]
    return ((begin, end) for begin in begins for end in dict.fromkeys(ends) if end - begin >= 2)


def _is_unusual(one: str) -> bool:
    return one in _images() or one in "€\ufffd" or "\ue000" <= one <= "\uf8ff" or "\u3040" <= one <= "\u312f"


def _lead(character: str) -> int:
    return character.encode("gb18030")[0]


def _gbk_bytes(run: str) -> bytes:
    """A replacement character stands for a lost byte, the euro sign for 80 (as browsers have it)."""
    return b"".join(b"\x80" if one == "€" else one.encode("gb18030") for one in run if one not in "\ufffd?")


def from_utf8(data: bytes, following: str = "", lost: Sequence[int] = _LOST_AS_GBK) -> str | None:
    """Decode UTF-8 that misses single bytes, of `lost` or the last ones. Characters that no word settles become
    U+FFFD. None where the result is no plausible Chinese."""
    told = list(_parts(data, following, lost))
    holes = sum(not isinstance(part, str) for part in told)
    if holes * 3 > len(told) + 2:
        return None
    parts = [part if isinstance(part, str) else _candidates(*part) if part else ["\ufffd"] for part in told]
    text = ""
    for index, candidates in enumerate(parts):
        after = "".join(part if isinstance(part, str) else "\ufffd" for part in parts[index + 1 : index + 4])
        text += candidates if isinstance(candidates, str) else _fitting(text[-3:], candidates, after)
    return text if is_plausible(text) else None


def _parts(data: bytes, following: str, lost: Sequence[int]) -> Iterator[str | _Damaged]:
    """The characters of `data`; for a damaged one what is known of it, "()" for nothing."""
    at = 0
    while at < len(data):
        size = _size(data[at])
        tail = data[at + 1 : at + size]
        if size == 1:
            yield chr(data[at])
        elif size and len(tail) == size - 1 and all(map(_continues, tail)):
            yield _character(data[at], *tail)
        elif size == 3:
            known = tail[:1] if tail and tail[0] in _CONTINUES else b""
            size = 1 + len(known)
            at_end = at + size >= len(data) or data[at + size] < 0x80
            yield data[at], known, lost, following if at_end else None
        else:
            yield ()
            size = 1
        at += max(size, 1)


def _candidates(lead: int, known: bytes, lost: Sequence[int], following: str | None) -> list[str]:
    """What a character may be of which one byte (or both after the first) is lost. `following` is the text after
    the run where the run ends here, else None."""
    if not known and following is not None and lead in (0xE3, 0xEF):
        return ["。" if lead == 0xE3 else "，"] if (lead == 0xE3) == (not following.strip()) else []
    if not known:
        tails = [(first, second) for first in range(0xAA, 0xB0) for second in range(0xA1, 0xC0)]
        tails += [(first, second) for first in range(0xA2, 0xA8) for second in range(0x80, 0xA1)]
    elif following is None:
        tails = [tail for byte in lost for tail in ((byte, known[0]), (known[0], byte))]
    else:
        mark = (lead, known[0]) == (0xE3, 0x80), (lead, known[0]) == (0xEF, 0xBC)
        if mark[0] and not following.strip():
            return ["。"]
        if mark[1] and following.strip():
            return ["，"]
        tails = [(known[0], last) for last in _CONTINUES]
    return [one for tail in tails if (one := _character(lead, *tail)) in FREQUENT or one in _MARKS]


def _character(lead: int, *tail: int) -> str:
    # A plain space stands for the no-break space that the byte A0 looks like.
    return bytes((lead, *(0xA0 if byte == 0x20 else byte for byte in tail))).decode("utf-8", "replace")


def _fitting(before: str, candidates: list[str], after: str) -> str:
    """The candidate that makes a word with its neighbours, if one does so clearly better than the others."""
    if len(candidates) == 1:
        return candidates[0]
    ranked = sorted((_word_cost(before, one, after), one) for one in candidates)
    if not ranked or ranked[0][0] > 13 or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + 1.5):
        return "\ufffd"
    return ranked[0][1]


def _word_cost(before: str, one: str, after: str) -> float:
    """The cost of the likeliest word that holds `one` here; longer words are stronger evidence."""
    around = before + one + after
    at = len(before)
    words = (around[start:end] for start in range(at + 1) for end in range(at + 1, len(around) + 1) if end - start >= 2)
    alone = lexicon().cost.get(one, 99.0) + 5
    return min([alone, *(lexicon().cost.get(word, 99.0) - 2 * (len(word) - 2) for word in words)])


def _size(byte: int) -> int:
    """How many bytes a character takes that begins with this one; 0 where none does."""
    return (
        1
        if byte < 0x80
        else 2
        if 0xC2 <= byte < 0xE0
        else 3
        if 0xE0 <= byte < 0xF0
        else 4
        if 0xF0 <= byte < 0xF5
        else 0
    )


def _continues(byte: int) -> bool:
    return byte in _CONTINUES or byte == 0x20


def is_plausible(text: str) -> bool:
    """Whether a decoded run is Chinese: at least two usual Han characters, and hardly anything unusual."""
    table = simplified()
    han = sum("\u3400" <= one <= "\u9fff" for one in text)
    usual = sum(table.get(one, one) in FREQUENT for one in text)
    odd = sum(not ("\u3400" <= one <= "\u9fff" or one in _MARKS or one.isascii() or one == "\ufffd") for one in text)
    return usual >= 2 and usual >= 0.8 * han and odd * 10 <= len(text)


@cache
def _images() -> frozenset[str]:
    """What the bytes of the usual characters and marks, decoded as GBK in either step, look like."""
    images: set[str] = set()
    for one in (*FREQUENT, *_MARKS):
        data = one.encode("utf-8")
        for pair in (data[:2], data[1:3]):
            images.update(pair.decode("gb18030", "ignore"))
    return frozenset(image for image in images if image not in FREQUENT and len(image) == 1)


@cache
def _dense_pattern() -> re.Pattern[str]:
    """Two such images with at most two characters between."""
    images = "".join(sorted(map(re.escape, _images())))
    return re.compile(f"[{images}].{{0,2}}[{images}]")


@cache
def _run_pattern() -> re.Pattern[str]:
    """A run that holds an image, without ASCII. It is looked for from the first character of a run alone: from each, a
    line of a million characters would take hours."""
    images = "".join(sorted(map(re.escape, _images())))
    return re.compile(f"(?<![^\x00-\x7f])[^\x00-\x7f]*[{images}][^\x00-\x7f]*(?:\\?(?=[^\x00-\x7f])[^\x00-\x7f]+)*")
