"""What was ordered, stored: directives, the sectors and bodies they concern, and tasks."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse

from directives.drafts import BodyRole, Modality
from directives.querysets import BodyQuerySet, DirectiveQuerySet, SectorQuerySet
from meetings.history import tracked
from meetings.models import Document, Level, Meeting, Region, Speaker, Turn
from search.models import Searchable

UNDATED = dt.date(1, 1, 1)


class Sector(models.Model):
    """A line of business or hazard that directives are filed under.

    `shipped` is what the program itself last wrote: a row that differs from it was edited by hand.
    """

    slug = models.SlugField("代号", unique=True)
    name_zh = models.CharField("名称", max_length=40, unique=True)
    name_en = models.CharField("英文名称", max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级行业"
    )
    synonyms = ArrayField(models.CharField(max_length=40), verbose_name="同义词", default=list, blank=True)
    exclusions = ArrayField(
        models.CharField(max_length=40), verbose_name="排除词", default=list, blank=True, help_text="如“消防车”不算消防"
    )
    position = models.PositiveSmallIntegerField("次序", default=0)
    shipped = models.JSONField("随程序提供的内容", default=dict, editable=False)

    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行业"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name_zh

    def get_absolute_url(self) -> str:
        return reverse("sector", args=[self.slug])


@tracked()
class Body(models.Model):
    """A department, government, enterprise or group that directives address, under its printed name."""

    name = models.CharField("名称", max_length=120, unique=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任单位"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])


@tracked(*Searchable.INDEXED, "position")
class Directive(Searchable):
    """A sentence or clause that tells somebody to do or not to do something.

    `meeting`, `speaker`, `level`, `region` and `listed_on` repeat what the turn and the meeting say, so
    that the listing filters and sorts on one table; `directives.build` alone writes them.
    """

    class Modality(models.TextChoices):
        REQUIRE = Modality.REQUIRE.value, "要求"
        MUST = Modality.MUST.value, "必须"
        FORBID = Modality.FORBID.value, "严禁"
        ENCOURAGE = Modality.ENCOURAGE.value, "鼓励"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="directives", verbose_name="发言")
    document = models.ForeignKey(Document, models.CASCADE, related_name="directives", verbose_name="文件")
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="directives", verbose_name="会议"
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="讲话人"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="地区"
    )
    level = models.CharField("级别", max_length=12, choices=Level.choices, blank=True)
    listed_on = models.DateField(
        "排序日期", default=UNDATED, help_text="会议日期，不详时用发布日期，都不详时为 0001-01-01"
    )
    position = models.PositiveIntegerField("序号")
    text = models.TextField("原话")
    headings = ArrayField(models.CharField(), verbose_name="标题路径", default=list, blank=True)
    modality = models.CharField("语气", max_length=10, choices=Modality.choices)
    confidence = models.FloatField("把握")
    deadline_text = models.CharField("时限原文", blank=True)
    deadline_on = models.DateField("时限", null=True, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )
    sectors = models.ManyToManyField(Sector, through="SectorTask", related_name="directives", verbose_name="行业")
    bodies = models.ManyToManyField(Body, through="Responsibility", related_name="directives", verbose_name="责任单位")

    objects = DirectiveQuerySet.as_manager()

    class Meta(Searchable.Meta):
        verbose_name = verbose_name_plural = "指示要求"
        permissions = [("export_directive", "可以导出指示要求"), ("log_directive", "可以查看更正与登录的记录")]
        ordering = ["-listed_on", "-pk"]
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(F("listed_on").desc(), F("id").desc(), name="directive_newest"),
            models.Index(fields=["listed_on", "id"], name="directive_oldest"),
            models.Index(F("level"), F("listed_on").desc(), F("id").desc(), name="directive_by_level"),
            models.Index(fields=["deadline_on"], name="directive_deadline", condition=Q(deadline_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="directive_position_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start"), end=F("start") + Length("text")),
                name="directive_span_fits_text",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="directive_confidence_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("directive", args=[self.pk])


@tracked()
class SectorTask(models.Model):
    """What a directive asks of one sector: the clause that concerns it, and by when."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="tasks", verbose_name="指示要求")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="tasks", verbose_name="行业")
    text = models.TextField("任务")
    deadline_text = models.CharField("时限原文", blank=True)
    deadline_on = models.DateField("时限", null=True, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")

    class Meta:
        verbose_name = verbose_name_plural = "行业任务"
        ordering = ["directive", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "sector"], name="task_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start"), end=F("start") + Length("text")),
                name="task_span_fits_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


@tracked()
class Responsibility(models.Model):
    """A body's part in a directive; `task` is set where it concerns one sector's task only."""

    class Role(models.TextChoices):
        ADDRESSED = BodyRole.ADDRESSED.value, "责任"
        LEAD = BodyRole.LEAD.value, "牵头"
        COOPERATE = BodyRole.COOPERATE.value, "配合"

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="responsibilities", verbose_name="指示要求")
    task = models.ForeignKey(
        SectorTask, models.CASCADE, null=True, blank=True, related_name="responsibilities", verbose_name="行业任务"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="responsibilities", verbose_name="责任单位")
    role = models.CharField("角色", max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = verbose_name_plural = "责任"
        ordering = ["directive", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "task", "body", "role"], name="responsibility_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}（{self.get_role_display()}）"
