"""Files on their way in, stored: what a loader brought, how far each has come and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.models import Document


class Batch(models.Model):
    """Files that one loader, or the inbox folder, brought in together."""

    class Source(models.TextChoices):
        UPLOAD = "upload", "上传"
        PASTE = "paste", "粘贴"
        INBOX = "inbox", "收件文件夹"

    source = models.CharField("来源", max_length=8, choices=Source.choices)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name="载入人",
    )
    directly = models.BooleanField("直接载入", default=False, help_text="没有需要人看的问题就直接写入，不等核对")
    created_at = models.DateTimeField("提交时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("batch", args=[self.pk])


class Intake(models.Model):
    """One file on its way from its bytes to a document, through exactly one of the final states.

    A job takes it from `waiting` over `reading` to whatever follows; only `directives.intake.work` and the
    preview change its state, each under a lock of the row. `understanding` is there while the file waits for
    a person, and holds all that a confirmation writes (see `directives.intake.frozen`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待读取"
        READING = "reading", "正在读取"
        REVIEW = "review", "等待核对"
        LOADED = "loaded", "已载入"
        DUPLICATE = "duplicate", "库中已有"
        UNPACKED = "unpacked", "已解开"  # an archive: its files are intakes of their own
        FAILED = "failed", "失败"
        ASIDE = "aside", "已搁置"  # a person decided not to load it

    class Decision(models.TextChoices):
        """What a file is to the stored document that it shares most of its text with."""

        VERSION = "version", "新版本"
        REPORT = "report", "同一会议的另一份材料"
        SEPARATE = "separate", "互不相干"

    OPEN = (State.WAITING, State.READING)

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="intakes", verbose_name="批次")
    archive = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="members", verbose_name="所在压缩包"
    )
    file_name = models.CharField("文件名", max_length=255)
    # Emptied once a document keeps the bytes.
    raw = models.BinaryField("原始字节", default=b"")
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("进度", default=0, help_text="百分数")
    attempts = models.PositiveSmallIntegerField("次数", default=0, help_text="开始读取的次数；中断后会再来")
    reason = models.TextField("原因", blank=True, help_text="为什么失败，或为什么要人看")
    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name="文件",
        help_text="载入成的文件；重复的，是库中已有的那一份",
    )
    similar = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="similar_intakes",
        verbose_name="相似文件",
        help_text="库中与它大部分文字相同的文件",
    )
    share = models.FloatField("相同部分", null=True, blank=True, help_text="0 到 1：较短一方的文字有多少也在另一方")
    decision = models.CharField("与相似文件的关系", max_length=8, choices=Decision.choices, blank=True)
    understanding = models.JSONField("理解结果", null=True, blank=True)
    # Each {"field", "key", "before", "after"}; the preview alone writes and reads them.
    corrections = models.JSONField("核对时的更正", default=list, blank=True)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "收件"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "id"], name="intake_by_state"),
            models.Index(fields=["sha256"], name="intake_by_bytes"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="intake_progress_in_percent"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(reason=""), name="intake_failure_has_reason"),
            models.CheckConstraint(
                condition=~Q(state="review") | Q(understanding__isnull=False), name="intake_review_has_understanding"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether a job still has to deal with it."""
        return self.state in self.OPEN
