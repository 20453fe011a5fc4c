"""Pages of where directives come from, as the test client sees them."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.lineage.cascade import Cascade
from directives.lineage.comparison import Comparison, suggestions
from directives.lineage.following import follow
from directives.models import Directive, Link, LogEntry, Sector
from directives.sector_rows import load_sectors
from meetings.build import build_regions
from meetings.drafts import Level
from meetings.homes import places
from meetings.models import Meeting
from tests.factories import Order, store

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MOST_BYTES = 60_000
PIPES = "要加快老旧燃气管道更新改造，对带病运行的管道限期更换。"
WORKS = "要规范动火、受限空间等特殊作业管理。"
REWARD = "各地要建立燃气安全举报奖励制度。"


def meeting(orders: list[Order], date: str, level: Level, code: str, speaker: str) -> Meeting:
    names = {Level.NATIONAL: "全国", Level.PROVINCE: "全省", Level.CITY: "全市"}
    rows = store(
        orders, title=f"{names[level]}燃气会议", date=date, level=level, code=code, speaker=speaker, file_name="会.txt"
    )
    found = rows[0].meeting
    assert found
    return found


@pytest.fixture
def meetings() -> dict[str, Meeting]:
    gas, industry = ("gas",), ("industry",)
    found = {
        "before": meeting(
            [Order(PIPES, gas), Order(WORKS, industry), Order(REWARD, gas)], "2025-06-18", Level.NATIONAL, "000000", "钟望川"
        ),
        "now": meeting(
            [
                Order(PIPES + "年底前完成。", gas, deadline="2026-12-31"),
                Order(WORKS, industry),
                Order("要高度重视锂电池仓库的火灾风险。", ("fire",)),
            ],
            "2026-06-16", Level.NATIONAL, "000000", "钟望川",
        ),
        "province": meeting(
            [Order("住建部门要加快老旧燃气管道更新改造。", gas, ("住建部门",)), Order("严禁黑气瓶流入市场。", gas)],
            "2026-06-17", Level.PROVINCE, "430000", "秦望舒",
        ),
        "city": meeting([Order(WORKS, industry)], "2026-06-18", Level.CITY, "430600", "郁青松"),
    }  # fmt: skip
    follow()
    return found


@pytest.fixture
def auditor(client: Client) -> Client:
    user = User.objects.create_user("auditor")
    user.user_permissions.add(Permission.objects.get(codename="export_directive"))
    client.force_login(user)
    return client


def test_a_comparison_counts_every_directive_once(meetings: dict[str, Meeting]) -> None:
    found = Comparison(meetings["before"], meetings["now"])
    assert found.counts == {"new": 1, "strengthened": 1, "specialised": 0, "repeated": 1, "dropped": 1}
    assert found.later_total == 3 == sum(n for label, n in found.counts.items() if label != "dropped")
    assert found.earlier_total == 3 == found.taken_up + found.counts["dropped"]
    assert sum(line.total for line in found.table) == len(found.rows) == 4
    assert [row.earlier.text for row in found.chosen("dropped", "gas") if row.earlier] == [REWARD]


def test_a_comparison_of_very_many_directives_says_what_it_leaves_out(
    meetings: dict[str, Meeting], auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/meetings/{meetings['now'].pk}/compare/?with={meetings['before'].pk}"
    assert "未列入" not in auditor.get(address).content.decode()
    monkeypatch.setattr(Comparison, "most", 2)
    found = Comparison(meetings["before"], meetings["now"])
    assert (found.earlier_total, found.later_total, found.left_out) == (2, 2, 2)
    assert found.counts == {"new": 0, "strengthened": 1, "specialised": 0, "repeated": 1, "dropped": 0}
    assert "只对照前 2 条不同的要求，另有 2 条未列入" in auditor.get(address).content.decode()


def test_pairs_suggest_themselves(meetings: dict[str, Meeting]) -> None:
    assert suggestions(meetings["now"]) == [("previous", meetings["before"])]
    assert suggestions(meetings["province"]) == []
    Meeting.objects.filter(pk=meetings["province"].pk).update(parent=meetings["now"])
    again = Meeting.objects.select_related("parent").get(pk=meetings["province"].pk)
    assert suggestions(again) == [("parent", meetings["now"])]


def test_a_cascade_shows_who_passed_on_what(meetings: dict[str, Meeting]) -> None:
    table = Cascade(meetings["now"])
    assert table.meetings == [meetings["province"], meetings["city"]]
    kinds = [[cell.kind for cell in row.cells] for row in table.rows(table.directives, table.meetings)]
    assert kinds == [["specialised", "absent"], ["absent", "repeated"], ["absent", "absent"]]
    shares = {
        line.sector.slug: [(share.taken, share.total) for share in line.shares]
        for line in table.coverage
        if line.sector
    }
    assert shares == {"gas": [(1, 1), (0, 1)], "industry": [(0, 1), (1, 1)], "fire": [(0, 1), (0, 1)]}
    assert [(share.taken, share.total) for share in table.whole] == [(1, 3), (1, 3)]


def test_an_echo_counts_for_the_sectors_it_names() -> None:
    both = "对燃气和危险化学品开展集中治理，建立重大危险源常态化管控机制。"
    above = meeting([Order(both, ("gas", "hazchem"))], "2026-06-16", Level.NATIONAL, "000000", "钟望川")
    meeting([Order(both, ("hazchem",))], "2026-06-17", Level.PROVINCE, "430000", "秦望舒")
    meeting([Order(both)], "2026-06-17", Level.PROVINCE, "420000", "郁青松")
    follow()
    table = Cascade(above)
    taken = {line.sector.slug: [share.taken for share in line.shares] for line in table.coverage if line.sector}
    assert [str(region) for region in table.regions] == ["湖北省", "湖南省"]
    assert taken == {"gas": [1, 0], "hazchem": [1, 1]}, "one that names no sector counts for each"
    assert [share.taken for share in table.whole] == [1, 1]


def test_very_many_meetings_below_make_no_heavy_page(auditor: Client) -> None:
    orders = [Order(f"要加快老旧燃气管道更新改造，第{n}批小区限期更换。", ("gas",)) for n in range(30)]
    above = meeting(orders, "2026-06-16", Level.NATIONAL, "000000", "钟望川")
    codes = [f"{province}{city:02d}00" for province in (32, 33, 42, 43) for city in (1, 2, 3, 5)]
    for n, code in enumerate(codes):
        meeting([Order(PIPES, ("gas",)), Order(WORKS)], "2026-06-18", Level.CITY, code, f"张{'甲乙丙丁'[n % 4]}{n}")
    follow()
    table = Cascade(above)
    assert len(table.meetings) == 16
    assert [region.name if region else "" for region in table.regions] == ["江苏省", "浙江省", "湖北省", "湖南省"]
    response = auditor.get(f"/meetings/{above.pk}/cascade/")
    assert response.status_code == 200 and len(response.content) <= MOST_BYTES
    second = auditor.get(f"/meetings/{above.pk}/cascade/?columns=2&page=2").content.decode()
    assert "9–16 / 16" in second


def test_a_county_right_below_its_province_has_a_column_of_its_own() -> None:
    above = meeting([Order(PIPES, ("gas",))], "2026-06-16", Level.PROVINCE, "420000", "钟望川")
    cities = [f"42{city:02d}00" for city in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)]
    for n, code in enumerate([*cities, "429004", "429005"]):
        held = store([Order(f"要清点{n}号库。")], title="会议", date="2026-06-18", level=Level.CITY, code=code)[
            0
        ].meeting
        assert held
        Meeting.objects.filter(pk=held.pk).update(parent=above)
    regions = [region.name if region else "" for region in Cascade(above).regions]
    assert (len(regions), regions[-2:]) == (13, ["仙桃市", "潜江市"])


def test_the_coverage_of_all_sectors_and_provinces_makes_no_heavy_page(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_sectors()
    slugs = Sector.objects.values_list("slug", flat=True)
    above = meeting([Order(f"第{n}条：" + WORKS * 4, (slug,)) for n, slug in enumerate(slugs)], "2026-06-16",
                    Level.NATIONAL, "000000", "钟望川")  # fmt: skip
    provinces = [place.code for place in places().values() if place.level == Level.PROVINCE and place.code < "70"]
    regions = build_regions(provinces)
    below = Meeting.objects.bulk_create(
        Meeting(
            title=f"{code}会议",
            level="province",
            region=regions[code],
            held_on="2026-06-18",
            date_precision="day",
            parent=above,
        )
        for code in provinces
    )
    orders = Directive.objects.filter(meeting=above.pk).values_list("pk", flat=True)
    echo = {held.pk: Directive(pk=10**6, meeting=held) for held in below}
    links = [Link(upper_id=order, lower=echo[held.pk], kind="strengthened") for order in orders for held in below]
    monkeypatch.setattr(Cascade, "links", links)
    response = auditor.get(f"/meetings/{above.pk}/cascade/")
    assert response.content.decode().count('<td class="c6">') == (len(slugs) + 1) * len(provinces)
    assert len(response.content) <= MOST_BYTES


def addresses(meetings: dict[str, Meeting]) -> dict[str, str]:
    upper = Directive.objects.get(meeting=meetings["now"], text__startswith="要加快")
    lower = Directive.objects.get(meeting=meetings["province"], text__startswith="住建")
    now = meetings["now"].pk
    return {
        "directive": f"/directives/{lower.pk}/",
        "lineage": f"/directives/{upper.pk}/lineage/",
        "link": f"/directives/{lower.pk}/from/{upper.pk}/",
        "compare": f"/meetings/{now}/compare/",
        "compare, narrowed": f"/meetings/{now}/compare/?with={meetings['before'].pk}&label=new&sector=fire&find=全国",
        "cascade": f"/meetings/{now}/cascade/",
        "cascade of a sector": f"/meetings/{now}/cascade/?sector=gas",
        "cascade of nothing": f"/meetings/{meetings['city'].pk}/cascade/",
        "meeting": f"/meetings/{now}/",
    }


def test_pages_are_small_and_ask_little(meetings: dict[str, Meeting], auditor: Client) -> None:
    for name, address in addresses(meetings).items():
        auditor.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = auditor.get(address)
        assert response.status_code == 200, name
        assert len(queries) <= MOST_QUERIES, (name, len(queries))
        assert len(response.content) <= MOST_BYTES, name


def test_a_directive_shows_where_it_comes_from(meetings: dict[str, Meeting], auditor: Client) -> None:
    html = auditor.get(addresses(meetings)["directive"]).content.decode()
    assert "来龙去脉" in html and '<b class="kind specialised">细化</b>' in html
    assert "<mark>要加快老旧燃气管道更新改造</mark>" in html


def test_a_pair_says_what_was_added(meetings: dict[str, Meeting], auditor: Client) -> None:
    address = addresses(meetings)["link"]
    page, fragment = auditor.get(address), auditor.get(address, headers={"HX-Target": "pair"})
    assert "增加单位" in page.content.decode() and "住建" in page.content.decode()
    assert b"<html" in page.content and b"<html" not in fragment.content and b'id="pair"' in fragment.content


def test_unknown_pairs_and_meetings_are_not_found(meetings: dict[str, Meeting], auditor: Client) -> None:
    one = Directive.objects.order_by("pk")[0].pk
    for address in (f"/directives/{one}/from/{one}/", f"/directives/{one}/from/999999/", "/meetings/999999/cascade/"):
        assert auditor.get(address).status_code == 404


def sheets(response: Any) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(response.getvalue()))
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def test_a_comparison_leaves_as_a_workbook_and_is_noted(
    meetings: dict[str, Meeting], auditor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        book = sheets(auditor.get(f"/meetings/{meetings['now'].pk}/compare.xlsx?with={meetings['before'].pk}"))
    assert book["按行业"][-1] == ("合计", 1, 1, 0, 1, 1, 4)
    labels = [row[1] for row in book["逐条对照"][1:]]
    assert sorted(labels) == sorted(["强化", "未再提及", "重申", "新增"])
    assert LogEntry.objects.filter(kind="export", details__what="compare").count() == 1


def test_a_cascade_leaves_as_a_workbook(meetings: dict[str, Meeting], auditor: Client) -> None:
    book = sheets(auditor.get(f"/meetings/{meetings['now'].pk}/cascade.xlsx"))
    assert [row[1:] for row in book["传导表"][1:]] == [(1, "细化", "未见"), (1, "未见", "重申"), (0, "未见", "未见")]
    assert book["覆盖情况"][-1] == ("全部", "1/3", "1/3")
    assert [row[2] for row in book["逐条引文"][1:]] == ["细化", "重申"]


def test_who_may_not_export_is_refused(meetings: dict[str, Meeting], client: Client) -> None:
    client.force_login(User.objects.create_user("officer"))
    assert client.get(f"/meetings/{meetings['now'].pk}/cascade.xlsx").status_code == 403


def test_programs_read_links_too(meetings: dict[str, Meeting], auditor: Client) -> None:
    lower = Directive.objects.get(meeting=meetings["province"], text__startswith="住建")
    answer = auditor.get(f"/api/v1/directives/{lower.pk}/links").json()
    assert (answer["upstream_count"], answer["downstream_count"]) == (2, 0)
    [first, _] = answer["upstream"]
    assert [first["text"][start:end] for start, end in first["marks"]] == ["要加快老旧燃气管道更新改造", "管道"]
    assert first["kind"] == "specialised" and 0 < first["of_upper"] < first["of_lower"] <= 1
    assert auditor.get("/api/v1/directives/999999/links").status_code == 404
