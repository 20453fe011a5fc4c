"""Corrections while somebody else holds the same rows."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from directives.corrections.bodies import merge_bodies
from directives.corrections.recording import correcting
from directives.corrections.speakers import merge_speakers
from directives.corrections.undo import undo
from directives.models import Body, Correction, Directive
from meetings.models import Speaker
from tests.factories import FIRE, GAS, store
from tests.stored import empty
from tests.threads import another_waits, beside, until


@pytest.fixture
def two(transactional_db: None) -> Iterator[list[Directive]]:
    yield store([GAS, FIRE])
    empty()


def hold(directive: Directive, *, at_once: bool = False) -> None:
    Directive.objects.select_for_update(of=["self"], nowait=at_once).get(pk=directive.pk)


def test_what_is_taken_back_is_locked_in_order_of_the_keys(two: list[Directive]) -> None:
    first, second = two
    with correcting(Correction.Kind.RELABEL, "两条", None, "先后相反") as record:
        for directive in (second, first):
            Directive.objects.filter(pk=directive.pk).update(level="city")
    with beside(lambda: undo(record.pk, None, "不对")) as problems, transaction.atomic():
        hold(first)
        until(another_waits)
        hold(second, at_once=True)  # Whoever waits for the first does not have it.
    assert problems == []
    assert set(Directive.objects.values_list("level", flat=True)) == {"province"}


@pytest.mark.django_db
@pytest.mark.parametrize(("merge", "model"), [(merge_speakers, Speaker), (merge_bodies, Body)])
def test_two_that_are_merged_are_locked_in_order_of_the_keys(merge: Any, model: Any) -> None:
    one, other = (model.objects.create(name=name) for name in ("其一", "其二"))
    with CaptureQueriesContext(connection) as queries:
        merge(other.pk, one.pk, None, "同一个")
    (locking,) = [
        query["sql"]
        for query in queries
        if f'"{model._meta.db_table}"' in query["sql"] and "FOR UPDATE" in query["sql"]
    ]
    assert re.search(r'ORDER BY "\w+"."id" ASC\s+FOR UPDATE', locking), locking
