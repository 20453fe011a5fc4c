"""What people changed by hand, and what is no more: corrections, aliases of bodies, and directives that are gone."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from directives.models.core import Body, Directive
from meetings.history import tracked
from meetings.models import Document


class Correction(models.Model):
    """One act of a person or a command: who did it, when and why. The rows it touched stand in the history, under
    the same `context`. Never changed or deleted; an undo is a correction of its own."""

    class Kind(models.TextChoices):
        RELABEL = "relabel", "改正归类"
        SPLIT = "split", "拆开"
        JOIN = "join", "合并"
        ADD = "add", "补录"
        DROP = "drop", "删除"
        TURN = "turn", "改正发言"
        MEETING = "meeting", "改正会议"
        SPEAKERS = "speakers", "合并讲话人"
        BODIES = "bodies", "合并责任单位"
        THINGS = "things", "合并专名"
        PREVIEW = "preview", "载入前更正"
        VERSION = "version", "载入新版本"
        REEXTRACT = "reextract", "重新提取"
        UNDO = "undo", "撤销"
        ADMIN = "admin", "后台修改"
        DELETE = "delete", "后台删除"

    kind = models.CharField("更正", max_length=10, choices=Kind.choices)
    about = models.CharField("对象", max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="corrections", verbose_name="更正人"
    )
    reason = models.TextField("原因")
    made_at = models.DateTimeField("时间", auto_now_add=True)
    context = models.UUIDField("历史编号", unique=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name="所撤销的更正"
    )

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.about}"

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.pk])


@tracked()
class BodyAlias(models.Model):
    """Another name of a body: who loads it means this body. `former` is the key of the row merged into it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="aliases", verbose_name="责任单位")
    name = models.CharField("别名", max_length=120, unique=True)
    former = models.BigIntegerField("原编号", null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "责任单位别名"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Gone(models.Model):
    """A directive that is no more: where its permanent address leads, and why.

    The place is kept too, so that loading the document again does not bring back what a person dropped.
    """

    class Cause(models.TextChoices):
        DROPPED = "dropped", "已删除"
        JOINED = "joined", "已并入另一条"
        REPLACED = "replaced", "新版本中已改写"
        REMOVED = "removed", "新版本中已无此条"

    # None where it was dropped before it was ever stored.
    directive = models.BigIntegerField("原编号", unique=True, null=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="gone", verbose_name="文件")
    text = models.TextField("原话")
    folded = models.TextField("比对文本", editable=False)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    cause = models.CharField("去向", max_length=10, choices=Cause.choices)
    into = models.ForeignKey(
        Directive, models.SET_NULL, null=True, blank=True, related_name="former", verbose_name="现为"
    )
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="gone", verbose_name="更正")

    class Meta:
        verbose_name = verbose_name_plural = "已不存在的指示要求"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}：{self.text[:40]}"


class DocumentVersion(models.Model):
    """The bytes a document had before a new version of it was loaded."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name="文件")
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    raw = models.BinaryField("原始字节")
    loaded_at = models.DateTimeField("载入时间")
    replaced_at = models.DateTimeField("替换时间", auto_now_add=True)
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="versions", verbose_name="更正")

    class Meta:
        verbose_name = verbose_name_plural = "文件的旧版本"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
