"""What a person looked at and found right, so that the review queue does not ask again."""

from django.conf import settings
from django.db import models


class Looked(models.Model):
    """A row that was looked at under one question of the queue; `row` is its key."""

    question = models.CharField("问题", max_length=20)
    row = models.BigIntegerField("编号")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="核对人"
    )
    looked_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对记录"
        constraints = [models.UniqueConstraint(fields=["question", "row"], name="looked_once")]

    def __str__(self) -> str:
        return f"{self.question} {self.row}"
