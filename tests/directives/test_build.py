"""Drafts become stored directives, tasks, bodies and responsibilities."""

import datetime as dt

import pytest
from django.db import IntegrityError

from directives.build import build_bodies
from directives.models import Body, Directive, Responsibility, SectorTask
from search.normalise import fold
from tests.directives.stored import ORDERS, store_meeting

pytestmark = pytest.mark.django_db


def test_directives_are_stored_in_the_order_of_the_document() -> None:
    store_meeting()
    assert list(Directive.objects.order_by("position").values_list("text", flat=True)) == list(ORDERS)


def test_a_directive_repeats_what_its_turn_and_meeting_say() -> None:
    directive = store_meeting()[0]
    directive.refresh_from_db()
    assert directive.meeting == directive.turn.meeting and directive.meeting is not None
    assert (str(directive.speaker), directive.level, str(directive.region)) == ("钟望川", "province", "湖北省")
    assert directive.listed_on == dt.date(2022, 1, 17)


def test_directives_are_indexed_with_their_row() -> None:
    store_meeting()
    assert [row.folded for row in Directive.objects.order_by("position")] == [fold(text) for text in ORDERS]


def test_every_sector_has_its_task() -> None:
    store_meeting()
    tasks = SectorTask.objects.values_list("directive__position", "sector__slug", "deadline_on")
    assert sorted(tasks) == [
        (0, "gas", dt.date(2022, 12, 31)),
        (1, "fireworks", None),
        (1, "hazchem", None),
    ]


def test_bodies_have_a_role_in_the_directive_and_in_each_task() -> None:
    second = store_meeting()[1]
    parts = Responsibility.objects.filter(directive=second).values_list("task__sector__slug", "body__name", "role")
    assert sorted(parts, key=str) == sorted(
        [
            (slug, name, role)
            for slug in (None, "fireworks", "hazchem")
            for name, role in (("应急局", "lead"), ("公安局", "cooperate"))
        ],
        key=str,
    )


def test_bodies_are_shared_between_documents() -> None:
    store_meeting()
    store_meeting("附件\n")
    assert Body.objects.filter(name="住建部门").count() == 1
    assert Body.objects.get(name="住建部门").directives.count() == 2


def test_bodies_that_exist_are_found_again() -> None:
    first = build_bodies(["住建部门", "公安部门"])
    assert build_bodies(["公安部门", "住建部门", "住建部门"]) == first


def test_the_database_refuses_a_directive_outside_its_turn() -> None:
    directive = store_meeting()[0]
    with pytest.raises(IntegrityError, match="leaves turn"):
        Directive.objects.filter(pk=directive.pk).update(turn=directive.document.turns.get(position=0))


def test_the_database_refuses_a_task_outside_its_directive() -> None:
    first, second, _ = store_meeting()
    task = first.tasks.get()
    with pytest.raises(IntegrityError, match="leaves directive"):
        SectorTask.objects.filter(pk=task.pk).update(directive=second)
