"""The thesaurus as shipped becomes rows; groups that were edited by hand stay as they are."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from directives.models import Equivalence

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "thesaurus.json"


@transaction.atomic
def load_thesaurus(path: Path = SHIPPED, *, reset: bool = False) -> list[Equivalence]:
    """Bring the stored groups to what `path` lists and return those created or changed.

    A group that differs from what the program last wrote was edited by hand and is left alone, unless `reset`.
    Groups that are not listed stay.
    """
    stored = {group.name: group for group in Equivalence.objects.all()}
    changed = []
    for listed in json.loads(path.read_text(encoding="utf-8")):
        wanted = {"synonyms": listed["synonyms"], "in_use": True}
        group = stored.get(listed["name"]) or Equivalence(name=listed["name"])
        if group.pk is not None:
            now = current(group)
            if now == wanted == group.shipped or (now != group.shipped and not reset):
                continue
        group.synonyms, group.in_use, group.shipped = listed["synonyms"], True, wanted
        group.save()
        changed.append(group)
    return changed


def current(group: Equivalence) -> dict[str, Any]:
    """A stored group's values in the form that `shipped` keeps."""
    return {"synonyms": group.synonyms, "in_use": group.in_use}
