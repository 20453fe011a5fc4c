"""Bringing files in, in a real browser: what becomes of each, what resembles a stored one, and loading again.

As in `test_desk`, what is written is stored for good, so that the server's thread sees it, and taken away after each
test. The server has no worker beside it: `work` does what one would.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from playwright.sync_api import FilePayload, Locator, Page, expect

from directives.corrections.relabel import Labels, relabel
from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Directive, Intake
from directives.pipeline import load_bytes
from meetings.models import Document, Meeting, Speaker
from tests.browser.test_desk import assert_accessible, desk

__all__ = ["desk"]
pytestmark = [pytest.mark.browser]
HEAD = "江陵县召开安全生产电视电话会议\n2019年3月5日，江陵县召开安全生产电视电话会议。县长程远帆出席并讲话。\n"
ORDERS = (
    "程远帆强调，住建部门要加强城镇燃气安全监管，年底前完成老旧管网改造。各企业要开展一次自查。消防机构要排查高层建筑隐患，"
    "严禁占用消防通道。水利部门要加密水库堤防巡查。交通运输部门要严查超限超载。教育部门要组织一次校园应急演练。\n"
)
TEXT = HEAD + ORDERS
REPORT = TEXT.replace("江陵县召开安全生产电视电话会议\n", "程远帆部署春季安全工作\n", 1) + "副县长林知微主持会议。\n"


@pytest.fixture(autouse=True)
def wiped(desk: Page) -> Iterator[None]:
    """Takes away what the test loads."""
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (Document, Meeting, Speaker)}
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE directives_batch, procrastinate_jobs CASCADE")
        cursor.execute("TRUNCATE directives_correction CASCADE")
    for model, keys in before.items():
        model.objects.exclude(pk__in=keys).delete()


def work() -> None:
    while waiting := Intake.objects.filter(state=Intake.State.WAITING).first():
        work_on(waiting.pk)


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def waiting(name: str, text: str) -> Intake:
    """A file that was read and waits for a person."""
    intake = receive([(name, text.encode())], source=Batch.Source.UPLOAD, directly=True).intakes.get()
    work_on(intake.pk)
    return Intake.objects.get(pk=intake.pk)


def outcome(page: Page, name: str) -> str:
    """What the page of a batch says of a file."""
    return row(page, name).inner_text()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_files_dropped_show_their_progress_and_an_outcome_each(desk: Page) -> None:
    desk.goto("/intake/")
    assert_accessible(desk)
    desk.evaluate(
        """([names, text]) => {
            const data = new DataTransfer();
            names.forEach((name, at) => data.items.add(new File([at < 2 ? text : at < 3 ? "Rar!" : ""], name)));
            document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }""",
        [["会议.txt", "会议（副本）.txt", "会议.rar", "空.txt"], TEXT],
    )
    expect(desk.locator("[data-chosen]")).to_contain_text("4")
    desk.get_by_label("没有疑点的直接载入").first.check()
    desk.get_by_role("button", name="载入", exact=True).click()
    expect(desk.locator("progress.gauge").first).to_be_visible()
    expect(desk.get_by_role("main")).to_contain_text("还有 4 个待读取")
    assert_accessible(desk)
    work()
    # The page looks again by itself.
    expect(row(desk, "会议（副本）.txt")).to_contain_text("库中已有")
    assert "已载入" in outcome(desk, "会议.txt")
    assert "会议.txt" in outcome(desk, "会议（副本）.txt")
    assert "失败" in outcome(desk, "空.txt") and "文件是空的" in outcome(desk, "空.txt")
    assert "请解开" in outcome(desk, "会议.rar")
    assert_accessible(desk)
    document = Document.objects.get(file_name="会议.txt")
    desk.get_by_role("link", name=document.title).click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("江陵县")


def test_the_failed_files_alone_are_read_again(desk: Page) -> None:
    desk.goto("/intake/")
    desk.locator("#documents").set_input_files([file("会议.txt", TEXT), file("会议.rar", "x"), file("会议.mp3", "x")])
    desk.get_by_role("button", name="载入", exact=True).click()
    desk.wait_for_url("**/batches/**")
    work()
    desk.get_by_role("link", name="失败 2").click()
    expect(desk.get_by_role("row")).to_have_count(3)
    desk.get_by_role("button", name="重新读取失败的文件").click()
    expect(desk.locator("p.notice")).to_contain_text("正在重新读取 2 个文件")
    states = dict(Intake.objects.values_list("file_name", "state"))
    assert states == {"会议.txt": "review", "会议.rar": "waiting", "会议.mp3": "waiting"}
    work()
    expect(row(desk, "会议.rar")).to_contain_text("失败")
    row(desk, "会议.mp3").get_by_role("button", name="重新读取", exact=True).click()
    assert dict(Intake.objects.values_list("file_name", "state"))["会议.rar"] == "failed"


def test_a_pasted_text_is_brought_in_and_checked_without_a_script(desk: Page) -> None:
    desk.goto("/intake/")
    desk.get_by_text("改为粘贴文字").click()
    assert_accessible(desk)
    desk.locator("#text").fill(TEXT)
    desk.get_by_role("button", name="载入", exact=True).click()
    desk.wait_for_url("**/batches/**")
    work()
    expect(desk.get_by_role("row").filter(has_text="江陵县")).to_contain_text("等待核对")
    desk.get_by_role("main").get_by_role("link", name="核对", exact=True).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("载入前核对")


def test_nothing_chosen_is_told_on_the_page(desk: Page) -> None:
    desk.goto("/intake/")
    desk.get_by_role("button", name="载入", exact=True).click()
    expect(desk.get_by_role("alert")).to_contain_text("请至少选择一个文件")


def test_a_file_like_a_stored_one_is_compared_before_it_can_be_loaded(desk: Page) -> None:
    first = load_bytes("通报.txt", TEXT.encode()).document
    intake = waiting("报道.txt", REPORT)
    desk.goto(intake.batch.get_absolute_url())
    assert "的文字相同" in outcome(desk, "报道.txt")
    desk.goto(f"/intake/{intake.pk}/preview/")
    expect(desk.get_by_role("button", name="按所示载入")).to_have_count(0)
    assert_accessible(desk)
    desk.get_by_role("link", name="比较并决定").click()
    expect(desk.locator("del").first).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="同一会议的另一份材料").click()
    expect(desk.get_by_role("main")).to_contain_text("它就是库中的会议")
    assert_accessible(desk)
    desk.get_by_role("button", name="按所示载入").click()
    expect(desk.locator("p.notice")).to_contain_text("已按所示内容载入")
    (meeting,) = first.meetings.all()
    assert set(meeting.documents.values_list("file_name", flat=True)) == {"通报.txt", "报道.txt"}
    desk.goto(meeting.get_absolute_url())
    for document in meeting.documents.all():
        expect(desk.locator(f"a[href^='{document.get_absolute_url()}']").first).to_be_visible()


def test_a_new_version_shows_what_changes_and_asks_for_what_was_corrected(desk: Page) -> None:
    first = load_bytes("会议.txt", TEXT.encode()).document
    corrected = Directive.objects.get(document=first, text__contains="自查")
    kept = Directive.objects.get(document=first, text__contains="燃气").pk
    relabel(corrected.pk, replace(Labels.of(corrected), level="city"), None, "级别有误")
    newer = (
        TEXT.replace("各企业要开展一次自查。", "").replace("加密水库", "一日两次加密水库").rstrip()
        + "各乡镇要严格值班。\n"
    )
    intake = waiting("会议（修订）.txt", newer)
    desk.goto(f"/intake/{intake.pk}/similar/")
    desk.get_by_role("button", name="新版本").click()
    changes = desk.locator("section", has=desk.locator("#diff"))
    expect(changes.locator("del", has_text="自查")).to_be_visible()
    expect(changes.locator("ins", has_text="一日两次")).to_be_visible()
    expect(changes.locator("ins", has_text="各乡镇要严格值班")).to_be_visible()
    expect(changes.locator(".tag.bad")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="按所示载入").click()
    assert Document.objects.get(pk=first.pk).file_name == "会议.txt", "the box must be ticked first"
    desk.locator("input[name=accept]").check()
    desk.get_by_role("button", name="按所示载入").click()
    expect(desk.locator("p.notice")).to_contain_text("已按所示内容载入")
    assert Document.objects.get(pk=first.pk).file_name == "会议（修订）.txt"
    assert Directive.objects.get(document=first, text__contains="燃气").pk == kept
    desk.goto(f"/directives/{corrected.pk}/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("此条指示要求已不存在")
    assert_accessible(desk)
    desk.get_by_role("link", name="详情").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("载入新版本")
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="下载").click()
    assert download.value.path().read_text("utf-8") == TEXT


def _labels(row: Directive) -> dict[str, object]:
    labels = Labels.of(row)
    return {name: getattr(labels, name) for name in Labels.__dataclass_fields__}


def test_what_is_corrected_in_the_preview_is_what_is_stored(desk: Page) -> None:
    batch = receive([("会议.txt", TEXT.encode())], source=Batch.Source.UPLOAD)
    work()
    desk.goto(batch.get_absolute_url())
    desk.get_by_role("main").get_by_role("link", name="核对", exact=True).click()
    turn = desk.locator(".preview-turn", has=desk.get_by_role("heading", name="程远帆"))
    turn.get_by_role("link", name="更正").first.click()
    assert_accessible(desk)
    desk.get_by_label("讲话人").fill("陆远山")
    desk.get_by_role("button", name="保存").click()
    turn = desk.locator(".preview-turn", has=desk.get_by_role("heading", name="陆远山"))
    turn.get_by_role("listitem").filter(has_text="自查").get_by_role("link", name="更正").click()
    assert_accessible(desk)
    desk.locator("#words-in").fill("各企业要开展一次自查")
    desk.get_by_label("渔业船舶").check()
    desk.get_by_role("button", name="保存").click()
    turn.get_by_role("listitem").filter(has_text="校园应急演练").get_by_role("link", name="更正").click()
    desk.get_by_role("button", name="删除").click()
    expect(desk.get_by_role("main")).to_contain_text("已在预览中更正")
    assert not Document.objects.filter(file_name="会议.txt").exists()
    desk.get_by_role("button", name="按所示载入").click()
    expect(desk.locator("p.notice")).to_contain_text("已按所示内容载入")
    document = Document.objects.get(file_name="会议.txt")
    check = document.directives.get(text__contains="自查")
    assert check.speaker is not None
    assert (check.text, check.speaker.name, check.by_hand) == ("各企业要开展一次自查", "陆远山", ["sectors", "text"])
    assert check.sectors.filter(slug="fishery").exists()
    assert not document.directives.filter(text__contains="校园应急演练").exists()


def test_a_directive_is_taken_apart_and_dropped_and_both_are_taken_back(desk: Page) -> None:
    document = load_bytes("会议.txt", TEXT.encode()).document
    before = list(document.directives.order_by("pk").values("pk", "text", "position", "by_hand"))
    whole = document.directives.get(text__contains="老旧管网")
    desk.goto(f"/directives/{whole.pk}/correct/")
    first, second = whole.text.split("，", 1)
    desk.locator("textarea[name=parts]").fill(f"{first}，\n{second}")
    split = desk.locator("section", has=desk.locator("textarea[name=parts]"))
    split.get_by_label("原因").fill("两件事")
    split.get_by_role("button").click()
    expect(desk.locator("p.notice")).to_contain_text("已更正")
    assert document.directives.count() == len(before) + 1
    made = document.directives.get(text=second)
    desk.goto(f"/directives/{made.pk}/correct/")
    drop = desk.locator("section", has=desk.locator("button.danger"))
    drop.get_by_label("原因").fill("不单列")
    drop.get_by_role("button").click()
    desk.goto(f"/directives/{made.pk}/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("此条指示要求已不存在")
    assert_accessible(desk)
    for kind in ("删除", "拆开"):
        desk.goto("/corrections/")
        assert_accessible(desk)
        desk.get_by_role("link", name=kind).first.click()
        assert_accessible(desk)
        desk.get_by_label("原因").fill("还是原样")
        desk.get_by_role("button", name="撤销").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text("更正记录")
    assert list(document.directives.order_by("pk").values("pk", "text", "position", "by_hand")) == before


def test_two_speakers_are_made_one_and_the_other_address_leads_on(desk: Page) -> None:
    document = load_bytes("会议.txt", TEXT.encode()).document
    speaker = document.directives.exclude(speaker=None)[0].speaker
    assert speaker is not None
    double = Speaker.objects.create(name="程远帆", region=None)
    desk.goto(speaker.get_absolute_url())
    desk.get_by_role("link", name="合并").click()
    assert_accessible(desk)
    desk.get_by_label("程远帆").last.check()
    desk.locator("#merge-reason").fill("同一人")
    desk.get_by_role("button", name="合并").click()
    expect(desk.locator("p.notice")).to_contain_text("已更正")
    desk.goto(double.get_absolute_url())
    assert desk.url.endswith(speaker.get_absolute_url())
