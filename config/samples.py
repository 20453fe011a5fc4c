"""The sample transcripts that the demo loads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from directives.lineage.following import follow
from directives.models import Directive, Mention, Sector
from directives.pipeline import Status, load
from directives.sector_rows import load_sectors
from directives.thesaurus_rows import load_thesaurus
from directives.things.build import note_document
from directives.things.listed_rows import load_things
from meetings.files import files_in
from meetings.models import Document, Meeting
from meetings.readers import ReadError


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the database holds after loading; `new` of the documents came with this start."""

    new: int
    documents: int
    meetings: int
    directives: int
    sectors: int

    def __str__(self) -> str:
        start = f"本次载入 {self.new} 个示例文件" if self.new else "示例文件此前已载入，数据保持不变"
        return (
            f"{start}。库中现有 {self.documents} 个文件、{self.meetings} 个会议、"
            f"{self.directives} 条指示要求、{self.sectors} 个行业。"
        )


def load_samples(say: Callable[[str], object]) -> Loaded:
    """Load the sectors, the thesaurus, the list of things and the samples that are not in the database yet, telling
    `say` of each file loaded or not readable."""
    load_sectors()
    load_thesaurus()
    load_things()
    new = 0
    for file in files_in([settings.BASE_DIR / "fixtures" / "transcripts"]):
        try:
            outcome = load(file)
        except ReadError as error:
            say(str(error))
            continue
        if outcome.status is Status.LOADED:
            new += 1
            say(f"{file.name}：{outcome}")
    if not Mention.objects.exists():
        # Loaded by a program that knew no named things yet.
        for pk in Document.objects.order_by("pk").values_list("pk", flat=True):
            note_document(pk)
    follow()
    return Loaded(
        new,
        Document.objects.count(),
        Meeting.objects.count(),
        Directive.objects.count(),
        Sector.objects.count(),
    )
