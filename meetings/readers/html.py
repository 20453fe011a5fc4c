"""Reads saved web pages: their main text under their title, without menus and footers."""

import re

from meetings.readers import txt
from meetings.readers.apart import read_apart
from meetings.readers.encoding import UnreadableError, decode
from meetings.readers.source import Extract, Refusal, Source

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
# What pages say they are written in → the codec that reads all of it.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_HEAD = 4096
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|div|p|table|meta|br)\b", re.IGNORECASE)
# The main text must hold so much of the page's sentences, or it was not found.
_ENOUGH = 0.7
_SENTENCE_END = re.compile("[。！？；]")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)


def read(name: str, data: bytes) -> Source:
    """The main text of a page; all of it as text where no main text stands out. Raises ReadError."""
    txt.refuse_other_kinds(name, data)
    if _MARKUP.search(data.replace(b"\x00", b"")):
        source = read_apart(name, data, extract, empty=True)
        if source.text:
            return source
    return txt.read(name, data)


def extract(data: bytes) -> Extract:
    """The main text, tables included, with the title as its first line; empty where it can't be told from
    the rest. Raises Refusal."""
    import trafilatura

    encoding, page = decoded(data)
    found = trafilatura.bare_extraction(
        page,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not found.text:
        return Extract("", encoding)
    text = str(found.text)
    whole = len(_SENTENCE_END.findall(_HIDDEN.sub(" ", page)))
    if len(_SENTENCE_END.findall(text)) < _ENOUGH * whole:
        return Extract("", encoding)
    title = str(found.title or "").strip()
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n{text}"
    return Extract(text, encoding, title or None, str(found.date) if found.date else None)


def decoded(data: bytes) -> tuple[str, str]:
    """(encoding, text) of a page: as it declares itself where that can be, else as a text file is. Single bytes
    that are damaged become U+FFFD. Raises Refusal."""
    said = _CHARSET.search(data[:_HEAD])
    codec = _CODECS.get(said[1].decode("ascii", "replace").lower()) if said else None
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if codec and not marked:
        text = data.decode(codec, "replace")
        if text.count("\ufffd") * 1000 <= len(text):
            return codec, text
    try:
        return decode(data)
    except UnreadableError as error:
        raise Refusal(str(error)) from error
