"""What GBK bytes look like when a byte is missing: the alphabet that repairing damage works with."""

from collections.abc import Iterable, Mapping
from functools import cache

from search.characters import simplified

Pair = tuple[int, int]
Bytes = tuple[int, ...]
Forms = Mapping[str, tuple[str, ...]]  # simplified character → itself and its traditional forms, as far as they fit

_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def pairs(character: str) -> tuple[Pair, ...]:
    """The byte pairs that may have become `character`, also by way of widening, narrowing or 繁→简."""
    found = []
    for form in (character, _WIDE.get(character, ""), *_other_forms(character)):
        encoded = encode(form) if form else b""
        if len(encoded) == 2:
            found.append((encoded[0], encoded[1]))
    return tuple(dict.fromkeys(found))


def encode(character: str) -> bytes:
    """GBK bytes, empty where GBK has none; private-use characters by the mapping that browsers use."""
    codec = "gb18030" if "\ue000" <= character <= "\uf8ff" else "gbk"
    try:
        encoded = character.encode(codec)
    except UnicodeEncodeError:
        return b""
    return encoded if len(encoded) <= 2 else b""


def simplified_form(character: str) -> str:
    return simplified().get(character, character)


@cache
def forms(plain: str) -> tuple[tuple[str, int, int], ...]:
    """A simplified character and its traditional forms, each with its two GBK bytes."""
    found = []
    for form in (plain, *_other_forms(plain)):
        if len(encoded := encode(form)) == 2:
            found.append((form, encoded[0], encoded[1]))
    return tuple(found)


@cache
def by_trail(trails: Bytes) -> Forms:
    """The characters that end in one of these bytes."""
    return _grouped(one for one in _table() if one[3] in trails)


@cache
def by_lead(lead: int) -> Forms:
    """The characters that begin with this byte."""
    return _grouped(one for one in _table() if one[2] == lead)


@cache
def by_bytes(leads: Bytes, trails: Bytes) -> Forms:
    """The characters that begin with one of `leads` and end in one of `trails`."""
    return _grouped(one for one in _with_trails(trails) if one[2] in leads)


@cache
def _with_trails(trails: Bytes) -> tuple[tuple[str, str, int, int], ...]:
    return tuple(one for one in _table() if one[3] in trails)


def _grouped(found: Iterable[tuple[str, str, int, int]]) -> Forms:
    grouped: dict[str, list[str]] = {}
    for plain, form, _, _ in found:
        grouped.setdefault(plain, []).append(form)
    return {plain: tuple(forms) for plain, forms in grouped.items()}


@cache
def leads_after(first: int) -> tuple[int, ...]:
    """The lead bytes that vanish as the second byte of a pair after `first`."""
    return tuple(lead for lead in range(0x81, 0xFF) if vanishes(first, lead))


@cache
def _table() -> tuple[tuple[str, str, int, int], ...]:
    """Every simplified character of GBK with each of its forms and their two bytes."""
    plains = dict.fromkeys(plain for plain, _ in _codes())
    return tuple((plain, *form) for plain in plains for form in forms(plain))


@cache
def _codes() -> tuple[tuple[str, Pair], ...]:
    found = []
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                one = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            found.append((simplified_form(one), (lead, trail)))
    return tuple(found)


@cache
def vanishes(lead: int, trail: int) -> bool:
    """Whether decoders have no character for a pair: GBK's user-defined areas and its gaps. They turn it into
    a private-use character or nothing at all, and web pages lose it."""
    if trail < 0x40 or trail in (0x7F, 0xFF):
        return False
    try:
        bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return True
    return False


def _vanishing() -> dict[int, tuple[int, ...]]:
    classes: dict[int, list[int]] = {}
    for first in range(0xA2, 0xFF):
        if any(vanishes(first, second) for second in range(0xB0, 0xF8)):
            classes.setdefault(0xAA if 0xAA <= first <= 0xAF or first >= 0xF8 else first, []).append(first)
    return {first: tuple(firsts) for first, firsts in classes.items()}


# Second bytes of a character that can make a pair vanish when the next character's first byte joins them; those that
# allow the same first bytes stand together, under one of them.
VANISHING = _vanishing()


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Simplified character → its traditional forms, and each of those → the simplified one."""
    found: dict[str, list[str]] = {}
    for old, new in simplified().items():
        found.setdefault(new, []).append(old)
        found.setdefault(old, []).append(new)
    return {one: tuple(others) for one, others in found.items()}


def _other_forms(character: str) -> tuple[str, ...]:
    return _forms().get(character, ())
