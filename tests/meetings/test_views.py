"""Pages of meetings and documents, as the test client sees them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.drafts import Level
from meetings.models import Document, Meeting
from tests.factories import DRILL, FIRE, GAS, Order, first_meeting, store

pytestmark = pytest.mark.django_db
MOST_BYTES = 150_000
DATE = "文中没有印全日期，由上下文推断得出。"
REGION = "文中没有印出地区，由文件名或上下文推断得出。"


@pytest.fixture
def reader(client: Client) -> Client:
    """A client that is signed in."""
    client.force_login(User.objects.create_user("yuan"))
    return client


def test_directives_are_marked_in_the_transcript(reader: Client) -> None:
    directives = store([GAS, FIRE, DRILL])
    html = reader.get(first_meeting().get_absolute_url()).content.decode()
    for directive in directives:
        assert f'id="d{directive.pk}" href="{directive.get_absolute_url()}">{directive.text}</a>' in html


def test_one_sector_can_be_looked_at_alone(reader: Client) -> None:
    gas, fire, drill = store([GAS, FIRE, DRILL])
    html = reader.get(first_meeting().get_absolute_url() + "?sector=gas").content.decode()
    assert f'id="d{gas.pk}"' in html
    assert f'id="d{drill.pk}"' in html
    assert f'id="d{fire.pk}"' not in html
    assert fire.text in html


def test_participants_have_titles_and_roles(reader: Client) -> None:
    store([GAS])
    html = reader.get(first_meeting().get_absolute_url()).content.decode()
    assert "钟望川" in html
    assert "省长" in html
    assert "讲话" in html


def test_all_documents_that_report_a_meeting_are_listed(reader: Client) -> None:
    store([GAS], file_name="甲.txt")
    store([FIRE, DRILL], file_name="乙.txt")
    meeting = Meeting.objects.get()
    first, second = Document.objects.order_by("pk")
    html = reader.get(meeting.get_absolute_url()).content.decode()
    assert "甲.txt" in html
    assert "乙.txt" in html
    other = reader.get(f"{meeting.get_absolute_url()}?document={second.pk}").content.decode()
    assert FIRE.text in other
    assert GAS.text not in other
    assert first.pk != second.pk


def test_a_follow_up_and_its_parent_name_each_other(reader: Client) -> None:
    store([GAS])
    store([FIRE], title="市安委会全体会议", date="2022-01-20", code="420700")
    parent, child = Meeting.objects.order_by("pk")
    child.parent = parent
    child.save()
    assert child.get_absolute_url() in reader.get(parent.get_absolute_url()).content.decode()
    assert parent.get_absolute_url() in reader.get(child.get_absolute_url()).content.decode()


def marks(html: str, why: str) -> int:
    """How many marks a page has that give this reason."""
    return html.count(f'<small class="guessed" title="{why}">推断</small>')


def test_what_was_inferred_of_a_meeting_is_marked_wherever_it_is_shown(reader: Client) -> None:
    (directive,) = store([GAS])
    meeting = first_meeting()
    pages = [meeting.get_absolute_url(), directive.document.get_absolute_url(), directive.get_absolute_url()]
    pages += ["/", "/meetings/"]
    plain = [reader.get(page).content.decode() for page in pages]
    assert [marks(html, why) for why in (DATE, REGION) for html in plain] == [0] * 10
    Meeting.objects.update(region_inferred=True, date_inferred=True)
    shown = [reader.get(page).content.decode() for page in pages]
    assert [marks(html, REGION) for html in shown] == [1] * 5
    assert all(marks(html, DATE) for html in shown)


def test_a_follow_up_has_the_mark_of_its_region_too(reader: Client) -> None:
    store([GAS])
    store([FIRE], title="市安委会全体会议", date="2022-01-20", level=Level.CITY, code="420700")
    parent, child = Meeting.objects.order_by("pk")
    Meeting.objects.filter(pk=child.pk).update(parent=parent, region_inferred=True)
    assert marks(reader.get(parent.get_absolute_url()).content.decode(), REGION) == 1


def test_a_meeting_of_which_no_word_is_given_says_so(reader: Client) -> None:
    store([GAS])
    meeting = first_meeting()
    meeting.turns.update(meeting=None)
    html = reader.get(meeting.get_absolute_url()).content.decode()
    assert "没有记载会上的话" in html
    assert 'aria-label="目录"' not in html


def test_a_long_transcript_comes_in_parts(reader: Client, django_assert_max_num_queries: Any) -> None:
    directives = store([Order(f"第{number}项" + "各有关部门要压实责任" * 12, ("gas",)) for number in range(400)])
    meeting = first_meeting()
    seen: list[str] = []
    pages = reader.get(meeting.get_absolute_url()).context["transcript"].parts
    assert pages > 2
    for part in range(1, pages + 1):
        with django_assert_max_num_queries(12):
            response = reader.get(f"{meeting.get_absolute_url()}?part={part}")
        assert len(response.content) <= MOST_BYTES
        seen += [d.text for d in directives if f'id="d{d.pk}"' in response.content.decode()]
    assert seen == [directive.text for directive in directives]


@pytest.mark.parametrize(
    "address", ["?part=0", "?part=99", "?part=x", "?document=x", "?document=999999", "?turn=1", "?sector=x"]
)
def test_odd_addresses_show_the_meeting(address: str, reader: Client) -> None:
    store([GAS])
    assert reader.get(first_meeting().get_absolute_url() + address).status_code == 200


def test_the_document_page_tells_checksum_encoding_and_findings(reader: Client) -> None:
    store([GAS, FIRE])
    document = Document.objects.get()
    html = reader.get(document.get_absolute_url()).content.decode()
    for words in (document.sha256, document.encoding, "1 个会议", "2 条指示", GAS.text):
        assert words in html


def test_notices_stand_where_they_apply(reader: Client) -> None:
    [directive] = store([GAS])
    document = directive.document
    document.warnings = [
        {"code": "pinyin", "message": "去掉注音", "raw_start": directive.raw_start, "raw_end": directive.raw_end}
    ]
    document.save()
    html = reader.get(first_meeting().get_absolute_url()).content.decode()
    paragraph = next(one for one in html.split("<p>") if directive.text in one)
    assert "去掉注音" in paragraph


def test_the_download_is_the_untouched_file(reader: Client) -> None:
    store([GAS], line_end="\r\n", file_name="会议 1.txt")
    document = Document.objects.get()
    response = reader.get(f"/documents/{document.pk}/raw")
    assert response.content == bytes(document.raw)
    assert "attachment" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_without_a_meeting_says_so(reader: Client) -> None:
    store([GAS], meeting=False)
    html = reader.get(Document.objects.get().get_absolute_url()).content.decode()
    assert "这个文件里没有会议" in html


def test_quotes_are_read_in_traditional_characters_when_chosen(reader: Client) -> None:
    [directive] = store([GAS])
    meeting, page = first_meeting().get_absolute_url(), directive.get_absolute_url()
    chosen = reader.post("/script/", {"script": "hant", "next": meeting})
    assert chosen["Location"] == meeting
    assert "住建部門要加強城鎮燃氣管網巡查" in reader.get(meeting).content.decode()
    shown = reader.get(page).content.decode()
    assert shown.count("住建部門要加強城鎮燃氣管網巡查") == 2  # the quote, the tidied text
    assert GAS.text in shown  # the source stays untouched
    listing = reader.get("/directives/?q=燃气").content.decode()
    assert "<mark>燃氣</mark>" in listing
    reader.post("/script/", {"script": "", "next": meeting})
    assert GAS.text in reader.get(meeting).content.decode()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_script_leads_nowhere_else(address: str, reader: Client) -> None:
    assert reader.post("/script/", {"script": "hant", "next": address})["Location"] == "/"


def test_the_venue_stands_in_the_head_of_the_meeting(reader: Client) -> None:
    store([GAS], title="会议在北京召开。全省安全生产电视电话会议", file_name="甲.txt")
    html = reader.get(first_meeting().get_absolute_url()).content.decode()
    assert "会场</span> 北京" in html


def test_directives_are_numbered_in_the_margin_and_counted_in_the_contents(reader: Client) -> None:
    store([GAS, FIRE, DRILL])
    html = reader.get(first_meeting().get_absolute_url()).content.decode()
    assert [f'<span class="side"><b>{n}</b>' in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "<small>3</small>" in html
    gas = reader.get(first_meeting().get_absolute_url() + "?sector=gas").content.decode()
    assert [f'<span class="side"><b>{n}</b>' in gas for n in (1, 2, 3)] == [True, False, True]
    assert "<small>2</small>" in gas
