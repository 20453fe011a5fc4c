"""The log: a chain that can only be added to, and that tells what people did."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from config.accounts import set_up_groups
from directives.log.chain import storable
from directives.log.recording import Kind, record
from directives.log.verifying import verify_log
from directives.models import LogEntry
from tests.factories import GAS, PLAIN, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """Entries are written when a request's work is committed: here at the end of a `with` block."""
    return django_capture_on_commit_callbacks


def entries(kind: str) -> list[LogEntry]:
    return list(LogEntry.objects.filter(kind=kind).order_by("number"))


def account(name: str, group: str) -> User:
    set_up_groups()
    user = User.objects.create_user(name, password="a-long-password-1")
    user.groups.add(Group.objects.get(name=group))
    return user


def write(committed: Any, number: int) -> None:
    for at in range(number):
        with committed(execute=True):
            record(Kind.SEARCH, "yuan", {"query": f"第{at}次", "hits": at})


def forge(sql: str) -> None:
    """What somebody with the owner's rights over the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directives_logentry DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE directives_logentry ENABLE TRIGGER USER")


def refused(*statements: str) -> None:
    with pytest.raises(DatabaseError, match="only be added to"), transaction.atomic(), connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


class TestChain:
    def test_entries_are_numbered_and_each_holds_the_hash_of_the_one_before(self, committed: Any) -> None:
        write(committed, 3)
        first, second, third = entries("search")
        assert [first.number, second.number, third.number] == [1, 2, 3]
        assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
        assert verify_log().problems == []
        call_command("verify_log")

    def test_nothing_is_noted_of_what_was_rolled_back(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record(Kind.SEARCH, "yuan", {})
            raise ZeroDivisionError
        assert not LogEntry.objects.exists()

    def test_the_database_refuses_to_change_drop_or_empty(self, committed: Any) -> None:
        write(committed, 3)
        refused("UPDATE directives_logentry SET details = '{}' WHERE number = 2")
        refused("DELETE FROM directives_logentry WHERE number = 2")
        refused("SET LOCAL anling.empties_log = 'off'", "TRUNCATE directives_logentry")
        assert verify_log().entries == 3

    @pytest.mark.parametrize(
        ("sql", "problem"),
        [
            ('UPDATE directives_logentry SET details = \'{"q": "别的"}\' WHERE number = 2', "第 2 条的内容与散列不符"),
            ("UPDATE directives_logentry SET at = at + interval '1 s' WHERE number = 1", "第 1 条的内容与散列不符"),
            ("UPDATE directives_logentry SET previous = hash WHERE number = 3", "第 3 条与前一条不相接"),
            ("DELETE FROM directives_logentry WHERE number = 2", "第 2 条起缺失"),
            ("DELETE FROM directives_logentry WHERE number = 1", "第 1 条起缺失"),
            (
                "UPDATE directives_logentry a SET details = b.details, previous = b.previous, hash = b.hash"
                " FROM directives_logentry b WHERE a.number IN (2, 3) AND b.number = 5 - a.number",
                "第 2 条与前一条不相接",
            ),
        ],
    )
    def test_a_forged_log_does_not_verify(self, committed: Any, sql: str, problem: str) -> None:
        write(committed, 4)
        forge(sql)
        assert any(problem in one for one in verify_log().problems)
        with pytest.raises(CommandError):
            call_command("verify_log")

    def test_what_no_jsonb_holds_is_made_storable(self, committed: Any) -> None:
        with committed(execute=True):
            record(Kind.SEARCH, "y\0", {"query": "a\0b\ud800", "list": (1, None, True, 2.5)})
        [entry] = entries("search")
        assert entry.details == {"query": "a\ufffdb?", "list": [1, None, True, "2.5"]}
        assert storable(entry.details) == entry.details
        assert verify_log().problems == []


class TestRetention:
    def test_old_entries_go_and_the_rest_still_verifies(self, committed: Any, settings: Any) -> None:
        write(committed, 4)
        forge("UPDATE directives_logentry SET at = at - interval '100 days' WHERE number <= 2")
        with committed(execute=True):
            settings.LOG_DAYS = 90
            call_command("prune_log")
        assert list(LogEntry.objects.order_by("number").values_list("number", flat=True)) == [3, 4, 5]
        assert verify_log().problems == []
        forge("DELETE FROM directives_logentry WHERE number = 3")
        assert verify_log().problems

    def test_recent_entries_stay_whatever_is_asked(self, committed: Any) -> None:
        write(committed, 2)
        with connection.cursor() as cursor:
            cursor.execute("SELECT anling_prune_log(2)")
            assert cursor.fetchone() == (0,)

    def test_for_ever_is_the_rule_where_none_is_set(self, committed: Any) -> None:
        write(committed, 1)
        call_command("prune_log")
        assert LogEntry.objects.count() == 1


class TestWhatIsNoted:
    def test_a_search_with_query_filters_hits_and_time(self, client: Client, committed: Any) -> None:
        store([GAS, PLAIN])
        client.force_login(account("yuan", "officer"))
        with committed(execute=True):
            client.get("/directives/?q=燃气&level=province&size=50")
        [entry] = entries("search")
        ms = entry.details.pop("ms")
        assert (entry.user, entry.address) == ("yuan", "127.0.0.1")
        assert entry.details == {"query": "燃气", "filters": {"level": ["province"]}, "scope": "directives", "hits": 1}
        assert 0 <= ms < 60_000

    def test_a_search_by_a_program(self, client: Client, committed: Any) -> None:
        store([GAS, PLAIN])
        client.force_login(account("yuan", "officer"))
        with committed(execute=True):
            assert client.get("/api/v1/search?q=燃气&scope=directives&size=5").status_code == 200
        [entry] = entries("search")
        assert (entry.user, entry.details["query"], entry.details["hits"]) == ("yuan", "燃气", 1)

    def test_leafing_through_everything_is_no_search(self, client: Client, committed: Any) -> None:
        client.force_login(account("yuan", "officer"))
        with committed(execute=True):
            client.get("/directives/?sort=oldest&page=2")
        assert entries("search") == []

    @pytest.mark.parametrize("format", ["csv", "docx"])
    def test_an_export_with_its_rows_and_digest(self, client: Client, committed: Any, format: str) -> None:
        store([GAS, PLAIN])
        client.force_login(account("shen", "auditor"))
        with committed(execute=True):
            response = client.get(f"/directives/export.{format}?q=燃气")
            b"".join(response.streaming_content)  # type: ignore[attr-defined]
        [entry] = entries("export")
        assert (entry.details["rows"], entry.details["complete"], entry.details["format"]) == (1, True, format)
        assert len(entry.details["digest"]) == 64

    def test_an_export_that_was_broken_off(self, client: Client, committed: Any) -> None:
        store([GAS, PLAIN])
        client.force_login(account("shen", "auditor"))
        with committed(execute=True):
            response: Any = client.get("/directives/export.jsonl")
            next(iter(response.streaming_content))
            response._iterator.close()  # as the server does when the reader goes away
        assert entries("export")[0].details["complete"] is False

    def test_signing_in_out_and_failing_to(self, client: Client, committed: Any) -> None:
        account("yuan", "officer")
        with committed(execute=True):
            client.post("/accounts/login/", {"username": "yuan", "password": "wrong"})
            client.post("/accounts/login/", {"username": "yuan", "password": "a-long-password-1"})
            client.post("/accounts/logout/")
        assert [(e.kind, e.user) for e in LogEntry.objects.order_by("number")] == [
            ("sign-in-failed", ""), ("sign-in", "yuan"), ("sign-out", "yuan"),
        ]  # fmt: skip

    def test_a_refused_request(self, client: Client, committed: Any) -> None:
        client.force_login(account("yuan", "officer"))
        with committed(execute=True):
            assert client.get("/log/").status_code == 403
        [entry] = entries("refusal")
        assert (entry.user, entry.details) == ("yuan", {"method": "GET", "path": "/log/", "status": 403})

    def test_a_file_loaded_on_the_command_line(self, tmp_path: Any, committed: Any) -> None:
        (tmp_path / "空.txt").write_bytes(b"")
        with committed(execute=True), pytest.raises(CommandError):
            call_command("ingest", str(tmp_path))
        [entry] = entries("load")
        assert entry.details["outcome"] == "failed" and entry.details["file"].endswith("空.txt")


class TestPage:
    @pytest.fixture
    def auditor(self, client: Client, committed: Any) -> Client:
        client.force_login(account("shen", "auditor"))
        write(committed, 60)
        with committed(execute=True):
            record(Kind.EXPORT, "=cmd", {"rows": 3})
        return client

    def test_it_is_newest_first_and_narrowed(self, auditor: Client) -> None:
        assert [entry.number for entry, _ in auditor.get("/log/").context["entries"]][:2] == [61, 60]
        assert [entry.kind for entry, _ in auditor.get("/log/?kind=export").context["entries"]] == ["export"]
        assert auditor.get("/log/?user=nobody&since=2020-01-01").context["entries"] == []
        assert "第59次" in auditor.get("/log/?user=yuan").content.decode()

    def test_filters_are_told_in_the_words_of_the_page(self, auditor: Client, committed: Any) -> None:
        with committed(execute=True):
            record(Kind.SEARCH, "yuan", {"filters": {"level": ["province", "x"], "region": ["unknown"], "old": ["1"]}})
            record(Kind.SEARCH, "yuan", {"filters": {"deadline": ["any"]}})
        assert "时限 有时限" in auditor.get("/log/").content.decode()
        assert "old 1；级别 省级、x；地区 没有地区" in auditor.get("/log/").content.decode()

    def test_a_day_that_is_none_is_said_to_be(self, auditor: Client) -> None:
        assert 'role="alert"' in auditor.get("/log/?since=2020-13-01").content.decode()

    def test_it_is_exported_whole_and_harmless(self, auditor: Client) -> None:
        response: Any = auditor.get("/log/export.csv")
        body = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(body)))
        assert len(rows) == 61
        assert rows[-1]["账号"] == "'=cmd"
        assert [row["序号"] for row in rows] == [str(number) for number in range(1, 62)]
