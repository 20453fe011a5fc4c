"""In which script quoted Chinese is read: as tidied (simplified), or in traditional characters."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from opencc import OpenCC

COOKIE = "anling_script"
TRADITIONAL = "hant"

_chosen: ContextVar[str] = ContextVar("script", default="")


@cache
def _converter() -> OpenCC:
    # With the forms that are printed today: OpenCC's own standard writes 羣, 爲, 喫 for 群, 為, 吃.
    return OpenCC("s2tw")


@contextmanager
def reading_in(script: str) -> Iterator[None]:
    """While this lasts, `in_script` converts into `script` (`hant`), or leaves texts as they are."""
    token = _chosen.set(script)
    try:
        yield
    finally:
        _chosen.reset(token)


def script() -> str:
    """The script chosen for reading, or ""."""
    return _chosen.get()


def in_script(text: str) -> str:
    """A quoted text in the script chosen. For display alone: offsets count in the text before."""
    return str(_converter().convert(text)) if _chosen.get() == TRADITIONAL else text
