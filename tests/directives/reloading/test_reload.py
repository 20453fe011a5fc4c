"""Loading again: corrections are carried over, rows keep their keys, and nothing corrected is lost unasked."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from directives.corrections.add import add
from directives.corrections.drop import drop
from directives.corrections.meeting import Facts, edit_meeting
from directives.corrections.recording import CorrectionError
from directives.corrections.relabel import Labels, relabel
from directives.corrections.split import split
from directives.corrections.turn import relabel_turn
from directives.corrections.undo import TRACKED
from directives.models import Correction, Directive, DocumentVersion, Gone
from directives.pipeline import Knowledge, load_bytes
from directives.provenance import check
from directives.reloading.plan import plan
from directives.reloading.reload import reextract, reload
from directives.sector_rows import load_sectors
from directives.understand import Understanding, understand
from meetings.models import Document, Meeting, Turn
from tests.directives.corrections.test_corrections import everything

pytestmark = pytest.mark.django_db
GAS = "住建部门要加强城镇燃气安全监管，年底前完成老旧管网改造。"
CHECK = "各企业要开展一次自查。"
FIRE = "严禁占用消防通道。"
DUTY = "各单位要落实领导带班制度。"
HEAD = "全省安全生产电视电话会议召开\n1月17日，全省安全生产电视电话会议召开。省委副书记、省长钟望川出席并讲话。\n"


def text(*orders: str) -> str:
    return f"{HEAD}钟望川指出，全省形势总体平稳。{''.join(orders)}\n"


def stored(*orders: str) -> Document:
    load_sectors()
    return load_bytes("会议.txt", text(*orders).encode()).document


def understood(words: str) -> Understanding:
    known = Knowledge.stored()
    return understand("会议.txt", words.encode(), known.taxonomy, known.people)


def by_text(words: str) -> Directive:
    return Directive.objects.get(text__contains=words)


def again(document: Document, words: str, accepted: tuple[int, ...] = ()) -> Correction:
    return reload(document.pk, understood(words), Correction.Kind.VERSION, None, "新版本", accepted)


def correct_everything() -> None:
    """One correction of each kind that a new reading could undo."""
    relabel(
        by_text("自查").pk,
        replace(Labels.of(by_text("自查")), sectors=frozenset({"fire"}), bodies=frozenset({("各企业", "lead")})),
        None,
        "归类",
    )
    split(by_text("燃气").pk, ["住建部门要加强城镇燃气安全监管，", "年底前完成老旧管网改造。"], None, "两件事")
    drop(by_text("消防通道").pk, None, "不是要求")
    relabel_turn(Turn.objects.get(speaker__name="钟望川").pk, "程远帆", "speech", None, "另一人")
    meeting = Meeting.objects.get()
    edit_meeting(
        meeting.pk,
        replace(Facts.of(meeting), title="全市会议", level="city", region="武汉市", date="2022-01-18"),
        None,
        "有误",
    )


def test_nothing_changes_where_the_program_is_the_same() -> None:
    document = stored(GAS, CHECK, FIRE)
    before = everything()
    assert reextract(document.pk, Knowledge.stored()) is False
    assert everything() | {"Document": []} == before | {"Document": []}
    assert Correction.objects.count() == 0


def test_corrections_by_hand_are_carried_over_unchanged() -> None:
    document = stored(GAS, CHECK, FIRE)
    correct_everything()
    before = everything()
    reextract(document.pk, Knowledge.stored())
    after = everything()
    for name in ("Directive", "Meeting", "Turn", "SectorTask", "Responsibility", "Gone"):
        assert after[name] == before[name], name
    assert [str(finding) for finding in check(Document.objects.all()).findings] == []


def test_a_row_added_by_hand_stays_in_place_of_what_the_program_sees_there() -> None:
    document = stored(GAS, CHECK)
    drop(by_text("自查").pk, None, "先删")
    turn = Turn.objects.get(speaker__name="钟望川")
    _, row = add(turn.pk, "企业要开展一次自查", None, "只要这半句")
    reextract(document.pk, Knowledge.stored())
    assert by_text("自查").pk == row.pk
    assert by_text("自查").text == "企业要开展一次自查"


def test_an_improved_program_adds_and_refiles_and_keeps_keys() -> None:
    document = stored(GAS, CHECK, FIRE)
    keys = {row.text: row.pk for row in Directive.objects.all()}
    # As an older program left it: one directive not seen, one filed otherwise.
    Directive.objects.filter(text__contains="自查").delete()
    Directive.objects.filter(text__contains="燃气").update(modality="must", confidence=0.1)
    by_text("燃气").tasks.all().delete()
    assert reextract(document.pk, Knowledge.stored()) is True
    assert by_text("燃气").pk == keys[by_text("燃气").text]
    assert [sector.slug for sector in by_text("燃气").sectors.all()] == ["gas"]
    assert by_text("燃气").modality == "require"
    assert by_text("自查").pk not in keys.values()
    assert list(Directive.objects.order_by("start").values_list("position", flat=True)) == [0, 1, 2]
    assert reextract(document.pk, Knowledge.stored()) is False


def test_a_new_version_adds_changes_and_removes(client: Client, settings: Any) -> None:
    settings.PUBLIC_READ = True
    document = stored(GAS, CHECK, FIRE)
    old = {word: by_text(word).pk for word in ("燃气", "自查", "消防")}
    words = text(DUTY, GAS, "各企业要立即开展一次全面自查。")
    made = plan(document, understood(words))
    assert [kept.row.pk for kept in made.kept] == [old["燃气"]]
    assert [row.pk for row, _ in made.changed] == [old["自查"]]
    assert [row.pk for row in made.removed] == [old["消防"]]
    assert len(made.added) == 1
    record = again(document, words)
    assert by_text("燃气").pk == old["燃气"]
    assert by_text("带班").turn.speaker is not None
    response = client.get(f"/directives/{old['自查']}/")
    assert response["Location"] == f"/directives/{by_text('全面自查').pk}/?was={old['自查']}"
    response = client.get(f"/directives/{old['消防']}/")
    assert response.status_code == 410
    assert "新版本中已无此条" in response.content.decode()
    version = DocumentVersion.objects.get()
    assert (bytes(version.raw).decode(), version.correction) == (text(GAS, CHECK, FIRE), record)
    document.refresh_from_db()
    assert bytes(document.raw).decode() == words
    assert client.get(f"/documents/{document.pk}/versions/{version.pk}/").content.decode() == text(GAS, CHECK, FIRE)
    assert [str(finding) for finding in check(Document.objects.all()).findings] == []


def test_corrections_on_unchanged_passages_outlive_a_new_version() -> None:
    document = stored(GAS, CHECK, FIRE)
    correct_everything()
    before = {row.pk: (row.text, row.by_hand, row.speaker_id, row.level) for row in Directive.objects.all()}
    again(document, text(DUTY, GAS, CHECK, FIRE))
    assert {pk: values for pk, values in before.items() if Directive.objects.filter(pk=pk).exists()} == before
    assert {
        row.pk: (row.text, row.by_hand, row.speaker_id, row.level) for row in Directive.objects.filter(pk__in=before)
    } == before
    assert not Directive.objects.filter(text__contains="消防通道").exists(), "what was taken out stays out"
    assert [s.slug for s in by_text("自查").sectors.all()] == ["fire"]
    assert by_text("带班").meeting == Meeting.objects.get(title="全市会议")
    assert [str(finding) for finding in check(Document.objects.all()).findings] == []


def test_a_corrected_row_is_never_lost_unasked() -> None:
    document = stored(GAS, CHECK, FIRE)
    row = by_text("自查")
    relabel(row.pk, replace(Labels.of(row), sectors=frozenset({"fire"})), None, "归类")
    before = everything()
    with pytest.raises(CorrectionError, match="逐条确认"):
        again(document, text(GAS, FIRE))
    assert everything() == before
    again(document, text(GAS, FIRE), accepted=(row.pk,))
    assert Gone.objects.get(directive=row.pk).cause == "removed"


def test_the_command_goes_on_where_it_was_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    stored(GAS, CHECK)
    call_command("reextract")
    assert "1 个文件，0 个结果有变" in capsys.readouterr().out
    call_command("reextract")
    assert "0 个文件" in capsys.readouterr().out
    Directive.objects.filter(text__contains="自查").delete()
    call_command("reextract", "--all")
    assert "1 个结果有变" in capsys.readouterr().out


def test_every_tracked_table_is_known_to_undo() -> None:
    from django.apps import apps

    tracked = {model.pgh_tracked_model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    assert tracked == set(TRACKED)
