"""What GBK bytes look like when a byte is missing: the alphabet that repairing damage works with."""

from functools import cache

from search.characters import simplified

Pair = tuple[int, int]

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
def by_trail(trail: int) -> frozenset[str]:
    """The simplified form of every character that ends in this byte."""
    return frozenset(plain for plain, (_, low) in _codes() if low == trail)


@cache
def by_lead(lead: int) -> frozenset[str]:
    """The simplified form of every character that begins with this byte."""
    return frozenset(plain for plain, (high, _) in _codes() if high == lead)


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


# Second bytes of a character that can make a pair vanish when the next character's first byte joins them.
VANISHING = tuple(first for first in range(0xA2, 0xFF) if any(vanishes(first, second) for second in range(0xB0, 0xF8)))


def vanishing_class(first: int) -> int:
    """First bytes of vanished pairs that allow the same second bytes, as one of them."""
    return 0xAA if 0xAA <= first <= 0xAF or first >= 0xF8 else first


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
