"""Which directive takes up which earlier one, stored; and how far the links have followed the directives."""

from django.db import models
from django.db.models import F, Q

from directives.lineage.kinds import Kind
from directives.models.core import Directive


class Link(models.Model):
    """A later or lower directive that takes up an earlier or higher one. Derived: `directives.lineage.linking` alone
    writes these rows, and may at any time write them anew.

    The shares count the weighed pairs of characters (`directives.lineage.overlap`).
    """

    class Kinds(models.TextChoices):
        REPEATED = Kind.REPEATED.value, "重申"
        SPECIALISED = Kind.SPECIALISED.value, "细化"
        STRENGTHENED = Kind.STRENGTHENED.value, "强化"
        RELATED = Kind.RELATED.value, "相关"

    # Deleted by the database with either directive, links that were made meanwhile too.
    upper = models.ForeignKey(
        Directive, models.DO_NOTHING, related_name="downstream", db_index=False, verbose_name="上游要求"
    )
    lower = models.ForeignKey(
        Directive, models.DO_NOTHING, related_name="upstream", db_index=False, verbose_name="下游要求"
    )
    kind = models.CharField("关系", max_length=12, choices=Kinds.choices)
    of_upper = models.FloatField("上游文字在下游的比例")
    of_lower = models.FloatField("下游文字在上游的比例")
    score = models.FloatField("相似程度")
    rules = models.PositiveSmallIntegerField("规则版本")

    class Meta:
        verbose_name = verbose_name_plural = "传导关系"
        default_permissions = ()
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lower", "upper"], name="link_once"),
            models.CheckConstraint(condition=~Q(upper=F("lower")), name="link_of_two"),
        ]
        indexes = [models.Index(fields=["upper", "lower"], name="link_by_upper")]

    def __str__(self) -> str:
        return f"{self.upper_id} → {self.lower_id}（{self.get_kind_display()}）"


class LinkProgress(models.Model):
    """How far the links have followed the directives; one row.

    What changed before `snapshot` is linked, but for the keys in `pending` (a roaring bitmap) and, while all are linked
    anew, those above `swept` (None: no such sweep goes on). `counts` is how many of `counted` directives hold each pair
    of characters, when there were `rows` directives.
    """

    rules = models.PositiveSmallIntegerField("规则版本")
    snapshot = models.TextField("快照")
    swept = models.BigIntegerField("已重做到", null=True, blank=True)
    pending = models.BinaryField("待做", default=bytes)
    counts = models.JSONField("字对频次", default=dict)
    counted = models.PositiveIntegerField("统计的条数", default=0)
    rows = models.PositiveIntegerField("统计时的总条数", default=0)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "传导关系进度"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.updated_at)
