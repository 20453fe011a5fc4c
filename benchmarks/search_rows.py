"""Any number of invented directives, always the same, by recombining clauses of the sample transcripts."""

import datetime as dt
import itertools
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from directives.models import Directive, Sector, SectorTask
from meetings.models import DatePrecision, Document, Level, Meeting, Region, Speaker, Turn
from meetings.readers import read
from search.normalise import tidy

SAMPLES = Path(__file__).resolve().parent.parent / "fixtures" / "transcripts"
FIRST, LAST = dt.date(2004, 1, 1), dt.date(2025, 12, 31)
MEETINGS, SPEAKERS, SECTORS = 2000, 300, 40
LONGEST_TURN = 1000
PLACES = [("000000", "全国", Level.NATIONAL)] + [
    (f"{province}{city:02d}00", f"{province}{city:02d}地区", Level.PROVINCE if city == 0 else Level.CITY)
    for province in (11, 13, 21, 31, 32, 33, 35, 37, 41, 42, 43, 44, 45, 51, 53, 61, 65)
    for city in range(4)
]
# Said only in the first years: a search for the newest walks far to find none of it later.
OLD = "小煤窑一律关闭到位"
OLD_UNTIL = dt.date(2009, 1, 1)


@cache
def clauses() -> tuple[str, ...]:
    """The clauses of the sample transcripts, 4 to 30 characters each."""
    found: dict[str, None] = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        text = tidy(read(path.name, path.read_bytes()).text).text
        for clause in re.split(r"[^\w、%·]+", text):
            if 4 <= len(clause) <= 30:
                found[clause] = None
    return tuple(found)


def surroundings() -> None:
    """Documents, meetings, speakers, regions, sectors and one turn a meeting, for the directives to belong to."""
    chance = random.Random(1)
    regions = Region.objects.bulk_create([Region(code=code, name=name, level=level) for code, name, level in PLACES])
    speakers = Speaker.objects.bulk_create([Speaker(name=f"讲话人{n}") for n in range(SPEAKERS)])
    names = [Sector(slug=f"sector-{n}", name_zh=f"行业{n}", name_en=f"Sector {n}", position=n) for n in range(SECTORS)]
    Sector.objects.bulk_create(names)
    documents = Document.objects.bulk_create(
        Document(
            sha256=f"{n:064x}", file_name=f"{n}.txt", raw=b"", raw_length=LONGEST_TURN, length=LONGEST_TURN,
            encoding="utf-8", text="字" * LONGEST_TURN, offsets=b"",
        )
        for n in range(MEETINGS)
    )  # fmt: skip
    days = sorted(FIRST + (LAST - FIRST) * chance.random() ** 0.6 for _ in range(MEETINGS))
    meetings = []
    for n, day in enumerate(days):
        region = regions[min(chance.randrange(len(regions)), chance.randrange(len(regions)))]
        meetings.append(
            Meeting(title=f"会议{n}", kind=f"kind-{n}", level=region.level, region=region, held_on=day,
                    date_precision=DatePrecision.DAY)
        )  # fmt: skip
    Meeting.objects.bulk_create(meetings)
    chance.shuffle(meetings)  # loaded in no order of time
    for document, meeting in zip(documents, meetings, strict=True):
        turn = Turn(
            document=document, meeting=meeting, speaker=chance.choice(speakers), voice=Turn.Voice.SPEECH,
            position=0, text="字" * LONGEST_TURN, start=0, end=LONGEST_TURN, raw_start=0, raw_end=LONGEST_TURN,
        )  # fmt: skip
        turn.index()
        turn.save()


def directives(number: int) -> Iterator[Directive]:
    """`number` directives of about 52 characters. Clauses are as unequal as words are: the most frequent
    stands in one of ten, the rarest in a few."""
    chance = random.Random(number)
    known = list(clauses())
    random.Random(2).shuffle(known)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(known))))
    turns = list(Turn.objects.select_related("meeting").order_by("pk"))
    shares = list(itertools.accumulate(1 / (n % 50 + 5) for n in range(len(turns))))
    positions = [0] * len(turns)
    for pk, n in enumerate(chance.choices(range(len(turns)), cum_weights=shares, k=number), 1):
        turn, meeting = turns[n], turns[n].meeting
        assert meeting and meeting.held_on
        text = _text(chance, known, weights, meeting.held_on)
        directive = Directive(
            pk=pk, turn=turn, document_id=turn.document_id, meeting=meeting, speaker_id=turn.speaker_id,
            region_id=meeting.region_id, level=meeting.level, listed_on=meeting.held_on, position=positions[n],
            text=text, modality=Directive.Modality.REQUIRE, confidence=chance.random(),
            start=0, end=len(text), raw_start=0, raw_end=len(text),
        )  # fmt: skip
        directive.index()
        positions[n] += 1
        yield directive


def _text(chance: random.Random, known: list[str], weights: list[float], day: dt.date | None) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < 42:
        parts += chance.choices(known, cum_weights=weights)
    if day and day < OLD_UNTIL and chance.random() < 0.2:
        parts.append(OLD)
    if chance.random() < 0.02:
        parts.append(f"第{chance.randrange(20000)}号")
    return "，".join(parts) + "。"


def tasks(number: int) -> Iterator[SectorTask]:
    """For each directive none to three tasks of different sectors."""
    chance = random.Random(number + 1)
    sectors = list(Sector.objects.values_list("pk", flat=True))
    pks = itertools.count(1)
    for directive in range(1, number + 1):
        for sector in {chance.choice(sectors) for _ in range(chance.choice([0, 1, 1, 2, 3]))}:
            yield SectorTask(pk=next(pks), directive_id=directive, sector_id=sector, text="任务", start=0, end=2,
                             raw_start=0, raw_end=2)  # fmt: skip
