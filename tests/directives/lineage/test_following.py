"""Links follow the directives, whatever changes them."""

from collections.abc import Iterable, Iterator

import pytest

from directives.corrections.drop import drop
from directives.corrections.meeting import Facts, edit_meeting
from directives.corrections.undo import undo
from directives.lineage import following
from directives.lineage.following import follow, is_behind, relink
from directives.models import Directive, Link, LinkProgress
from meetings.drafts import Level
from meetings.models import Meeting
from tests.directives.stored import store_meeting
from tests.factories import Order, store
from tests.stored import empty

GAS = "要加快老旧燃气管道更新改造，对带病运行的管道限期更换。"
CITY_GAS = "市城管局要加快老旧燃气管道更新改造，优先更换学校周边带病运行的管道。"
EACH = ("", "各区要限期完成老旧小区改造。", "对带病运行的管道逐段排查。", "燃气企业要张贴施工公告。")
FIREWORKS = "要抓好烟花爆竹企业高温停产。"


def national(date: str = "2026-06-16", speaker: str = "钟望川") -> Directive:
    return store(
        [Order(GAS, ("gas",)), Order(FIREWORKS, ("fireworks",))],
        title="全国安全生产电视电话会议", date=date, level=Level.NATIONAL, code="000000", file_name="全国.txt",
        speaker=speaker,
    )[0]  # fmt: skip


def city(date: str = "2026-06-17", code: str = "430600", text: str = CITY_GAS, name: str = "市.txt") -> Directive:
    return store(
        [Order(text, ("gas",))],
        title="全市安全生产电视电话会议",
        date=date,
        level=Level.CITY,
        code=code,
        file_name=name,
    )[0]


def links() -> list[tuple[int, int, str]]:
    return list(Link.objects.order_by("upper", "lower").values_list("upper", "lower", "kind"))


@pytest.mark.django_db
def test_what_is_loaded_is_linked() -> None:
    upper, lower = national(), city()
    assert is_behind()
    follow()
    assert links() == [(upper.pk, lower.pk, "specialised")]
    link = Link.objects.get()
    assert 0.4 < link.of_lower < link.of_upper < 1


@pytest.mark.django_db
def test_what_is_above_is_linked_when_it_is_loaded_last() -> None:
    lower = city()
    follow()
    upper = national()
    follow()
    assert links() == [(upper.pk, lower.pk, "specialised")]


@pytest.mark.django_db
def test_links_follow_a_meeting_whose_date_is_corrected() -> None:
    national(), city()
    follow()
    meeting = Meeting.objects.get(level="city")
    facts = Facts(meeting.title, "2026-06-15", "city", "430600", "", None)
    record = edit_meeting(meeting.pk, facts, None, "日期有误")
    follow()
    assert links() == []
    undo(record.pk, None, "没有错")
    follow()
    assert len(links()) == 1


@pytest.mark.django_db
def test_links_go_and_come_back_with_a_directive() -> None:
    upper, lower = national(), city()
    follow()
    record = drop(upper.pk, None, "不是要求")
    assert links() == []
    undo(record.pk, None, "是要求")
    follow()
    assert links() == [(upper.pk, lower.pk, "specialised")]


@pytest.mark.django_db
def test_linking_in_the_order_of_loading_and_all_at_once_agree() -> None:
    national("2025-06-16", "秦望舒"), follow()
    city("2025-06-17", text=CITY_GAS + "各区要限期完成。"), follow()
    national("2026-06-16"), follow()
    city("2026-06-17", name="又.txt"), follow()
    grown = links()
    assert len(grown) == 6 and ("related" not in {kind for _, _, kind in grown})
    Link.objects.all().delete()
    relink()
    assert links() == grown


@pytest.mark.django_db
def test_a_stopped_sweep_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "BATCH", 1)
    upper, lower = national(), city()
    follow(seconds=0)
    progress = LinkProgress.objects.get()
    assert (progress.swept, links()) == (0, [])
    seen: list[int] = []
    relink(seen.append)
    assert seen[:3] == [1, 2, 3]
    assert links() == [(upper.pk, lower.pk, "specialised")]
    assert LinkProgress.objects.get().swept is None


@pytest.mark.django_db
def test_other_rules_make_all_links_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    national(), city()
    follow()
    LinkProgress.objects.update(rules=0)
    Link.objects.update(kind="repeated")
    follow()
    assert [kind for _, _, kind in links()] == ["specialised"]


@pytest.mark.django_db
def test_a_directive_without_a_date_has_no_links() -> None:
    store([Order(GAS, ("gas",))], date=None, level=Level.NATIONAL, code="000000", file_name="全国.txt")
    city()
    follow()
    assert links() == []


@pytest.mark.django_db
def test_it_says_nothing_of_a_meetings_own_directives() -> None:
    store_meeting()
    follow()
    assert links() == []


@pytest.fixture
def for_good(transactional_db: None) -> Iterator[None]:
    yield
    empty()


def test_only_what_changed_is_linked_again(for_good: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 0)
    national(), city()
    assert follow() == 3
    assert follow() == 0
    assert not is_behind()
    third = city("2026-06-20", text=FIREWORKS, name="又.txt")
    assert is_behind()
    assert follow() == 1
    assert [lower for _, lower, _ in links()].count(third.pk) == 1


def told() -> set[tuple[str, str, str, float, float]]:
    """The links by what they say, for keys depend on the order of loading."""
    rows = Link.objects.values_list("upper__text", "lower__text", "kind", "of_upper", "score")
    return {(upper, lower, kind, share, score) for upper, lower, kind, share, score in rows}


def test_links_do_not_depend_on_the_order_of_loading(for_good: None) -> None:
    def load(numbers: Iterable[int]) -> set[tuple[str, str, str, float, float]]:
        empty()
        for number in numbers:
            if number == 0:
                national("2026-06-16")
            else:
                # Each makes some pairs of characters more frequent than they were for those before it.
                city(f"2026-06-{16 + number}", text=f"{CITY_GAS}{EACH[number]}", name=f"{number}.txt")
            follow()
        return told()

    forwards, backwards = load(range(4)), load(reversed(range(4)))
    assert forwards == backwards and len(forwards) == 6
    relink()
    assert told() == backwards


def test_a_collection_that_doubled_is_linked_anew(for_good: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 0)
    national(), city()
    follow()

    def more(month: str, number: int) -> int | None:
        for day in range(10, 10 + number):
            city(f"2026-{month}-{day}", text=f"{month}月{day}日前，{CITY_GAS}", name=f"{month}{day}.txt")
        return follow()

    assert [more("07", 1), more("08", 3)] == [1, 7]
    monkeypatch.setattr(following, "SAMPLE", 10)
    assert more("09", 9) == 9, "of very many only what is new"
