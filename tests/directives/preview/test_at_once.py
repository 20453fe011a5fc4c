"""Two loaders confirm the same file, or two files of the same words, at the same moment."""

from typing import Any

import pytest

from directives.corrections.recording import CorrectionError
from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Directive, Intake
from directives.preview.confirm import confirm
from directives.preview.page import Preview
from directives.sector_rows import load_sectors
from meetings.models import Document
from tests.directives.preview.test_relation import TEXT
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(*texts: str) -> list[Intake]:
    load_sectors()
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    batch = receive(files, source=Batch.Source.UPLOAD)
    for intake in batch.intakes.all():
        work_on(intake.pk)
    return list(batch.intakes.order_by("pk"))


def confirmed_at_once(files: list[tuple[Intake, str]]) -> tuple[list[str], list[str]]:
    """The states that confirming ended in, and what was refused."""
    states: list[str] = []
    refused: list[str] = []

    def one(number: int) -> Any:
        intake, seen = files[number]
        try:
            states.append(confirm(intake.pk, seen, None).state)
        except CorrectionError as error:
            refused.append(str(error))

    assert at_once(one, len(files)) == []
    return sorted(states), refused


def test_one_of_them_loads_it_and_the_other_is_told() -> None:
    (intake,) = waiting(TEXT)
    seen = Preview(intake).digest
    states, refused = confirmed_at_once([(intake, seen)] * 3)
    assert states == ["loaded"]
    assert len(refused) == 2 and all("不再等待" in words for words in refused)
    assert Document.objects.count() == 1
    assert Directive.objects.count() == len(intake.understanding["directives"] if intake.understanding else ())


def test_the_same_words_in_two_files_are_stored_once() -> None:
    files = waiting(TEXT, TEXT.replace("，", "， "))
    states, refused = confirmed_at_once([(intake, Preview(intake).digest) for intake in files])
    assert (states, refused) == (["duplicate", "loaded"], [])
    assert Document.objects.count() == 1


def test_a_file_like_one_that_is_confirmed_at_the_same_moment_is_asked_about() -> None:
    files = waiting(TEXT, TEXT + "各乡镇要严格值班。\n")
    states, refused = confirmed_at_once([(intake, Preview(intake).digest) for intake in files])
    assert states == ["loaded"]
    assert len(refused) == 1 and "请先说明" in refused[0]
    assert sorted(Intake.objects.values_list("state", flat=True)) == ["loaded", "review"]
