"""What was ordered, stored; each module holds the rows of one idea."""

from directives.models.core import (
    UNDATED,
    Body,
    Directive,
    Responsibility,
    Sector,
    SectorTask,
)

__all__ = ["UNDATED", "Body", "Directive", "Responsibility", "Sector", "SectorTask"]
