"""Measures the recognition of named things: agreement with hand-made marks, and characters a second.

`python -m benchmarks.things [FOLDER_OF_MARKS FOLDER_OF_DOCUMENTS [PART]]`; without arguments the marks in
fixtures/things. What was missed and what was found too much is listed with `--list`.
"""

import json
import sys
import time
from pathlib import Path

from directives.things.agreement import Agreement, places_of
from directives.things.cases import settled
from directives.things.drafts import Stretch
from directives.things.listed_names import shipped_vocabulary
from directives.things.recognise import recognise
from meetings.drafts import Outline, Voice
from meetings.readers import read
from meetings.segment import segment
from search.normalise import tidy

ROOT = Path(__file__).resolve().parent.parent
MILLION = 1_000_000


def stretches(outline: Outline) -> list[Stretch]:
    """What was said and when, without the menus of pages."""
    dates = {meeting.key: meeting.date or "" for meeting in outline.meetings}
    issued = outline.published_on or ""
    return [
        Stretch(turn.start, turn.end, dates.get(turn.meeting or "", "") or issued)
        for turn in outline.turns
        if turn.voice is not Voice.NOISE
    ]


def main(arguments: list[str]) -> None:
    listing = "--list" in arguments
    paths = [one for one in arguments if one != "--list"]
    marks = Path(paths[0]) if paths else ROOT / "fixtures" / "things"
    documents = Path(paths[1]) if len(paths) > 1 else ROOT / "fixtures" / "transcripts"
    part = paths[2] if len(paths) > 2 else ""
    vocabulary = shipped_vocabulary()
    agreement, texts = Agreement(), []
    for file in sorted(marks.glob("*.json")):
        listed = json.loads(file.read_text(encoding="utf-8"))
        if part and listed.get("part") != part:
            continue
        source = read(Path(listed["doc"]).name, (documents / listed["doc"]).read_bytes())
        text = tidy(source.text).text
        said = stretches(segment(text, name=source.name))
        texts.append((text, said))
        before = len(agreement.missed), len(agreement.extra)
        agreement.add(list(places_of(text, listed["mentions"])), settled(recognise(text, said, vocabulary)))
        if listing:
            for missed in agreement.missed[before[0] :]:
                sys.stdout.write(f"- {file.stem[:24]} {missed.kind.value} {missed.text}\n")
            for extra in agreement.extra[before[1] :]:
                sys.stdout.write(
                    f"+ {file.stem[:24]} {extra.kind.value} {extra.name} | {text[extra.start - 8 : extra.end + 8]!r}\n"
                )
    sys.stdout.write(
        f"{len(texts)} documents, {agreement.both + len(agreement.missed)} mentions marked: "
        f"precision {agreement.precision:.3f}, recall {agreement.recall:.3f}\n"
    )
    size = sum(len(text) for text, _ in texts)
    times = max(1, MILLION // max(1, size))
    began = time.process_time()
    for _ in range(times):
        for text, said in texts:
            recognise(text, said, vocabulary)
    sys.stdout.write(
        f"recognition: {size * times / (time.process_time() - began) / MILLION:.2f} million characters a second\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
