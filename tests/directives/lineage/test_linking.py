"""Linking while somebody else deletes what is linked."""

import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from directives.lineage.candidates import Candidates
from directives.lineage.linking import link
from directives.lineage.weights import shipped_weights
from directives.models import Directive, Link
from tests.directives.lineage.test_following import city, national
from tests.stored import empty
from tests.threads import PATIENCE, another_waits, beside, until


@pytest.fixture
def pair(transactional_db: None) -> Iterator[tuple[int, int]]:
    """A directive and one that takes it up, not linked."""
    yield national().pk, city().pk
    empty()


def candidates() -> Candidates:
    return Candidates(shipped_weights(), 3, complete=False)


@transaction.atomic
def link_again(directive: int) -> None:
    link([directive], candidates())


def test_a_directive_is_deleted_that_is_being_linked(pair: tuple[int, int]) -> None:
    upper, lower = pair
    linked = threading.Event()

    def delete() -> None:
        assert linked.wait(PATIENCE)
        Directive.objects.get(pk=upper).delete()

    with beside(delete) as problems, transaction.atomic():
        link([lower], candidates())
        assert Link.objects.count() == 1
        linked.set()
        until(another_waits)
    assert problems == []
    assert not Link.objects.exists() and not Directive.objects.filter(pk=upper).exists()


def test_linking_waits_for_who_holds_a_directive_and_deletes_it(pair: tuple[int, int]) -> None:
    upper, lower = pair
    link_again(lower)
    held = threading.Event()

    def correct() -> None:
        with transaction.atomic():
            directive = Directive.objects.select_for_update(of=["self"]).get(pk=upper)
            held.set()
            until(another_waits)
            directive.delete()

    with beside(correct) as problems:
        assert held.wait(PATIENCE)
        link_again(lower)
    assert problems == []
    assert not Link.objects.exists() and not Directive.objects.filter(pk=upper).exists()
