"""Links against pairs that people labelled."""

from pathlib import Path

import pytest

from directives.lineage.evaluate import figures, judge_pairs, read_pairs
from directives.sector_rows import SHIPPED
from directives.sectors import Taxonomy

PROJECT = Path(__file__).resolve().parents[3]
REAL = [folder for name in ("seeds", "samples") if (folder := PROJECT.parent / "shared" / name).exists()]


def test_there_are_pairs_enough_and_each_once() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 150 and len({(pair.upper, pair.lower) for pair in pairs}) == len(pairs)
    assert {pair.part for pair in pairs} == {"tuning", "final"}
    assert sum(pair.kind == "none" for pair in pairs) > 100


@pytest.mark.parametrize("part", ["tuning", "final"])
def test_links_agree_with_people(part: str) -> None:
    folders = [PROJECT / "fixtures" / "transcripts", *REAL]
    wanted = [pair for pair in read_pairs() if pair.part == part]
    judged, left_out = judge_pairs(wanted, folders, Taxonomy.from_json(SHIPPED))
    found = figures(judged)
    assert left_out["directive"] <= len(wanted) / 20
    assert found["echo_p"] >= 0.90
    assert found["link_p"] >= 0.90 and found["link_r"] >= 0.80 and found["comparison_f1"] >= 0.80
