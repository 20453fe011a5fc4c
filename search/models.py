"""The abstract model whose rows can be searched: folded text and lexemes, filled in one place."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from search.fields import LexemeField


class Searchable(models.Model):
    """A row with `text` that `SearchQuerySet.matching()` finds. Call `index()` whenever `text` changes."""

    folded = models.TextField("比对文本", editable=False, default="")
    lexemes = LexemeField("索引词", editable=False)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["lexemes"], name="%(class)s_lexemes", fastupdate=False)]

    def index(self) -> None:
        """Fill `folded` and `lexemes` from `text`; the caller saves."""
        from search.normalise import fold
        from search.words import index_lexemes

        text: Any = getattr(self, "text")  # noqa: B009 - declared by the concrete model
        self.folded = fold(text)
        self.lexemes = index_lexemes(self.folded)
