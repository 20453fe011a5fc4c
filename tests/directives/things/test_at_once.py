"""A document is loaded while somebody merges or deletes the things that it names."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, transaction

from directives.corrections.things import merge_things
from directives.models import Thing
from directives.pipeline import load_bytes
from directives.sector_rows import load_sectors
from directives.things import build
from meetings.models import Document
from tests.threads import elsewhere

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "各部门要执行“一炮三检”制度。"
ACCIDENT = "要深刻吸取江西上饶“9·12”火灾事故教训。"


def stored(month: int, said: str) -> Document:
    title = "全省安全生产电视电话会议"
    opening = f"2022年{month}月17日，{title}召开。省委副书记、省长钟望川出席并讲话。"
    return load_bytes(f"{month}.txt", f"{title}\n{opening}\n钟望川强调，{said}\n".encode()).document


def once_after(monkeypatch: pytest.MonkeyPatch, name: str, work: Callable[[], Any]) -> None:
    """Let `work` happen elsewhere when the function of `build` was called for the first time."""
    real: Callable[..., Any] = getattr(build, name)
    done: list[bool] = []

    def and_then(*args: Any) -> Any:
        answer = real(*args)
        if not done:
            done.append(True)
            elsewhere(work)
        return answer

    monkeypatch.setattr(build, name, and_then)


def test_a_thing_merged_since_it_was_looked_up_is_the_one_it_was_merged_into(monkeypatch: pytest.MonkeyPatch) -> None:
    load_sectors()
    gone = stored(1, RULE).mentions.get().thing
    kept = Thing.objects.create(kind="rule", name="某五制度", key="某五制度")
    once_after(monkeypatch, "_known", lambda: merge_things(kept.pk, gone.pk, None, "同一个"))
    assert stored(2, RULE).mentions.get().thing == kept


def test_a_thing_deleted_since_it_was_looked_up_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    load_sectors()
    gone = stored(1, RULE).mentions.get().thing
    once_after(monkeypatch, "_known", lambda: Thing.objects.get(pk=gone.pk).delete())
    thing = stored(2, RULE).mentions.get().thing
    assert (thing.name, thing.pk != gone.pk) == ("一炮三检", True)


def test_an_accident_deleted_since_it_was_looked_up_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    load_sectors()
    gone = stored(1, ACCIDENT).mentions.get().thing
    once_after(monkeypatch, "_stored_cases", lambda: Thing.objects.get(pk=gone.pk).delete())
    thing = stored(2, ACCIDENT).mentions.get().thing
    assert (thing.month_day, thing.pk != gone.pk) == ("09-12", True)


@pytest.mark.parametrize("said", [RULE, ACCIDENT])
def test_what_a_document_names_stays_until_it_is_loaded(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    load_sectors()
    thing = stored(1, said).mentions.get().thing

    def take() -> None:
        with transaction.atomic(), pytest.raises(OperationalError, match="could not obtain lock"):
            Thing.objects.select_for_update(nowait=True).get(pk=thing.pk)

    once_after(monkeypatch, "_things_of", take)
    assert stored(2, said).mentions.get().thing == thing
