"""Named things, stored: accidents, campaigns, rules and papers, their other names, and every mention of them."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse

from directives.things.drafts import Basis, Kind
from directives.things.drafts import Identity as IdentityDraft
from directives.things.keys import key_of
from directives.things.querysets import ThingQuerySet
from meetings.history import tracked
from meetings.models import Document, Turn

LONGEST_NAME, LONGEST_TEXT, LONGEST_HARM = 200, 400, 200


class Identity(models.Model):
    """What a thing is known by: its name as it compares, and of an accident the day, place and happening."""

    class Kind(models.TextChoices):
        ACCIDENT = Kind.ACCIDENT.value, "事故"
        CAMPAIGN = Kind.CAMPAIGN.value, "专项行动"
        RULE = Kind.RULE.value, "制度要求"
        LAW = Kind.LAW.value, "法规文件"

    class YearBasis(models.TextChoices):
        TOLD = Basis.TOLD.value, "文中写明"
        RELATIVE = Basis.RELATIVE.value, "由“今年”“去年”推算"
        GUESSED = Basis.GUESSED.value, "推断"

    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    name = models.CharField("名称", max_length=LONGEST_NAME)
    key = models.CharField("比对名称", max_length=LONGEST_NAME, editable=False)
    month_day = models.CharField("月日", max_length=5, blank=True, help_text="事故发生的月日，如 06-13")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    year_basis = models.CharField("年份来源", max_length=10, choices=YearBasis.choices, blank=True)
    place = models.CharField("地点", max_length=40, blank=True)
    region_code = models.CharField("地区代码", max_length=12, blank=True)
    what = models.CharField("事故类型", max_length=20, blank=True)

    class Meta:
        abstract = True

    @property
    def identity(self) -> IdentityDraft:
        """What tells an accident from others, as text code compares it."""
        return IdentityDraft(self.month_day, self.year, Basis(self.year_basis), self.place, self.region_code, self.what)

    def clean(self) -> None:
        """The name must be one that can be compared, and belong to this thing alone."""
        self.key = key_of(Kind(self.kind), self.name) if self.kind else ""
        if not self.key:
            raise ValidationError("名称里没有可以比对的文字。")
        if self.kind != Kind.ACCIDENT:
            self._check_alone()

    def _check_alone(self) -> None:
        """The name is no other thing's, and no other alias. A thing may take the name of an alias of its own, and the
        alias that a merge left may be the name of its thing."""
        things = Thing.objects.filter(kind=self.kind, key=self.key)
        aliases = ThingAlias.objects.filter(kind=self.kind, key=self.key)
        if isinstance(self, ThingAlias):
            aliases = aliases.exclude(pk=self.pk)
            things = things.exclude(pk=self.thing_id) if self.former else things
        else:
            things, aliases = things.exclude(pk=self.pk), aliases.exclude(thing=self.pk)
        if other := things.first() or aliases.first():
            raise ValidationError(
                f"“{self.name}”已是“{getattr(other, 'thing', other)}”的名称；一个名称只能属于一个专名。"
            )


@tracked()
class Thing(Identity):
    """An accident, campaign, rule or paper that turns speak of.

    `shipped` holds the names that the program's list last gave it; `by_hand` the fields a person set, which later
    documents don't change.
    """

    number = models.CharField("文号", max_length=60, blank=True)
    in_use = models.BooleanField("识别", default=True, help_text="不再识别的专名请停用而不要删除")
    shipped = models.JSONField("随程序提供的内容", default=dict, editable=False)
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专名"
        ordering = ["kind", "name", "pk"]
        indexes = [models.Index(fields=["kind", "month_day"], name="thing_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=~Q(kind=Kind.ACCIDENT.value), name="thing_once"),
            models.CheckConstraint(
                condition=Q(month_day="") | Q(month_day__regex=r"^\d\d-\d\d$"), name="thing_month_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("thing", args=[self.pk])


@tracked()
class ThingAlias(Identity):
    """Another name of a thing: who writes it means this thing. `former` is the key of the row merged into it; of an
    accident the alias keeps by what the other one was known, so that later documents are understood."""

    thing = models.ForeignKey(Thing, models.CASCADE, related_name="aliases", verbose_name="专名")
    former = models.BigIntegerField("原编号", null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "别名"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["kind", "month_day"], name="thing_alias_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=~Q(kind=Kind.ACCIDENT.value), name="thing_alias_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An alias typed in the administration has the kind of its thing."""
        self.kind = self.kind or self.thing.kind
        self.key = self.key or key_of(Kind(self.kind), self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """An alias is of the kind of its thing."""
        if self.thing_id and not self.kind:
            self.kind = self.thing.kind
        super().clean()


@tracked()
class Mention(models.Model):
    """A place where a turn speaks of a thing, and of an accident the casualties as told there."""

    thing = models.ForeignKey(Thing, models.CASCADE, related_name="mentions", verbose_name="专名")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="mentions", verbose_name="发言")
    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions", verbose_name="文件")
    text = models.CharField("原文", max_length=LONGEST_TEXT)
    dead = models.PositiveIntegerField("死亡", null=True, blank=True)
    injured = models.PositiveIntegerField("受伤", null=True, blank=True)
    missing = models.PositiveIntegerField("失踪或被困", null=True, blank=True)
    harm = models.CharField("伤亡原文", max_length=LONGEST_HARM, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")

    class Meta:
        verbose_name = verbose_name_plural = "提及"
        ordering = ["document", "start"]
        indexes = [models.Index(fields=["turn", "start"], name="mention_in_turn")]
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "thing"], name="mention_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start"), end=F("start") + Length("text")),
                name="mention_span_fits_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text
