"""What was ordered, stored; each module holds the rows of one idea."""

from directives.models.core import (
    UNDATED,
    Body,
    Directive,
    Responsibility,
    Sector,
    SectorTask,
)
from directives.models.intake import Batch, Intake
from directives.models.sketch import Shingle

__all__ = ["UNDATED", "Batch", "Body", "Directive", "Intake", "Responsibility", "Sector", "SectorTask", "Shingle"]
