"""The thesaurus of the search, stored: groups of terms that mean the same."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from search.normalise import fold
from search.thesaurus import SHORTEST, Thesaurus

LONGEST_TERM = 60


class EquivalenceQuerySet(models.QuerySet["Equivalence"]):
    def thesaurus(self) -> Thesaurus:
        """The groups in use, ready to widen queries with."""
        groups = self.filter(in_use=True).order_by("pk").values_list("name", "synonyms")
        return Thesaurus.of([name, *synonyms] for name, synonyms in groups)


class Equivalence(models.Model):
    """A group of terms that mean the same: 危险化学品 = 危化品.

    `shipped` is what the program itself last wrote: a row that differs from it was edited by hand.
    """

    name = models.CharField("规范名称", max_length=LONGEST_TERM, unique=True)
    synonyms = ArrayField(
        models.CharField(max_length=LONGEST_TERM), verbose_name="同义词", help_text="用逗号隔开；繁体、全角会自动对应"
    )
    in_use = models.BooleanField(
        "启用", default=True, help_text="不再用的同义词组请停用而不要删除：删除后，更新同义词表时会重新载入"
    )
    shipped = models.JSONField("随程序提供的内容", default=dict, editable=False)

    objects = EquivalenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "同义词组"
        ordering = ["name"]

    def __str__(self) -> str:
        return "＝".join([self.name, *self.synonyms])

    def clean(self) -> None:
        """Terms must be long enough to search for, differ, and stand in this group alone."""
        own: dict[str, str] = {}
        for term in [self.name, *(self.synonyms or [])]:
            folded = fold(term)
            if len(folded) < SHORTEST:
                raise ValidationError(f"“{term}”太短：同义词至少要有{SHORTEST}个字。")
            if folded in own:
                raise ValidationError(f"“{term}”与“{own[folded]}”是同一个词（标点、繁简不计），请去掉一个。")
            own[folded] = term
        for other in Equivalence.objects.exclude(pk=self.pk):
            for term in [other.name, *other.synonyms]:
                if fold(term) in own:
                    raise ValidationError(f"“{term}”已在“{other.name}”一组里；一个词只能属于一组。")
