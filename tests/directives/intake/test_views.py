"""Pages by which loaders bring in files."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.accounts import set_up_groups
from directives.intake import inbox
from directives.intake.inbox import TAKEN
from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Intake
from directives.sector_rows import load_sectors

TEXT = "全市安全生产电视电话会议2022年1月17日召开。市长钟望川强调，要加强燃气管网巡查。严禁占用消防通道。"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def prepared(settings: Any, tmp_path: Path) -> None:
    settings.INBOX = tmp_path / "inbox"
    set_up_groups()
    load_sectors()


@pytest.fixture
def member(client: Client) -> Callable[[str], Client]:
    """A browser signed in as a new member of a group."""

    def sign_in(group: str) -> Client:
        user = User.objects.create_user(group)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in


def work() -> None:
    while found := Intake.objects.filter(state=Intake.State.WAITING).first():
        work_on(found.pk)


def a_batch(*files: tuple[str, bytes], directly: bool = True) -> Batch:
    batch = receive(files, source=Batch.Source.UPLOAD, directly=directly)
    work()
    return batch


@pytest.mark.parametrize("group", ["officer", "auditor"])
def test_only_loaders_bring_in_files(group: str, member: Callable[[str], Client]) -> None:
    batch = a_batch(("会议.txt", TEXT.encode()), directly=False)
    intake = batch.intakes.get()
    browser = member(group)
    for name, key in (("intakes", None), ("batch", batch.pk), ("intake", intake.pk)):
        assert browser.get(reverse(name, args=[key] if key else [])).status_code == 403
    for name, key in (("inbox", None), ("batch-retry", batch.pk), ("intake-retry", intake.pk), ("intake", intake.pk)):
        assert browser.post(reverse(name, args=[key] if key else [])).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: Client, settings: Any) -> None:
    settings.PUBLIC_READ = True
    assert client.get("/intake/").status_code == 302


def test_files_chosen_become_a_batch_with_an_outcome_each(member: Callable[[str], Client]) -> None:
    browser = member("loader")
    files = [SimpleUploadedFile("会议.txt", TEXT.encode()), SimpleUploadedFile("空.txt", b"")]
    answer = browser.post("/intake/", {"documents": files, "directly": "1"}, follow=True)
    assert "正在读取" not in answer.content.decode()
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    work()
    page = browser.get(answer.request["PATH_INFO"]).content.decode()
    assert 'hx-trigger="every 2s"' not in page
    assert "文件是空的" in page
    document = Intake.objects.get(state="loaded").document
    assert document is not None and document.get_absolute_url() in page


def test_a_pasted_text_is_called_after_its_first_line(member: Callable[[str], Client]) -> None:
    member("loader").post("/intake/", {"text": f"\n会议：要点/摘录\n{TEXT}"})
    intake = Intake.objects.get()
    assert intake.file_name == "会议：要点摘录.txt"
    assert TEXT in bytes(intake.raw).decode()
    assert intake.batch.source == "paste"


def test_nothing_brought_is_an_error_on_the_page(member: Callable[[str], Client]) -> None:
    answer = member("loader").post("/intake/", {})
    assert answer.status_code == 400
    assert "请至少选择一个文件" in answer.content.decode()


def test_a_file_that_is_too_large_is_dropped_while_it_arrives(member: Callable[[str], Client]) -> None:
    browser = member("loader")
    files = [SimpleUploadedFile("大.txt", bytes(11 << 20)), SimpleUploadedFile("会议.txt", TEXT.encode())]
    browser.post("/intake/", {"documents": files})
    outcomes = dict(Intake.objects.values_list("file_name", "state"))
    assert outcomes == {"大.txt": "failed", "会议.txt": "waiting"}
    assert "10 MB" in Intake.objects.get(file_name="大.txt").reason


def test_htmx_is_told_where_to_go(member: Callable[[str], Client]) -> None:
    answer = member("loader").post("/intake/", {"text": TEXT}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == Batch.objects.get().get_absolute_url()


def test_only_failed_files_are_read_again(member: Callable[[str], Client]) -> None:
    batch = a_batch(("会议.txt", TEXT.encode()), ("坏.docx", b"PK\x03\x04"), ("空.txt", b""))
    member("loader").post(reverse("batch-retry", args=[batch.pk]))
    assert dict(batch.intakes.values_list("file_name", "state")) == {
        "会议.txt": "loaded",
        "坏.docx": "waiting",
        "空.txt": "failed",
    }


def test_a_batch_is_shown_by_state_in_few_queries(
    member: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    batch = a_batch(*[(f"{number}.mp3", b"x") for number in range(60)], ("会议.txt", TEXT.encode()))
    browser = member("loader")
    with django_assert_max_num_queries(12):
        page = browser.get(f"{batch.get_absolute_url()}?state=failed&page=2").content
    assert len(re.findall(rb"<tr><th scope=\"row\">", page)) == 10
    assert len(page) < 60_000
    fragment = browser.get(batch.get_absolute_url(), headers={"HX-Target": "batch"}).content.decode()
    assert fragment.lstrip().startswith('<div id="batch"')


def test_a_waiting_file_without_a_title_says_that_it_has_none(member: Callable[[str], Client]) -> None:
    batch = a_batch(("会议.txt", TEXT.encode()), directly=False)
    page = member("loader").get(reverse("intake", args=[batch.intakes.get().pk])).content.decode()
    assert "<dt>名称</dt><dd>—</dd>" in page


def test_a_similar_file_is_compared_and_the_choice_kept(member: Callable[[str], Client]) -> None:
    long = TEXT + "\n".join(
        f"第{number}项：{'住建水利交通应急'[number % 4 :]}部门要在{number}月底前完成整改。" for number in range(1, 12)
    )
    a_batch(("会议.txt", long.encode()))
    batch = a_batch(("修订.txt", (long + "\n各县区要报送总结。").encode()))
    intake = batch.intakes.get()
    browser = member("loader")
    page = browser.get(reverse("intake-similar", args=[intake.pk])).content.decode()
    assert "<ins>各县区要报送总结。</ins>" in page
    answer = browser.post(reverse("intake-similar", args=[intake.pk]), {"decision": "report"})
    assert answer["Location"] == reverse("preview", args=[intake.pk])
    intake.refresh_from_db()
    assert (intake.state, intake.decision) == ("review", "report")


def test_the_inbox_folder_is_taken_in_and_emptied(
    member: Callable[[str], Client], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "SETTLED", -60)
    browser = member("loader")
    assert "收件文件夹里有" not in browser.get("/intake/").content.decode()
    (settings.INBOX / "县里").mkdir(parents=True)
    (settings.INBOX / "县里" / "会议.txt").write_text(TEXT)
    assert "收件文件夹里有 1 个文件" in browser.get("/intake/").content.decode()
    browser.post(reverse("inbox"), {"directly": "1"})
    work()
    assert Intake.objects.get().state == "loaded"
    assert (settings.INBOX / TAKEN / "县里" / "会议.txt").exists()
    assert "收件文件夹里有" not in browser.get("/intake/").content.decode()


def test_what_lies_in_the_folder_is_taken_in_while_it_is_watched(
    settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "SETTLED", -60)
    settings.INBOX.mkdir()
    (settings.INBOX / "会议.txt").write_text(TEXT)
    (settings.INBOX / "空.txt").write_text("")
    inbox.watch(settings.INBOX, print, seconds=0, directly=True, rounds=2)
    work()
    assert dict(Intake.objects.values_list("file_name", "state")) == {"会议.txt": "loaded", "空.txt": "failed"}
    assert "2 个文件已收下" in capsys.readouterr().out


def test_a_file_that_is_still_arriving_is_left_alone(settings: Any) -> None:
    settings.INBOX.mkdir()
    (settings.INBOX / "会议.txt").write_text(TEXT)
    assert inbox.found() == []


def test_files_of_all_batches_are_found_by_state(member: Callable[[str], Client]) -> None:
    a_batch(("会议.txt", TEXT.encode()), ("空.txt", b""))
    a_batch(("另一会议.txt", TEXT.replace("燃气", "供水").encode()), directly=False)
    browser = member("loader")
    assert f"{reverse('intake-files')}?state=review" in browser.get("/intake/").content.decode()
    page = browser.get(reverse("intake-files"), {"state": "review"}).content.decode()
    assert "另一会议.txt" in page and "空.txt" not in page
    assert reverse("batch", args=[Batch.objects.latest("pk").pk]) in page
    assert "空.txt" in browser.get(reverse("intake-files"), {"state": "failed"}).content.decode()
