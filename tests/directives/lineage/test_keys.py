"""What a directive's kin are looked for by."""

from directives.lineage.keys import MOST_KEYS, keys
from directives.lineage.sayings import Saying, saying
from directives.lineage.weights import Weights, count_pairs
from search.normalise import fold

ORDER = "要集中治理城镇燃气，对带病运行的管道限期更换；"
OTHERS = (
    "粮油仓库和饲料车间要清扫粉尘，检修除尘风机，停机断电后方可进入筒仓清淤；冷库要更换老化氨阀，备足防毒面具，每班记录压力；"
    "索道景区遇大风要停运，撤下栈道游客，加固玻璃护栏；渡口要核定载客，夜航停摆，救生衣逐件点验，雾天锚泊避让。"
)


def looked_for(text: str) -> tuple[set[str], int]:
    """The pairs a directive is looked for by, where all of the order is more frequent than all of the rest."""
    rows = [*[fold(ORDER)] * 30, *[fold(OTHERS)] * 3, *["甲乙丙丁"] * 300]
    weights = Weights.of(*count_pairs(rows))
    one: Saying = saying(text, weights, (), (), "")
    found = keys(one, weights, len(rows), complete=True)
    return {pair for key in found for pair in key.lexemes}, len(found)


def test_the_rarest_pairs_come_first() -> None:
    pairs, number = looked_for("要集中治理城镇燃气。" + OTHERS[:40])
    assert number <= MOST_KEYS
    assert {"粮油", "饲料", "燃气"} <= pairs


def test_a_long_directive_is_looked_for_by_more_than_its_rarest_pairs() -> None:
    pairs, number = looked_for(ORDER + OTHERS)
    assert number > MOST_KEYS
    assert pairs & {"粮油", "饲料", "氨阀", "渡口"}, "the rarest are among them"
