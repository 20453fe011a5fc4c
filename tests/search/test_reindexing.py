"""A changed dictionary: searching stays right, and `reindex` brings its words back."""

from io import StringIO

import pytest
from django.core.management import call_command

from search import models, querysets, reindexing, words
from search.query import parse
from search.reindexing import reindex, searchable_models, stale_rows
from search.words import Dictionary, dictionary
from tests.search.corpus import Passage, store

TEXTS = ["安全生产责任要落实。", "落实城镇燃气安全责任", "安全生产"]


@pytest.fixture
def new_dictionary(db: None, monkeypatch: pytest.MonkeyPatch) -> Dictionary:
    """Rows are stored; then the dictionary learns a word and forgets another."""
    store(TEXTS)
    changed = Dictionary.of((dictionary().words | {"要落实"}) - {"安全生产"})
    for module in (words, models, querysets, reindexing):
        monkeypatch.setattr(module, "dictionary", lambda: changed)
    return changed


def found(q: str) -> set[str]:
    return set(Passage.objects.matching(parse(q)).values_list("text", flat=True))


def test_searching_is_right_before_between_and_after(new_dictionary: Dictionary) -> None:
    def check() -> None:
        assert found("要落实") == {TEXTS[0]}
        assert found("安全生产") == {TEXTS[0], TEXTS[2]}
        assert found("-要落实 责任") == {TEXTS[1]}

    check()
    assert not Passage.objects.index_words().words
    for done in reindex(Passage, batch=2):
        assert done <= 2
        check()
    assert Passage.objects.index_words() is new_dictionary
    assert stale_rows(Passage) == 0
    check()


def test_a_stopped_run_goes_on_where_it_was(new_dictionary: Dictionary) -> None:
    run = reindex(Passage, batch=1)
    next(run)
    assert stale_rows(Passage) == 2
    assert sum(reindex(Passage, batch=1)) == 2


def test_rows_stored_meanwhile_are_not_done_again(new_dictionary: Dictionary) -> None:
    run = reindex(Passage, batch=1)
    next(run)
    store(["新的要求要落实"])
    assert sum(run) == 2
    assert found("要落实") == {TEXTS[0], "新的要求要落实"}


def test_reindexing_repairs_what_the_columns_lost(db: None) -> None:
    passages = store(TEXTS)
    Passage.objects.update(folded="", sentences="x", lexemes=[])
    assert sum(reindex(Passage, every=True)) == 3
    for old in passages:
        row = Passage.objects.get(pk=old.pk)
        assert [getattr(row, name) for name in ("folded", "sentences", "indexed_as")] == [
            getattr(old, name) for name in ("folded", "sentences", "indexed_as")
        ]
    assert found("安全生产 同句 落实") == {TEXTS[0]}


def test_every_model_that_can_be_searched_is_reindexed() -> None:
    assert {model.__name__ for model in searchable_models()} == {"Directive", "Turn"}


def test_the_command_says_what_it_did(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directives.management.commands.reindex.searchable_models", lambda: [Passage])
    store(TEXTS)
    Passage.objects.update(indexed_as=1)
    out = StringIO()
    call_command("reindex", batch=2, stdout=out)
    assert out.getvalue() == "passage: 3 indexed anew\n"
    assert Passage.objects.index_words() is dictionary()
