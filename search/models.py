"""The abstract model whose rows can be searched: folded text and lexemes, filled in one place."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from search.fields import LexemeField
from search.sentences import folded_sentences
from search.words import dictionary, index_lexemes


class Searchable(models.Model):
    """A row with `text` that `SearchQuerySet.matching()` finds. Call `index()` whenever `text` changes."""

    folded = models.TextField("比对文本", editable=False, default="")
    sentences = models.TextField("分句比对文本", editable=False, default="", help_text="一行一句；只有一句时留空")
    lexemes = LexemeField("索引词", editable=False)
    indexed_as = models.IntegerField("索引版本", editable=False, default=0)

    # The columns `index` fills, for `update_fields`, bulk updates and `defer`.
    INDEXED = ("folded", "sentences", "lexemes", "indexed_as")

    class Meta:
        abstract = True
        indexes = [
            # New rows wait in a list of 256 kB at most, which a search reads through within a millisecond: entering
            # each row's hundred lexemes at once was two fifths of what loading asked of the database.
            GinIndex(fields=["lexemes"], name="%(class)s_lexemes", fastupdate=True, gin_pending_list_limit=256),
            models.Index(fields=["indexed_as"], name="%(class)s_indexed_as"),
        ]

    def index(self) -> None:
        """Fill the columns above from `text`; the caller saves."""
        text: Any = getattr(self, "text")  # noqa: B009 - declared by the concrete model
        sentences = folded_sentences(text)
        self.folded = "".join(sentences)
        self.sentences = "\n".join(sentences) if len(sentences) > 1 else ""
        self.lexemes = index_lexemes(self.folded)
        self.indexed_as = dictionary().version
