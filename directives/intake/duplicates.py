"""Finds the stored document that a new one repeats, wholly or in large part."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from directives.intake.sketch import Sketch, share
from directives.models import Shingle
from meetings.build import text_sha256
from meetings.models import Document
from search.bulk import copy_rows

# From this share on a person decides what a file is to the stored one.
NEAR = 0.8
_CLASS = 0x616E  # tells these advisory locks from others
_CANDIDATES = 5
# A sample is small and edits scatter, so what may be near is looked at exactly from half of the share on.
_LIKELY = NEAR / 2


@dataclass(frozen=True, slots=True)
class Near:
    """A stored document and how much of the shorter text both have."""

    document: Document
    share: float

    def __str__(self) -> str:
        # Rounded down: 100 % would say that nothing differs.
        return f"与“{self.document.file_name}”（文件 {self.document.pk}）有 {int(self.share * 100)} % 的文字相同"


def hold(sketch: Sketch) -> None:
    """Wait until nobody else stores a text like this one, and keep others waiting until the transaction ends.
    The locks are taken in one order, so that nobody waits in a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) AS key", [_CLASS, sketch.locks])


def same(sha256: str, sketch: Sketch) -> Document | None:
    """The stored document with the same bytes, or else the first with the same words in any encoding, script or
    spacing; without its large columns."""
    alike = Q(sha256=sha256)
    if sketch.folded:
        alike |= Q(words_sha256=text_sha256(sketch.folded))
    stored = Document.objects.only("sha256", "file_name", "title").filter(alike).order_by("pk")
    return min(stored, key=lambda document: document.sha256 != sha256, default=None)


def nearest(sketch: Sketch) -> Near | None:
    """The stored document that shares most with the text, where that is over `NEAR`."""
    found = [Near(document, share(sketch, Sketch.of(document.text))) for document in _candidates(sketch)]
    best = max(found, key=lambda near: (near.share, -near.document.pk), default=None)
    return best if best and best.share > NEAR else None


def _candidates(sketch: Sketch) -> list[Document]:
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH hit AS (SELECT document_id, count(*) AS hits FROM directives_shingle
                            WHERE key = ANY(%s) GROUP BY document_id ORDER BY hits DESC, document_id LIMIT 50)
            SELECT document_id FROM hit CROSS JOIN LATERAL
              (SELECT count(*) AS all_of_it FROM directives_shingle mine WHERE mine.document_id = hit.document_id) own
            WHERE hits >= %s * least(all_of_it, %s)
            ORDER BY hits::float / least(all_of_it, %s) DESC, document_id LIMIT %s""",
            [sketch.keys, _LIKELY, len(sketch.keys), len(sketch.keys), _CANDIDATES],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return list(Document.objects.filter(pk__in=keys).only("pk", "file_name", "title", "text"))


def remember(document: Document, sketch: Sketch) -> None:
    """Store what the document is recognised by; the caller holds the transaction that stores the document."""
    copy_rows([Shingle(document_id=document.pk, key=key) for key in sketch.keys], keys=False)
