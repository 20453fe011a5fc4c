"""Damages clean text in the six ways that transcripts are found damaged in."""

from collections.abc import Callable

_PINYIN = {
    "產": "chǎn",
    "責": "zé",
    "業": "yè",
    "應": "yīng",
    "強": "qiáng",
    "調": "diào",
    "領": "lǐng",
    "實": "shí",
    "險": "xiǎn",
}


def shifted(text: str, at: int) -> str:
    """GBK with the lead byte of the character at `at` dropped, read as browsers do: pairs without a character
    vanish, and an ASCII byte after half a character puts the rest back in step."""
    data = text[at:].encode("gbk")[1:]
    out, index = [text[:at]], 0
    while index < len(data):
        first, second = data[index], data[index + 1] if index + 1 < len(data) else 0
        if first < 0x80:
            out.append(chr(first))
            index += 1
        elif second < 0x40:
            index += 1
        else:
            out.append(bytes((first, second)).decode("gbk", "replace").replace("\ufffd", ""))
            index += 2
    return "".join(out)


def utf8_as_gbk(text: str, at: int) -> str:
    """UTF-8 read as GB18030; what cannot be read is lost."""
    return text.encode("utf-8").decode("gb18030", "ignore")


def utf8_as_latin(text: str, at: int) -> str:
    """UTF-8 read as Windows-1252 by a browser, which keeps the five unassigned bytes as control characters."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8"))


def gbk_as_latin(text: str, at: int) -> str:
    """GBK read as Latin-1."""
    return text.encode("gbk").decode("latin-1")


def glossed(text: str, at: int) -> str:
    """Pinyin after the traditional characters, as some converters leave it."""
    return "".join(f"{one}({_PINYIN[one]})" if one in _PINYIN else one for one in text)


def spaced(text: str, at: int) -> str:
    """Stray spaces inside words."""
    return text[: at + 1] + " " + text[at + 1 : at + 2] + " " + text[at + 2 :]


def replaced(text: str, at: int) -> str:
    """A character that nothing can bring back."""
    return text[:at] + "\ufffd" + text[at + 1 :]


KINDS: dict[str, Callable[[str, int], str]] = {
    "gbk-shift": shifted,
    "utf8-as-gbk": utf8_as_gbk,
    "utf8-as-latin": utf8_as_latin,
    "gbk-as-latin": gbk_as_latin,
    "pinyin": glossed,
    "spaces": spaced,
    "replaced": replaced,
}
