"""What tidying repaired or could only mark, in the reader's language, and which of it asks for a look at the source."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Document
from meetings.wording import chinese

# Stored messages are Chinese; these stand for them on English pages.
ENGLISH = {
    "pinyin": gettext_lazy("Pinyin in brackets after characters was taken out"),
    "markup": gettext_lazy("Marks of web pages or layout were taken out"),
    "script": gettext_lazy("Scripts, styles or comments of a web page were taken out"),
    "entity": gettext_lazy("Character entities of a web page were resolved"),
    "traditional": gettext_lazy("Traditional characters were converted to simplified"),
    "broken-line": gettext_lazy("Lines broken inside a sentence were joined"),
    "mojibake": gettext_lazy("Text read in a wrong encoding was restored"),
    "gbk-shift": gettext_lazy("Text garbled by a shift in GBK was restored as is most likely; compare the source"),
    "suspect": gettext_lazy("Probably garbled and not certain to restore, so left as it is; compare the source"),
    "printed-twice": gettext_lazy("Text that repeats what stands before was kept"),
    "replacement-char": gettext_lazy("Characters that can't be read were not guessed; compare the source"),
    "no-meeting": gettext_lazy("No meeting was found: nothing in the file tells of one"),
    "near-duplicate": gettext_lazy("Another document holds most of this text"),
}
# Where the words themselves may not be what was written.
GRAVE = frozenset({"gbk-shift", "suspect", "replacement-char", "no-meeting", "near-duplicate"})
_TIMES = re.compile(r"共 (\d+) 处")


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice as a page shows it; `grave` where the source should be looked at."""

    message: str
    grave: bool


def remark(notice: Mapping[str, Any]) -> Remark:
    """In: a notice as stored, with its code and its Chinese message."""
    code, message = notice["code"], notice["message"]
    if not chinese() and code in ENGLISH:
        times = _TIMES.search(message)
        message = str(ENGLISH[code])
        if times:
            n = int(times[1])
            message += " " + ngettext("(%(n)d place)", "(%(n)d places, this is the first)", n) % {"n": n}
    return Remark(message, code in GRAVE)


def notices(document: Document) -> list[dict[str, Any]]:
    """The document's notices, each once with the number of times, those that ask for a look at the source first."""
    times = Counter(remark(warning) for warning in document.warnings)
    found = sorted(times.items(), key=lambda pair: not pair[0].grave)
    return [{"message": said.message, "grave": said.grave, "times": n} for said, n in found]
