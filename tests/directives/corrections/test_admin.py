"""What is changed in the administration is a correction: listed, taken back, and respected when loading again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from directives.corrections.undo import undo
from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Body, BodyAlias, Correction, Directive
from directives.pipeline import Knowledge, load_bytes
from directives.reloading.reload import reextract
from directives.sector_rows import load_sectors
from meetings.models import Document, Meeting, Speaker, SpeakerAlias
from tests.directives.corrections.test_corrections import everything
from tests.directives.reloading.test_reload import CHECK, GAS, text

pytestmark = pytest.mark.django_db
NOTICE = "关于加强值守的通知\n2021年3月5日\n各单位要严格落实领导带班制度。\n"


@pytest.fixture
def document() -> Document:
    load_sectors()
    return load_bytes("会议.txt", text(GAS, CHECK).encode()).document


def change(browser: Client, row: Any, **values: Any) -> Any:
    """Posts the row's form as it stands, but for `values`."""
    kind = row._meta.model_name
    page = browser.get(reverse(f"admin:{row._meta.app_label}_{kind}_change", args=[row.pk]))
    form: dict[str, Any] = {}
    for one in [
        page.context["adminform"].form,
        *(inline.formset.management_form for inline in page.context["inline_admin_formsets"]),
    ]:
        form |= {field.html_name: field.value() if field.value() is not None else "" for field in one}
    for inline in page.context["inline_admin_formsets"]:
        for part in inline.formset:
            form |= {field.html_name: field.value() if field.value() is not None else "" for field in part}
    return browser.post(page.request["PATH_INFO"], form | values)


def understood_again(document: Document) -> None:
    reextract(document.pk, Knowledge.stored())


def test_a_title_typed_in_the_admin_outlives_loading_again(admin_client: Client, document: Document) -> None:
    assert change(admin_client, document, title="手写的标题", published_on="2022-02-01").status_code == 302
    understood_again(document)
    document.refresh_from_db()
    assert (document.title, str(document.published_on)) == ("手写的标题", "2022-02-01")
    record = Correction.objects.get()
    assert (record.kind, record.user, record.reason) == ("admin", User.objects.get(), "在管理后台修改")
    page = admin_client.get(record.get_absolute_url()).content.decode()
    assert "手写的标题" in page and "撤销" in page
    undo(record.pk, None, "误改")
    document.refresh_from_db()
    assert (document.title, document.by_hand) == ("全省安全生产电视电话会议召开", [])


def test_directives_without_a_dated_meeting_follow_the_day_of_issue(admin_client: Client) -> None:
    load_sectors()
    document = load_bytes("通知.txt", NOTICE.encode()).document
    change(admin_client, document, published_on="2021-04-06")
    assert str(Directive.objects.get().listed_on) == "2021-04-06"


def test_a_renamed_speaker_is_known_by_the_old_name_too(admin_client: Client, document: Document) -> None:
    speaker = Speaker.objects.get(name="钟望川")
    change(admin_client, speaker, name="钟望舒")
    understood_again(document)
    assert Speaker.objects.get() == speaker
    assert SpeakerAlias.objects.get().name == "钟望川"
    assert set(Directive.objects.values_list("speaker__name", flat=True)) == {"钟望舒"}
    change(admin_client, Speaker.objects.get(), name="钟望川")
    assert not SpeakerAlias.objects.filter(name="钟望川").exists()


def test_a_renamed_body_is_known_by_the_old_name_too(admin_client: Client, document: Document) -> None:
    body = Body.objects.get(name="住建部门")
    change(admin_client, body, name="住房城乡建设部门")
    understood_again(document)
    assert BodyAlias.objects.get().body == body
    assert not Body.objects.filter(name="住建部门").exists()


def test_what_changes_nothing_leaves_no_trace(admin_client: Client, document: Document) -> None:
    assert change(admin_client, document).status_code == 302
    assert change(admin_client, Speaker.objects.get(), name="").status_code == 200
    assert not Correction.objects.exists()


def test_a_deletion_is_a_correction_that_can_be_taken_back(admin_client: Client, document: Document) -> None:
    body = Body.objects.create(name="街道办事处")
    BodyAlias.objects.create(body=body, name="街道办")
    before = everything()
    address = reverse("admin:directives_body_delete", args=[body.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Body.objects.filter(pk=body.pk).exists()
    undo(Correction.objects.get(kind="delete").pk, None, "误删")
    assert everything() == before


def test_several_rows_are_deleted_in_one_correction(admin_client: Client, document: Document) -> None:
    keys = [Body.objects.create(name=name).pk for name in ("街道办", "居委会")]
    listing = reverse("admin:directives_body_changelist")
    admin_client.post(listing, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    assert not Body.objects.filter(pk__in=keys).exists()
    assert Correction.objects.get().reason == "在管理后台删除"


def test_a_document_that_holds_directives_is_not_deleted(admin_client: Client, document: Document) -> None:
    address = reverse("admin:meetings_document_delete", args=[document.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert Document.objects.exists() and not Correction.objects.exists()


def test_a_document_shows_the_files_and_jobs_it_came_by(admin_client: Client) -> None:
    load_sectors()
    batch = receive([("来件.txt", text(GAS, CHECK).encode())], source=Batch.Source.INBOX, directly=True)
    work_on(batch.intakes.get().pk)
    address = reverse("admin:meetings_document_change", args=[Document.objects.get().pk])
    page = admin_client.get(address).content.decode()
    assert "收件" in page and "已载入" in page


def test_a_meeting_is_corrected_on_the_site_alone(admin_client: Client, document: Document) -> None:
    meeting = Meeting.objects.get()
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    assert admin_client.post(address, {"title": "别的会议"}).status_code == 403
    button = reverse("admin:meetings_meeting_correct", args=[meeting.pk])
    assert button in admin_client.get(address).content.decode()
    assert admin_client.get(button)["Location"] == reverse("correct-meeting", args=[meeting.pk])
