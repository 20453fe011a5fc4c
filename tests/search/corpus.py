"""A searchable table for the tests of `search`, which has no model of its own, and texts to fill it with."""

import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path

from django.db import models

from search.models import Searchable
from search.querysets import SearchQuerySet

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [PROJECT / "fixtures" / "transcripts", PROJECT.parent / "shared" / "seeds"]


class Passage(Searchable):
    """A row with what a search needs and nothing else."""

    text = models.TextField()
    level = models.CharField(max_length=12, default="national")
    listed_on = models.DateField(default=dt.date(2022, 1, 1))

    objects = SearchQuerySet.as_manager()

    class Meta(Searchable.Meta):
        app_label = "search_tests"
        ordering = ["-listed_on", "-pk"]
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(models.F("listed_on").desc(), models.F("id").desc(), name="passage_newest"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


def store(texts: list[str]) -> list[Passage]:
    """Rows of the texts, in order, of four levels and of 1,000 days."""
    chance = random.Random(len(texts))
    passages = []
    for text in texts:
        day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(1000))
        passage = Passage(text=text, level=chance.choice(["national", "province", "city", "county"]), listed_on=day)
        passage.index()
        passages.append(passage)
    return Passage.objects.bulk_create(passages)


def sample_texts() -> list[str]:
    """Paragraphs of the sample transcripts and, where present, of the real ones, as they are (noise and all);
    and the sentences of each by themselves."""
    texts: dict[str, None] = {}
    for paragraph in _paragraphs():
        texts[paragraph] = None
        texts.update(dict.fromkeys(part for part in re.split(r"(?<=[。；！？])", paragraph) if part.strip()))
    return list(texts)


def _paragraphs() -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.txt")) if folder.exists() else []:
            for line in path.read_bytes().decode("utf-8", errors="replace").splitlines():
                if line.strip() and "\0" not in line:
                    yield line
