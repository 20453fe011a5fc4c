"""From a file to its pages: every real transcript and every sample, loaded, listed, shown, searched and proved."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from directives.models import Directive
from directives.pipeline import load
from directives.provenance import check
from directives.sector_rows import load_sectors
from meetings.models import Document, Meeting, Turn
from search.normalise import fold
from search.query import parse

PROJECT = Path(__file__).resolve().parent.parent
SEEDS = PROJECT.parent / "shared" / "seeds"
SAMPLES = PROJECT / "fixtures" / "transcripts"
FILES = sorted(path for folder in (SEEDS, SAMPLES) for path in folder.glob("*.txt"))
WORDS = ("燃气", "燃氣", "危化品", '"双随机"', "安全生产", "要", "隐患 排查", "企业 -政府", "消防 OR 燃气")


@pytest.fixture
def reader(settings: Settings, client: Client) -> Client:
    settings.PUBLIC_READ = True
    return client


def test_the_samples_are_there() -> None:
    assert len([path for path in FILES if path.parent == SAMPLES]) >= 8


@pytest.mark.skipif(not SEEDS.exists(), reason="the real transcripts are not part of the repository")
def test_the_real_transcripts_are_there() -> None:
    assert len([path for path in FILES if path.parent == SEEDS]) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:20])
def test_a_file_becomes_rows_pages_and_hits(path: Path, reader: Client) -> None:
    load_sectors()
    outcome = load(path)
    pages_show(reader, outcome.document)
    for word in WORDS[:4]:
        scan_agrees(word)
    proof = check(Document.objects.all())
    assert proof.findings == []
    assert proof.checked[Directive] == Directive.objects.count() == outcome.directives


@pytest.mark.django_db
def test_all_files_together_are_searched_without_a_miss(reader: Client) -> None:
    load_sectors()
    for path in FILES:
        load(path)
    for word in WORDS:
        scan_agrees(word)
    proof = check(Document.objects.all())
    assert proof.findings == []
    assert reader.get("/").status_code == 200
    for meeting in Meeting.objects.all():
        assert meeting.title in reader.get(meeting.get_absolute_url()).content.decode()


def pages_show(reader: Client, document: Document) -> None:
    """The listing shows the document's directives, and the page of each shows its words."""
    listing = reader.get(reverse("directives"), {"document": str(document.pk), "size": "100"})
    assert listing.status_code == 200
    for directive in document.directives.all()[:5]:
        assert directive.get_absolute_url() in listing.content.decode()
        page = reader.get(directive.get_absolute_url())
        assert page.status_code == 200
        assert fold(directive.text) in fold(page.content.decode())
    assert reader.get(document.get_absolute_url()).status_code == 200


def scan_agrees(words: str) -> None:
    """The index finds what reading every row finds."""
    query = parse(words)
    for model in (Directive, Turn):
        found = set(model.objects.matching(query).values_list("pk", flat=True))
        read = {row.pk for row in model.objects.all() if matches(words, fold(row.text))}
        assert found == read, words


def matches(words: str, folded: str) -> bool:
    """The query by brute force: AND of its words, a leading minus is NOT, OR between two."""
    if " OR " in words:
        return any(matches(part, folded) for part in words.split(" OR "))
    return all((fold(word) in folded) != word.startswith("-") for word in words.split())
