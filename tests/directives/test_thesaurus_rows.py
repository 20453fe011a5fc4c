"""The thesaurus as shipped becomes rows; what was edited by hand stays as it is."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from directives.models import Equivalence
from directives.thesaurus_rows import SHIPPED, load_thesaurus
from search.normalise import fold

pytestmark = pytest.mark.django_db


def shipped_with(folder: Path, name: str, synonyms: list[str]) -> Path:
    listed = [{**one, "synonyms": synonyms} if one["name"] == name else one for one in json.loads(SHIPPED.read_text())]
    file = folder / "thesaurus.json"
    file.write_text(json.dumps(listed), encoding="utf-8")
    return file


def test_every_shipped_group_becomes_a_row() -> None:
    assert len(load_thesaurus()) == Equivalence.objects.count() >= 60
    assert load_thesaurus() == []
    for group in Equivalence.objects.all():
        group.full_clean()


def test_the_fields_own_equivalences_are_known() -> None:
    load_thesaurus()
    thesaurus = Equivalence.objects.thesaurus()
    assert "危险化学品" in thesaurus.equivalents("危化品")
    assert "住房城乡建设部门" in thesaurus.equivalents("住建部门")
    assert thesaurus.equivalents("应急局") == ("应急管理局",)
    assert thesaurus.equivalents("安委會") == ("安全生产委员会",)


def test_a_group_edited_by_hand_is_left_alone(tmp_path: Path) -> None:
    load_thesaurus()
    Equivalence.objects.filter(name="应急管理局").update(synonyms=["应急局", "应管局"])
    assert load_thesaurus(shipped_with(tmp_path, "应急管理局", ["应急局", "安全局"])) == []
    assert Equivalence.objects.get(name="应急管理局").synonyms == ["应急局", "应管局"]
    assert [group.name for group in load_thesaurus(reset=True)] == ["应急管理局"]


def test_a_group_out_of_use_stays_out_of_use() -> None:
    load_thesaurus()
    Equivalence.objects.filter(name="应急管理局").update(in_use=False)
    assert load_thesaurus() == []
    assert Equivalence.objects.thesaurus().equivalents("应急局") == ()


def test_an_untouched_group_follows_the_shipped_list(tmp_path: Path) -> None:
    load_thesaurus()
    [changed] = load_thesaurus(shipped_with(tmp_path, "应急管理局", ["应急局", "应管局"]))
    assert changed.synonyms == ["应急局", "应管局"]


@pytest.mark.parametrize(
    ("name", "synonyms", "message"),
    [("新词", ["词"], "太短"), ("新词", ["新、詞"], "同一个词"), ("新词", ["危化品"], "已在“危险化学品”一组里")],
)
def test_a_group_that_makes_no_sense_is_refused(name: str, synonyms: list[str], message: str) -> None:
    load_thesaurus()
    with pytest.raises(ValidationError, match=message):
        Equivalence(name=name, synonyms=synonyms).full_clean()


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_thesaurus")
    call_command("load_thesaurus")
    assert capsys.readouterr().out.splitlines()[1] == "同义词表没有变化。"


def test_shipped_terms_stand_in_one_group_each() -> None:
    terms = [fold(term) for one in json.loads(SHIPPED.read_text()) for term in [one["name"], *one["synonyms"]]]
    assert len(terms) == len(set(terms))
