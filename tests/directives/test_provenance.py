"""Every stored span is proved to lead to its place in the untouched bytes."""

from typing import Any

import pytest
from django.db import connection

from directives.models import Directive, Mention, SectorTask, Thing
from directives.provenance import TABLES, check, map_problems
from meetings.models import Document, Participation, Report, Turn
from search.normalise import Offsets, tidy
from tests.directives.stored import store_meeting


def problems() -> list[str]:
    return [str(finding) for finding in check(Document.objects.all()).findings]


def mention() -> None:
    """A named thing in the last turn, where 住建部门 stands."""
    turn = Turn.objects.select_related("document").order_by("-position")[0]
    start = turn.document.text.index("住建部门")
    raw_start, raw_end = Offsets.from_bytes(bytes(turn.document.offsets)).source_span(start, start + 4)
    thing = Thing.objects.create(kind="rule", name="住建部门", key="住建部门")
    place = {"start": start, "end": start + 4, "raw_start": raw_start, "raw_end": raw_end}
    Mention.objects.create(thing=thing, turn=turn, document=turn.document, text="住建部门", **place)


def tamper(model: Any, **values: Any) -> None:
    """Change a row behind the back of the database's own constraints."""
    row = model.objects.first()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else checks still due forbid altering tables
        for constraint in model._meta.constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {constraint.name}")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    model.objects.filter(pk=row.pk).update(**values)


@pytest.mark.django_db
class TestCheck:
    def test_it_proves_every_row_of_a_sound_document(self) -> None:
        store_meeting()
        mention()
        proof = check(Document.objects.all())
        assert proof.findings == []
        assert [proof.checked[table] for table in TABLES] == [table._default_manager.count() for table in TABLES]
        assert proof.checked[Directive] == 3

    @pytest.mark.parametrize(
        ("model", "values", "problem"),
        [
            (Document, {"sha256": "0" * 64}, "SHA-256"),
            (Document, {"raw_length": 7}, "记为 7"),
            (Document, {"encoding": "utf-16"}, "读不出"),
            (Document, {"warnings": [{"code": "x", "message": "", "raw_start": 0, "raw_end": 10**6}]}, "提示 x"),
            (Document, {"offsets": b"\x02"}, "读不出"),
            (Turn, {"text": "别的"}, "不同"),
            (Turn, {"raw_start": 1}, "偏移表"),
            (Turn, {"start": 3, "raw_start": 5}, "不属于任何发言"),
            (Directive, {"text": "别的"}, "不同"),
            (Directive, {"raw_end": 10**6}, "越出原文"),
            (Directive, {"end": 10**6}, "越出文本"),
            (Directive, {"start": 0}, "越出其发言"),
            (SectorTask, {"start": 0}, "越出其指示要求"),
            (Report, {"raw_end": 1}, "偏移表"),
            (Participation, {"start": 0}, "偏移表"),
            (Mention, {"text": "别的"}, "不同"),
            (Mention, {"start": 0}, "越出其发言"),
        ],
    )
    def test_it_finds_a_changed_row(self, model: Any, values: dict[str, Any], problem: str) -> None:
        store_meeting()
        mention()
        tamper(model, **values)
        assert any(problem in found for found in problems())

    def test_a_changed_byte_is_found(self) -> None:
        store_meeting()
        document = Document.objects.get()
        Document.objects.update(raw=bytes(document.raw).replace("燃".encode(), "然".encode()))
        assert any("SHA-256" in found for found in problems())

    def test_a_document_that_an_older_program_tidied_is_checked_by_its_own_map(self) -> None:
        store_meeting()
        document = Document.objects.get()
        # As if tidying had once left the mark-up of the title standing.
        source = bytes(document.raw).decode()
        assert tidy(source).text != source
        Document.objects.update(text=source, length=len(source), offsets=Offsets.identity(len(source)).to_bytes())
        Turn.objects.all().delete()
        Report.objects.all().delete()
        Participation.objects.all().delete()
        proof = check(Document.objects.all())
        assert (proof.older, proof.findings) == (1, [])


@pytest.mark.parametrize(
    ("text", "source", "offsets", "problem"),
    [
        ("安全", "安全", Offsets.identity(2), None),
        ("危险", "危險", Offsets.identity(2), None),
        ("安全", "安全", Offsets.identity(1), "偏移表有 1 字"),
        ("安全", "安", Offsets.identity(2), "越出原文"),
        ("安全", "消防", Offsets.identity(2), "引向别的文字"),
    ],
)
def test_a_map_must_lead_each_character_to_its_like(
    text: str, source: str, offsets: Offsets, problem: str | None
) -> None:
    found = list(map_problems(text, source, offsets))
    assert found == [] if problem is None else problem in found[0]
