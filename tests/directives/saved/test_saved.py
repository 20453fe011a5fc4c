"""Saved searches: what is new is told once and never lost."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from directives.models import Directive, FeedToken, Look, SavedSearch
from directives.saved.looks import mark_seen, new_in, save, show, visible_to
from tests.factories import COAL, DRILL, GAS, PLAIN, Order, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def yuan() -> User:
    return User.objects.create_user("yuan")


@pytest.fixture
def reader(client: Client, yuan: User) -> Client:
    client.force_login(yuan)
    return client


def more(name: str = "后来", *orders: Order) -> list[Directive]:
    return store(orders or (DRILL, PLAIN), file_name=f"{name}.txt", title=f"{name}会议", date="2020-01-01")


class TestNews:
    def test_what_was_there_when_it_was_saved_is_not_new(self, yuan: User) -> None:
        store([GAS, COAL])
        search, created = save(yuan, "燃气", "q=燃气")
        assert created and not new_in(search, yuan)

    def test_each_directive_is_reported_exactly_once(self, yuan: User) -> None:
        store([GAS])
        search, _ = save(yuan, "燃气", "q=燃气")
        first = more("一")[0]
        assert show(search, yuan) == [first.pk]
        second = more("二")[0]  # stored after the list was shown
        assert mark_seen(search, yuan) == 1
        assert show(search, yuan) == [second.pk]
        mark_seen(search, yuan)
        assert show(search, yuan) == []

    def test_an_older_row_that_comes_to_match_is_not_missed(self, yuan: User) -> None:
        changed, last = store([GAS, COAL])
        search, _ = save(yuan, "煤矿", "q=煤矿")
        changed.text = "煤" + "矿" * (len(changed.text) - 1)
        changed.index()
        changed.save()
        assert show(search, yuan) == [changed.pk] and changed.pk < last.pk

    def test_what_was_not_shown_is_not_marked(self, yuan: User) -> None:
        search, _ = save(yuan, "燃气", "q=燃气")
        more()
        assert mark_seen(search, yuan) == 0
        assert len(new_in(search, yuan)) == 1

    def test_people_who_share_a_search_have_their_own_news(self, yuan: User) -> None:
        other = User.objects.create_user("li")
        group = Group.objects.create(name="科室")
        other.groups.add(group)
        search, _ = save(yuan, "燃气", "q=燃气", group.pk)
        assert list(visible_to(other)) == [search]
        assert not new_in(search, other)  # the first look of a colleague starts from now
        more()
        show(search, yuan)
        mark_seen(search, yuan)
        assert len(new_in(search, other)) == 1 and not new_in(search, yuan)

    def test_the_same_search_is_saved_once(self, yuan: User) -> None:
        first, _ = save(yuan, "燃气", "level=province&q=燃气&page=3")
        again, created = save(yuan, "另名", "q=燃气&level=province")
        assert (again, created) == (first, False)


class TestPages:
    def test_a_search_is_saved_listed_opened_and_marked(self, reader: Client) -> None:
        store([GAS])
        page = reader.post("/searches/save/", {"name": "燃气", "address": "q=燃气&sort=oldest"}, follow=True)
        assert "已保存为“燃气”" in page.content.decode()
        more()
        html = reader.get("/searches/").content.decode()
        assert "1 条新增" in html and "含“燃气”" in html
        search = SavedSearch.objects.get()
        assert "<mark" in reader.get(search.get_absolute_url()).content.decode()
        reader.post(f"/searches/{search.pk}/seen/")
        assert "1 条新增" not in reader.get("/searches/").content.decode()
        assert "没有新内容" in reader.get(search.get_absolute_url()).content.decode()

    def test_news_of_the_full_text_are_turns(self, reader: Client) -> None:
        reader.post("/searches/save/", {"name": "全文", "address": "scope=turns&q=召开"})
        more()
        page = reader.get(SavedSearch.objects.get().get_absolute_url())
        assert page.context["page"].paginator.count == 1
        assert "召开" in page.content.decode()

    def test_a_malformed_search_is_refused(self, reader: Client) -> None:
        assert reader.post("/searches/save/", {"name": "x", "address": "q=(燃气"}).status_code == 400
        assert not SavedSearch.objects.exists()

    def test_a_filter_that_is_gone_is_told_and_breaks_nothing(self, reader: Client, yuan: User) -> None:
        search = SavedSearch.objects.create(owner=yuan, name="旧", address="sector=gone")
        assert "已失效" in reader.get("/searches/").content.decode()
        assert reader.get(search.get_absolute_url()).status_code == 400

    def test_others_neither_see_nor_change_a_private_search(self, reader: Client) -> None:
        other = User.objects.create_user("li")
        search, _ = save(other, "私", "q=燃气")
        assert reader.get(search.get_absolute_url()).status_code == 404
        assert reader.post(f"/searches/{search.pk}/seen/").status_code == 404
        assert reader.post(f"/searches/{search.pk}/change/", {"delete": "1"}).status_code == 404
        assert SavedSearch.objects.filter(pk=search.pk).exists()

    def test_a_search_is_renamed_shared_and_dropped(self, reader: Client, yuan: User) -> None:
        group = Group.objects.create(name="科室")
        yuan.groups.add(group)
        search, _ = save(yuan, "燃气", "q=燃气")
        reader.post(f"/searches/{search.pk}/change/", {"name": "城镇燃气", "group": group.pk})
        search.refresh_from_db()
        assert (search.name, search.group) == ("城镇燃气", group)
        reader.post(f"/searches/{search.pk}/change/", {"delete": "1"})
        assert not SavedSearch.objects.exists() and not Look.objects.exists()

    def test_nobody_shares_with_a_group_of_others(self, reader: Client) -> None:
        group = Group.objects.create(name="别人的")
        reader.post("/searches/save/", {"name": "x", "address": "q=燃气", "group": group.pk})
        assert SavedSearch.objects.get().group is None

    def test_a_sector_is_watched_and_let_go(self, reader: Client) -> None:
        store([GAS])
        assert 'aria-pressed="false"' in reader.get("/sectors/gas/").content.decode()
        reader.post("/sectors/gas/watch/")
        assert 'aria-pressed="true"' in reader.get("/sectors/gas/").content.decode()
        more()
        assert "1 条新增" in reader.get("/searches/").content.decode()
        reader.post("/sectors/gas/watch/")
        assert not SavedSearch.objects.exists()

    @pytest.mark.parametrize("address", ["/searches/", "/searches/1/"])
    def test_they_are_for_people_who_signed_in(self, client: Client, settings: Any, address: str) -> None:
        settings.PUBLIC_READ = True
        assert client.get(address).status_code == 302


class TestFeed:
    def feed(self, client: Client, user: User, query: str = "") -> str:
        token = FeedToken.objects.get_or_create(user=user)[0].token
        response = client.get(f"/feeds/{token}/directives.atom?{query}")
        assert response.status_code == 200
        assert response["Content-Type"].startswith("application/atom+xml")
        return response.content.decode()

    def test_it_holds_a_search_without_signing_in(self, client: Client, yuan: User) -> None:
        gas, _ = store([GAS, COAL])
        text = self.feed(client, yuan, "q=燃气")
        assert re.findall(r"<id>(.*?)</id>", text)[1:] == [f"http://testserver{gas.get_absolute_url()}"]
        assert "安令：含“燃气”" in text and "全省安全生产电视电话会议，省级" in text

    def test_what_was_stored_last_comes_first_whatever_its_date(self, client: Client, yuan: User) -> None:
        store([GAS])
        [old] = more("旧", PLAIN)
        assert f"/directives/{old.pk}/" in re.findall(r"<id>(.*?)</id>", self.feed(client, yuan))[1]

    @pytest.mark.parametrize("query", ["q=(燃气", "sector=gone", "scope=turns"])
    def test_what_it_can_not_hold_is_no_page(self, client: Client, yuan: User, query: str) -> None:
        token = FeedToken.objects.create(user=yuan).token
        assert client.get(f"/feeds/{token}/directives.atom?{query}").status_code == 404

    def test_a_guessed_or_lost_secret_opens_nothing(self, client: Client, reader: Client, yuan: User) -> None:
        old = FeedToken.objects.create(user=yuan).token
        reader.post("/feeds/renew/")
        for token in ("guess", old):
            assert client.get(f"/feeds/{token}/directives.atom").status_code == 404
        yuan.is_active = False
        yuan.save()
        token = FeedToken.objects.get().token
        assert Client().get(f"/feeds/{token}/directives.atom").status_code == 404
