"""An export under way: rows pass through on their way to a file and leave their number and digest behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from directives.evidence.columns import Column, printable
from directives.evidence.manifest import Digest, Manifest
from directives.evidence.selection import Selection
from search.words import dictionary

OFFICE = ("xlsx", "docx")
# A cell of a workbook holds no more; longer text is cut and says so.
LONGEST = {"xlsx": 32_767}
CUT = "……（未完，全文见永久链接）"


class Export:
    """One export of a selection in one format.

    `site` ("https://host") makes the permalinks absolute; `user` is who asked for it. Raises SelectionError.
    """

    def __init__(self, selection: Selection, format: str, site: str = "", user: str = "") -> None:
        self.selection, self.format, self.site, self.user = selection, format, site, user
        self.digest = Digest()
        selection.filters  # noqa: B018 - what is wrong with the address is said before a file is begun

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.selection.columns

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(heading of its group, row by column key) of every hit, all as of one moment."""
        longest = LONGEST.get(self.format)
        with one_moment():
            for heading, row in self.selection.rows():
                row["permalink"] = self.site + row["permalink"]
                if self.format in OFFICE:
                    row["quote"] = printable(row["quote"])
                if longest and len(row["quote"]) > longest:
                    row["quote"] = row["quote"][: longest - len(CUT)] + CUT
                self.digest.add(row["id"], row["quote"])
                yield heading, row

    def manifest(self, content: str) -> Manifest:
        """What to say of the file once all rows are through; `content` is the hash of what it shows."""
        query = self.selection.filters.query
        return Manifest(
            what=self.selection.what,
            format=self.format,
            query=query.text if query else "",
            parsed=self.selection.words,
            address=self.selection.address,
            site=self.site,
            exported_at=timezone.localtime().isoformat(timespec="seconds"),
            user=self.user,
            rows=self.digest.number,
            index_version=dictionary().version,
            digest=str(self.digest),
            content=content,
        )


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see the database as of one moment, so that rows and what belongs to them agree.

    Inside a transaction that is open already its own isolation holds.
    """
    opened = not connection.in_atomic_block
    with transaction.atomic():
        if opened:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
