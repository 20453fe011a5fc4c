"""Mentions are stored with the document that holds them, joined across documents, and kept through corrections."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from directives.corrections.recording import CorrectionError
from directives.corrections.things import merge_things
from directives.corrections.undo import undo
from directives.models import Correction, Mention, Thing, ThingAlias
from directives.pipeline import Knowledge, load_bytes
from directives.preview.becoming import trial
from directives.provenance import check
from directives.reloading.reload import reextract, reload
from directives.sector_rows import load_sectors
from directives.things.build import note_document
from directives.things.drafts import Kind
from directives.things.listed_names import shipped
from directives.things.listed_rows import load_things
from directives.understand import understand
from meetings.models import Document

pytestmark = pytest.mark.django_db
TITLE = "全省安全生产电视电话会议"
ACCIDENT = "要深刻吸取江西上饶“9·12”火灾事故教训，造成12人死亡。"
RULES = "各部门要落实“三管三必须”要求，深化安全生产专项整治三年行动。"
LAW = "各企业要学习《中华人民共和国安全生产法》。"


def text(*said: str, year: int = 2022) -> str:
    opening = f"{year}年1月17日，{TITLE}召开。省委副书记、省长钟望川出席并讲话。\n钟望川强调，"
    return f"{TITLE}\n{opening}{''.join(said)}\n"


def stored(*said: str, year: int = 2022) -> Document:
    load_sectors()
    load_things()
    return load_bytes("会议.txt", text(*said, year=year).encode()).document


def told(document: Document) -> list[tuple[str, str]]:
    rows = document.mentions.select_related("thing").order_by("start")
    return [(mention.thing.name, mention.text) for mention in rows]


def listing(folder: Path, name: str, *aliases: str) -> Path:
    path = folder / "things.json"
    path.write_text(json.dumps([{"kind": "rule", "name": name, "aliases": aliases}]), encoding="utf-8")
    return path


def proved() -> bool:
    return not check(Document.objects.all()).findings


def test_a_loaded_document_brings_its_mentions() -> None:
    document = stored(ACCIDENT, RULES, LAW)
    assert told(document) == [
        ("江西上饶“9·12”火灾事故", "江西上饶“9·12”火灾事故"),
        ("三管三必须", "三管三必须"),
        ("安全生产专项整治三年行动", "安全生产专项整治三年行动"),
        ("中华人民共和国安全生产法", "《中华人民共和国安全生产法》"),
    ]
    first = document.mentions.earliest("start")
    assert (first.dead, first.injured, first.harm) == (12, None, "12人死亡")
    assert (first.thing.month_day, first.thing.year, first.thing.year_basis) == ("09-12", 2021, "guessed")
    assert proved()
    assert not ThingAlias.objects.filter(key="三管三必须").exists()


def test_one_accident_of_two_documents_is_one_thing_that_knows_the_finer_facts() -> None:
    one = stored(ACCIDENT, year=2023)
    other = stored(
        "2021年9月12日，上饶市广信区一家工厂发生火灾，造成13人死亡。", "各部门要吸取912火灾事故教训。", year=2022
    )
    (thing,) = Thing.objects.filter(kind="accident")
    assert (thing.year, thing.year_basis, thing.region_code) == (2021, "told", "361104")
    assert [mention.dead for mention in Mention.objects.order_by("pk") if mention.dead] == [12, 13]
    assert (one.mentions.count(), other.mentions.count()) == (1, 2)


def test_another_year_or_place_is_another_accident() -> None:
    stored("2020年9月12日，上饶市一家工厂发生火灾。")
    stored("2021年9月12日，上饶市一家工厂发生火灾。")
    stored("2021年9月12日，九江市一家工厂发生火灾。")
    assert Thing.objects.filter(kind="accident").count() == 3


def test_a_paper_told_with_its_number_is_found_by_the_number() -> None:
    stored("要落实《关于加强某事的意见》（某办发〔2021〕12号）。")
    document = stored("要按照某办发〔2021〕12号文件办。")
    assert told(document) == [("关于加强某事的意见", "某办发〔2021〕12号")]


def test_a_number_told_with_a_title_means_that_paper_in_the_same_document_too() -> None:
    document = stored("要落实《关于加强某事的意见》（某办发〔2021〕12号）。", "要按照某办发〔2021〕12号文件办。")
    assert {name for name, _ in told(document)} == {"关于加强某事的意见"}
    assert document.mentions.count() == 2
    assert ThingAlias.objects.get(kind="law", name="某办发〔2021〕12号").thing.name == "关于加强某事的意见"


def test_a_name_goes_before_an_alias_of_another() -> None:
    number = "某办发〔2021〕12号"
    other = Thing.objects.create(kind="law", name="关于加强某事的意见", key="关于加强某事的意见", number=number)
    alias = ThingAlias.objects.create(thing=other, kind="law", name=number)
    Thing.objects.create(kind="law", name=number, key=alias.key)
    assert told(stored(f"要按照{number}文件办。")) == [(number, number)]


def test_of_a_very_long_name_the_beginning_is_the_mention() -> None:
    inner = "、".join(f"《关于{letter * 45}的意见》" for letter in "甲乙丙丁戊己庚辛子")
    document = stored(f"要落实《关于印发{inner}的通知》。")
    mention = document.mentions.get()
    assert (mention.end - mention.start, mention.text[:6]) == (400, "《关于印发《")
    assert proved()


def test_reading_again_keeps_things_and_mentions() -> None:
    document = stored(ACCIDENT, RULES)
    before = list(Mention.objects.order_by("pk").values())
    reextract(document.pk, Knowledge.stored())
    assert list(Mention.objects.order_by("pk").values()) == before
    note_document(document.pk)
    assert list(Mention.objects.order_by("pk").values()) == before


def test_a_new_version_moves_its_mentions() -> None:
    document = stored(ACCIDENT, RULES)
    things = set(document.mentions.values_list("thing", flat=True))
    known = Knowledge.stored()
    words = text("各地各部门要绷紧安全这根弦。", ACCIDENT, RULES)
    reload(document.pk, understand("会议.txt", words.encode(), known.taxonomy), Correction.Kind.VERSION, None, "新版本")
    assert set(document.mentions.values_list("thing", flat=True)) == things
    assert proved()


def test_a_look_before_loading_stores_nothing() -> None:
    load_sectors()
    seen, _ = trial(understand("会议.txt", text(ACCIDENT).encode(), Knowledge.stored().taxonomy))
    assert [mention[1] for mention in seen["mentions"]] == ["江西上饶“9·12”火灾事故"]
    assert not Thing.objects.exists()


def test_merged_accidents_stay_one_through_loading_again_and_undo_takes_them_apart() -> None:
    one, other = stored(ACCIDENT), stored("要深刻吸取江西九江“9·13”火灾事故教训。")
    kept, gone = one.mentions.get().thing, other.mentions.get().thing
    merging = merge_things(kept.pk, gone.pk, None, "同一起事故")
    reextract(other.pk, Knowledge.stored())
    note_document(other.pk)
    assert other.mentions.get().thing_id == kept.pk
    assert kept.aliases.get().former == gone.pk
    later = stored("各地要深刻吸取江西九江“9·13”火灾事故教训。")
    assert later.mentions.get().thing_id == kept.pk
    Document.objects.filter(pk=later.pk).delete()
    undo(merging.pk, None, "不是同一起")
    assert other.mentions.get().thing_id == gone.pk
    assert Thing.objects.filter(kind="accident").count() == 2


def test_things_of_two_kinds_are_never_merged() -> None:
    document = stored(RULES)
    one, other = (mention.thing_id for mention in document.mentions.all())
    with pytest.raises(CorrectionError):
        merge_things(one, other, None, "同一个")


class TestTheList:
    def test_every_listed_name_is_found_with_what_is_stored(self) -> None:
        load_things()
        vocabulary = Thing.objects.vocabulary()
        others = [listed for listed in shipped() if listed.kind is not Kind.CAMPAIGN]  # those have a form too
        for listed in others:
            for name in (listed.name, *listed.aliases):
                things = {found.thing for _, _, found in vocabulary.find(name)}
                assert listed.name in things, f"{name} is not found as {listed.name}"

    def test_what_was_edited_by_hand_stays(self) -> None:
        load_things()
        thing = Thing.objects.get(name="三管三必须")
        ThingAlias.objects.create(thing=thing, kind="rule", name="管三必须")
        Thing.objects.filter(name="四不两直").update(in_use=False)
        assert load_things() == []
        assert thing.aliases.filter(name="管三必须").exists()
        assert not Thing.objects.get(name="四不两直").in_use
        load_things(reset=True)
        assert Thing.objects.get(name="四不两直").in_use

    def test_an_alias_given_to_a_thing_before_it_was_listed_stays(self, tmp_path: Path) -> None:
        thing = Thing.objects.create(kind="rule", name="某五制度", key="某五制度")
        ThingAlias.objects.create(thing=thing, kind="rule", name="某甲原则")
        load_things(listing(tmp_path, "某五制度", "某乙原则"))
        assert set(thing.aliases.values_list("name", flat=True)) == {"某甲原则", "某乙原则"}

    def test_an_alias_that_is_listed_no_more_goes(self, tmp_path: Path) -> None:
        load_things(listing(tmp_path, "某五制度", "某甲原则"))
        load_things(listing(tmp_path, "某五制度", "某乙原则"))
        assert ThingAlias.objects.get().name == "某乙原则"

    def test_an_alias_of_a_person_is_recognised(self) -> None:
        document = stored("要抓好某某大整改。")
        assert told(document) == []
        thing = Thing.objects.get(name="安全生产大检查")
        ThingAlias.objects.create(thing=thing, kind="campaign", name="某某大整改")
        call_command("recognise_things")
        assert told(document) == [("安全生产大检查", "某某大整改")]

    def test_a_thing_out_of_use_is_recognised_no_more(self) -> None:
        document = stored(RULES)
        Thing.objects.filter(name="三管三必须").update(in_use=False)
        note_document(document.pk)
        assert [name for name, _ in told(document)] == ["安全生产专项整治三年行动"]

    def test_a_name_belongs_to_one_thing(self) -> None:
        load_things()
        thing = Thing.objects.get(name="四不两直")
        with pytest.raises(ValidationError, match="三管三必须"):
            ThingAlias(thing=thing, name="三个必须").full_clean(exclude=["key", "kind"])

    def test_a_thing_may_take_the_name_of_its_own_alias(self, admin_client: Client) -> None:
        thing = Thing.objects.create(kind="rule", name="某五制度", key="某五制度")
        ThingAlias.objects.create(thing=thing, kind="rule", name="某甲原则")
        rename(admin_client, thing, "某甲原则")
        assert [alias.name for alias in thing.aliases.all()] == ["某五制度"]
        rename(admin_client, thing, "某五制度")
        assert [alias.name for alias in thing.aliases.all()] == ["某甲原则"]

    def test_a_thing_may_take_the_name_of_one_merged_into_it(self, admin_client: Client) -> None:
        thing = Thing.objects.create(kind="rule", name="某五制度", key="某五制度")
        gone = Thing.objects.create(kind="rule", name="某甲原则", key="某甲原则")
        merge_things(thing.pk, gone.pk, None, "同一个")
        rename(admin_client, thing, "某甲原则")
        rename(admin_client, thing, "某丙原则")
        assert {alias.name for alias in thing.aliases.all()} == {"某五制度", "某甲原则"}
        assert thing.aliases.get(former=gone.pk)


def rename(client: Client, thing: Thing, name: str) -> None:
    """As a person does it in the administration."""
    address = reverse("admin:directives_thing_change", args=[thing.pk])
    page = client.get(address)
    forms = page.context["adminform"].form, *page.context["inline_admin_formsets"][0].formset
    management = page.context["inline_admin_formsets"][0].formset.management_form
    fields = [form[field] for form in (*forms, management) for field in form.fields]
    values = {field.html_name: field.value() for field in fields if field.value() not in (None, False)}
    answer = client.post(address, values | {"name": name})
    assert answer.status_code == 302, answer.context["errors"]
    thing.refresh_from_db()
    assert thing.name == name
