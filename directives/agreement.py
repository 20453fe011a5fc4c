"""When a predicted thing counts as the annotated one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

SKIP = re.compile(r"[\s\W_]")
REGION_ENDING = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|县|区|盟|旗)$")
BODY_ENDING = re.compile(r"(等?(有关|相关)?(部门|单位)|局|委)$")
NATIONAL_NAMES = ("全国", "中国", "国家")


class GoldError(ValueError):
    """An annotation that does not fit its document; the message says where."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence at its place in the raw text."""

    start: int
    end: int
    gold: Json


def counts(letter: str) -> bool:
    """Whether a character is compared: no white space, no punctuation."""
    return not SKIP.match(letter)


def sentences(gold: Json, text: str) -> Iterator[Sentence]:
    """The gold sentences at their places, each looked for behind the one before, else anywhere."""
    at = 0
    for one in gold["sentences"]:
        quote = one["quote"]
        start = text.find(quote, at)
        if start < 0:
            start = text.find(quote)
        if start < 0:
            raise GoldError(f"{gold['doc']}: quote not found: {quote[:40]!r}")
        at = start + len(quote)
        yield Sentence(start, at, one)


def is_neutral(sentence: Json) -> bool:
    """Headings, borderline sentences and topics outside safety count neither way."""
    return sentence.get("kind") == "heading" or bool(sentence.get("borderline") or sentence.get("off_topic"))


def offsets_fit(directive: Json, text: str, *, simplified: bool) -> bool:
    """Whether a predicted directive's raw span lies in the document and holds its words: at least 80 % of
    the raw characters are in "text". Damaged and traditional stretches are not asked for that."""
    start, end = directive["raw_start"], directive["raw_end"]
    if not 0 <= start < end <= len(text):
        return False
    raw = [letter for letter in text[start:end] if counts(letter)]
    if not simplified or not all("\u4e00" <= letter <= "\u9fff" for letter in raw):
        return True
    words = set(directive["text"])
    return sum(letter in words for letter in raw) >= 0.8 * len(raw)


def same_meeting(gold: Json | None, predicted: Json | None) -> bool:
    """Level, region (where the gold names one) and date (as far as the gold tells it) agree."""
    if gold is None or predicted is None:
        return gold is predicted
    if predicted.get("level") not in (gold["level"], gold.get("level_alt")):
        return False
    if gold.get("region") and bare_region(gold["region"]) != bare_region(predicted.get("region")):
        return False
    return not gold.get("date") or str(predicted.get("date") or "").startswith(gold["date"])


def bare_region(name: str | None) -> str:
    """A region without its kind, so that 湖北 and 湖北省 agree."""
    name = (name or "").strip()
    return "全国" if name in NATIONAL_NAMES else REGION_ENDING.sub("", name)


def same_body(gold: str, predicted: str) -> bool:
    """A list printed as one (应急、公安等部门) and its members (应急部门) are the same bodies."""
    gold, predicted = re.sub(r"\s", "", gold), re.sub(r"\s", "", predicted)
    stem = BODY_ENDING.sub("", predicted)
    return are_close(gold, predicted) or (len(stem) >= 2 and stem in gold)


def are_close(one: str, other: str) -> bool:
    """Equal, or one within the other with at least two characters."""
    return one == other or (min(len(one), len(other)) >= 2 and (one in other or other in one))


def overlap(sentence: Sentence, directive: Json) -> bool:
    """Whether the two spans share at least half of the shorter."""
    shared = min(sentence.end, directive["raw_end"]) - max(sentence.start, directive["raw_start"])
    shorter = min(sentence.end - sentence.start, directive["raw_end"] - directive["raw_start"])
    return bool(shared >= 0.5 * max(1, shorter))
