"""A long text is understood in a process of its own, and ends in a refusal where it takes too long."""

from dataclasses import replace

import pytest

from directives.intake import bounded
from directives.intake.bounded import understand_bounded
from directives.sector_rows import SHIPPED
from directives.sectors import Taxonomy
from directives.understand import understand
from meetings.readers import ReadError
from meetings.readers.apart import TOO_SLOW

TEXT = "全市安全生产电视电话会议2022年1月17日召开。市长钟望川强调，要加强燃气管网巡查，年底前完成改造。严禁占用消防通道。\n"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.from_json(SHIPPED)


def test_it_is_understood_as_a_short_one_is(taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LONG", 10)
    data = ("**" + TEXT * 3).encode("gb18030")
    people = frozenset({"钟望川"})
    assert understand_bounded("会议.txt", data, taxonomy, people) == understand("会议.txt", data, taxonomy, people)


def test_a_text_that_takes_too_long_is_refused(taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LIMITS", replace(bounded.LIMITS, cpu=1))
    with pytest.raises(ReadError, match=TOO_SLOW) as refusal:
        understand_bounded("行.txt", (TEXT * 30_000).encode(), taxonomy)
    assert refusal.value.name == "行.txt"
