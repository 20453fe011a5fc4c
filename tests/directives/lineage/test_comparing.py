"""Two meetings compared, without a database."""

import pytest

from directives.lineage.comparing import Match, compare
from directives.lineage.kinds import Verdict, judge
from directives.lineage.sayings import Saying
from tests.directives.lineage.test_kinds import PIPES, said

WORKS = "要规范动火、受限空间等特殊作业管理。"


def labels(matches: list[Match]) -> list[tuple[str, int | None, int | None]]:
    return [(one.label, one.earlier, one.later) for one in matches]


def test_what_several_reports_say_alike_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Saying] = []

    def counted(upper: Saying, lower: Saying) -> Verdict:
        judged.append(lower)
        return judge(upper, lower)

    monkeypatch.setattr("directives.lineage.comparing.judge", counted)
    earlier = {key: said(PIPES, "gas") for key in (1, 2)} | {3: said(WORKS)}
    later = {key: said(f"{who}，{PIPES}", "gas") for key, who in ((4, "省长强调"), (5, "会议要求"), (6, "会议指出"))}
    assert labels(compare(earlier, later)) == [
        ("repeated", 1, 4), ("repeated", 1, 5), ("repeated", 1, 6), ("dropped", 3, None),
    ]  # fmt: skip
    assert len(judged) == 1


def test_the_same_words_filed_otherwise_are_another_saying() -> None:
    later = {2: said(PIPES, "gas"), 3: said(PIPES, "gas", "school"), 4: said(PIPES, "gas", due="2026-12-31")}
    assert labels(compare({1: said(PIPES, "gas")}, later)) == [
        ("repeated", 1, 2), ("specialised", 1, 3), ("strengthened", 1, 4),
    ]  # fmt: skip


def test_many_copies_of_one_order_hide_no_other() -> None:
    earlier = {key: said(PIPES + "各地要加快。", "gas") for key in range(20)} | {20: said(PIPES, "gas")}
    assert labels(compare(earlier, {21: said(PIPES, "gas")}))[0] == ("repeated", 20, 21)
