"""An understanding survives being kept as JSON."""

import json
from pathlib import Path

import pytest

from directives.intake.frozen import freeze, thaw
from directives.sector_rows import SHIPPED
from directives.sectors import Taxonomy
from directives.understand import understand

SAMPLES = sorted((Path(__file__).parents[3] / "fixtures" / "transcripts").iterdir())


@pytest.mark.parametrize("path", SAMPLES[:6], ids=lambda path: path.stem)
def test_it_comes_back_the_same(path: Path) -> None:
    data = path.read_bytes()
    understood = understand(path.name, data, Taxonomy.from_json(SHIPPED))
    frozen = json.loads(json.dumps(freeze(understood), ensure_ascii=False))
    assert thaw(frozen, data) == understood


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="form 0"):
        thaw({"form": 0}, b"")
