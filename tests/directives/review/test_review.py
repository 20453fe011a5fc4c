"""The review queue and the health of the collection."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from config.accounts import set_up_groups
from directives.models import Directive, Intake, Looked
from directives.review.questions import QUESTIONS, counts
from meetings.models import Meeting, Turn
from tests.directives.stored import store_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def loader(client: Client) -> Client:
    set_up_groups()
    user = User.objects.create_user("loader", is_staff=True)
    user.groups.add(Group.objects.get(name="loader"))
    client.force_login(user)
    return client


def numbers() -> dict[str, int]:
    return {one.slug: one.number for one in counts() if one.slug}


def test_each_question_counts_its_rows() -> None:
    store_meeting()
    assert numbers() == {"uncovered": 0, "overlap": 0, "place": 0, "date": 0, "speaker": 0, "unsure": 0, "sector": 1}
    Directive.objects.filter(text__contains="老旧").update(confidence=0.3)
    Meeting.objects.update(held_on=None, date_precision="unknown")
    Turn.objects.filter(voice="speech").update(speaker=None)
    assert numbers() | {"date": 1, "speaker": 1, "unsure": 1} == numbers()


def test_it_finds_overlapping_and_uncovered_words() -> None:
    first, second, _ = store_meeting()
    Directive.objects.filter(pk=second.pk).update(start=first.start, text=first.text, end=first.end)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_turn SET start = start + 1, text = substr(text, 2) WHERE voice = 'speech'")
    assert numbers()["overlap"] == 1
    assert numbers()["uncovered"] == 1


def test_words_behind_the_last_turn_are_uncovered_too() -> None:
    store_meeting()
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE meetings_turn SET "end" = "end" - 3, text = left(text, -3) WHERE voice = 'speech'
               AND position = (SELECT max(position) FROM meetings_turn)"""
        )
    assert numbers()["uncovered"] == 1


def test_health_prints_the_counts_and_fails_on_errors_alone(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _ = store_meeting()
    call_command("health")
    assert "1\t未归入行业的指示要求" in capsys.readouterr().out
    Directive.objects.filter(pk=second.pk).update(start=first.start, text=first.text, end=first.end)
    with pytest.raises(CommandError, match="重叠"):
        call_command("health")


def test_a_loader_works_through_the_queue(loader: Client) -> None:
    store_meeting()
    row = Directive.objects.get(text__contains="自查")
    page = loader.get("/review/sector/").content.decode()
    assert row.text in page
    assert f"/directives/{row.pk}/correct/" in page
    for key in "eyn":
        assert f'data-key="{key}"' in page
    assert loader.post("/review/sector/", {"row": row.pk}).status_code == 302
    assert Looked.objects.get().row == row.pk
    assert "没有需要核对的" in loader.get("/review/sector/").content.decode()
    assert numbers()["sector"] == 0


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_its_page(loader: Client, question: str) -> None:
    store_meeting()
    Meeting.objects.update(held_on=None, date_precision="unknown")
    Turn.objects.update(speaker=None, voice="speech")
    assert loader.get(f"/review/{question}/").status_code == 200
    assert loader.get("/review/").status_code == 200


def test_the_counts_stand_on_the_home_page_of_the_administration(loader: Client) -> None:
    store_meeting()
    page = loader.get("/admin/").content.decode()
    assert "核对队列" in page
    assert "未归入行业的指示要求" in page
    assert Intake.objects.count() == 0
