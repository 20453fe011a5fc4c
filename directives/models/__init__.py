"""What was ordered, stored; each module holds the rows of one idea."""

from directives.models.core import (
    UNDATED,
    Body,
    Directive,
    Responsibility,
    Sector,
    SectorTask,
)
from directives.models.corrections import BodyAlias, Correction, DocumentVersion, Gone
from directives.models.intake import Batch, Intake
from directives.models.lineage import Link, LinkProgress
from directives.models.log import LogEntry
from directives.models.review import Looked
from directives.models.saved import FeedToken, Look, SavedSearch
from directives.models.sketch import Shingle
from directives.models.thesaurus import Equivalence
from directives.models.things import Mention, Thing, ThingAlias
from directives.models.tokens import ApiToken, ApiUse

__all__ = [
    "UNDATED",
    "ApiToken",
    "ApiUse",
    "Batch",
    "Body",
    "BodyAlias",
    "Correction",
    "Directive",
    "DocumentVersion",
    "Equivalence",
    "FeedToken",
    "Gone",
    "Intake",
    "Link",
    "LinkProgress",
    "LogEntry",
    "Look",
    "Looked",
    "Mention",
    "Responsibility",
    "SavedSearch",
    "Sector",
    "SectorTask",
    "Shingle",
    "Thing",
    "ThingAlias",
]
