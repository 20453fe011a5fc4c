"""What programs sign in with, stored, and how much they asked for lately."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ApiToken(models.Model):
    """A secret by which a program reads in the name of a user.

    The secret itself is shown once and not kept: `digest` is its SHA-256, `start` are its first characters, by
    which its owner knows it again. `directives.api.tokens` alone writes these rows.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name="用户")
    name = models.CharField("名称", max_length=60)
    start = models.CharField("开头", max_length=16)
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], condition=Q(revoked_at=None), name="token_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.start}…）"


class ApiUse(models.Model):
    """How many requests a caller has made since `begins`, for `directives.api.quota`. One row a caller, so that all
    processes and machines that serve the site count together."""

    caller = models.CharField("调用者", max_length=80, primary_key=True)
    begins = models.DateTimeField("起", db_index=True)
    number = models.PositiveIntegerField("次数")

    class Meta:
        verbose_name = verbose_name_plural = "接口用量"
        ordering = ["caller"]

    def __str__(self) -> str:
        return f"{self.caller}: {self.number}"
