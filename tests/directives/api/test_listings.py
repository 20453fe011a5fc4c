"""The interface's lists: the same rows as the pages, by the same filters."""

import uuid
from typing import Any

import pytest

from directives.corrections.gone import leave
from directives.models import Correction, Directive, Gone
from meetings.models import Meeting, Turn
from tests.directives.api.conftest import Ask

pytestmark = pytest.mark.usefixtures("collection")


def walked(ask: Ask, path: str, data: dict[str, Any]) -> list[int]:
    """The ids of all pages, in order."""
    ids, answer = [], ask(path, data)
    while True:
        body = answer.json()
        ids += [row["id"] for row in body["results"]]
        if body["next"] is None:
            return ids
        answer = ask(body["next"].partition("/api/v1")[2])


def test_it_tells_of_a_directive_what_its_page_tells(ask: Ask) -> None:
    row = ask("/directives", {"q": "燃气 管网", "level": "province"}).json()["results"][0]
    stored = Directive.objects.get(pk=row["id"])
    assert row["text"] == stored.text == ask(f"/directives/{row['id']}").json()["text"]
    assert row["url"] == f"http://testserver/directives/{stored.pk}/"
    assert [row["text"][start:end] for start, end in row["marks"]] == ["燃气管网"]
    assert row["meeting"]["date"] == "2022-01-17"
    assert row["speaker"] == {"id": stored.speaker_id, "name": "钟望川", "titles": ["省长"]}
    assert [sector["slug"] for sector in row["sectors"]] == ["gas"]
    assert [(body["name"], body["role"]) for body in row["bodies"]] == [("住建部门", "addressed")]
    assert row["deadline"] == {"text": "限期", "date": "2022-12-31"}
    assert row["document"]["sha256"] == stored.document.sha256
    raw = stored.document.decoded
    assert raw[row["raw_start"] : row["raw_end"]] == stored.text


def test_it_tells_whether_date_and_region_of_a_meeting_are_inferred(ask: Ask) -> None:
    Meeting.objects.filter(level="city").update(region_inferred=True)
    Meeting.objects.filter(level="province").update(date_inferred=True)
    rows = ask("/meetings").json()["results"]
    told = {row["level"]: (row["date_inferred"], row["region_inferred"]) for row in rows}
    assert told == {"national": (False, False), "province": (True, False), "city": (False, True)}
    (city,) = (row for row in rows if row["level"] == "city")
    assert ask(f"/meetings/{city['id']}").json()["region_inferred"] is True


def test_it_restates_the_query_and_counts_exactly(ask: Ask) -> None:
    body = ask("/directives", {"q": "燃气", "level": ["province", "national"]}).json()
    assert (body["count"], body["next"]) == (3, None)
    assert body["words"] == "含“燃气”；级别为省级或全国"


@pytest.mark.parametrize("sort", ["newest", "oldest", "level"])
@pytest.mark.parametrize("size", [1, 3, 200])
def test_pages_hold_each_row_once_in_the_order_asked_for(ask: Ask, sort: str, size: int) -> None:
    found = walked(ask, "/directives", {"sort": sort, "size": size})
    assert found == walked(ask, "/search", {"sort": sort})
    assert sorted(found) == sorted(Directive.objects.values_list("pk", flat=True))


def test_a_page_goes_on_where_it_stopped_although_rows_came_and_went(ask: Ask) -> None:
    first = ask("/directives", {"size": 4}).json()
    seen = [row["id"] for row in first["results"]]
    rest = [pk for pk in Directive.objects.newest().values_list("pk", flat=True) if pk not in seen]
    Directive.objects.filter(pk=seen[-1]).delete()
    assert walked(ask, first["next"].partition("/api/v1")[2], {}) == rest


def test_it_ends_where_all_that_followed_was_removed(ask: Ask) -> None:
    first = ask("/directives", {"size": 4}).json()
    Directive.objects.exclude(pk__in=[row["id"] for row in first["results"]]).delete()
    body = ask(first["next"].partition("/api/v1")[2]).json()
    assert (body["count"], body["results"], body["next"]) == (4, [], None)


def test_it_links_the_next_page_in_a_header_too(ask: Ask) -> None:
    answer = ask("/directives", {"size": 2, "q": "要"})
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "q=%E8%A6%81" in answer.json()["next"]


def test_turns_are_searched_as_the_full_text_is(ask: Ask) -> None:
    ids = walked(ask, "/turns", {"q": "燃气", "size": 1})
    assert ids == walked(ask, "/search", {"q": "燃气", "scope": "turns"})
    assert set(ids) == {turn.pk for turn in Turn.objects.all() if "燃气" in turn.text}
    assert ask("/search", {"q": "燃气", "scope": "turns"}).json()["others"] == 3
    assert ask("/search", {"q": "燃气"}).json()["others"] == len(ids)
    assert ask(f"/turns/{ids[0]}").json()["text"] == Turn.objects.get(pk=ids[0]).text


def test_a_hit_says_where_everything_about_it_is(ask: Ask) -> None:
    hit = ask("/search", {"q": "演练"}).json()["results"][0]
    assert ask(hit["api"].partition("/api/v1")[2]).json()["text"] == hit["text"]


def test_facets_count_what_each_choice_would_leave(ask: Ask) -> None:
    body = ask("/facets", {"q": "燃气"}).json()
    assert body["count"] == 3
    level = next(facet for facet in body["facets"] if facet["parameter"] == "level")
    assert [(choice["value"], choice["label"], choice["count"]) for choice in level["choices"]] == [
        ("national", "全国", 1),
        ("province", "省级", 2),
    ]
    for choice in level["choices"]:
        assert ask("/directives", {"q": "燃气", "level": choice["value"]}).json()["count"] == choice["count"]


def test_a_joined_directive_leads_on_and_a_dropped_one_says_why(ask: Ask) -> None:
    first, second, third = Directive.objects.order_by("pk")[:3]
    act = Correction.objects.create(kind="join", about="…", reason="同一句话", context=uuid.uuid4())
    leave(first, Gone.Cause.JOINED, act, second)
    leave(third, Gone.Cause.DROPPED, act)
    answer = ask(f"/directives/{Gone.objects.earliest('pk').directive}")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/directives/{second.pk}")
    answer = ask(f"/directives/{Gone.objects.latest('pk').directive}")
    assert (answer.status_code, answer.json()["detail"]) == (410, "这条指示要求已不存在：已删除。原因：同一句话")


def test_labels_are_in_the_language_the_program_asks_for(ask: Ask) -> None:
    answer = ask("/facets", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "en"
    assert answer.json()["facets"][0]["label"] == "Sector"
