"""The log of what people and programs did, as stored."""

from django.db import models
from django.urls import reverse


class LogEntry(models.Model):
    """One thing done. Entries are only ever added, and each carries the hash of the one before it.

    `number` counts from 1 without gaps; `directives.log.recording` alone writes entries, the database refuses to
    change or delete them.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign-in", "登录"
        SIGN_OUT = "sign-out", "退出"
        SIGN_IN_FAILED = "sign-in-failed", "登录失败"
        SEARCH = "search", "检索"
        EXPORT = "export", "导出"
        LOAD = "load", "载入"
        CORRECTION = "correction", "更正"
        REFUSAL = "refusal", "拒绝"
        PRUNING = "pruning", "清理记录"

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    kind = models.CharField("事项", max_length=20, choices=Kind.choices)
    user = models.CharField("账号", max_length=150, blank=True, help_text="未登录时留空；命令行为系统账号")
    address = models.CharField("来源地址", max_length=45, blank=True)
    details = models.JSONField("内容", default=dict)
    previous = models.CharField("前一条的散列", max_length=64, blank=True)
    hash = models.CharField("散列", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["-number"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["user", "-number"], name="log_by_user"),
            models.Index(fields=["kind", "-number"], name="log_by_kind"),
            models.Index(fields=["at"], name="log_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('log')}?until_number={self.number}"
