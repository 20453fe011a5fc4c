"""What documents are recognised by, stored: a sample of the stretches of their folded text."""

from django.db import models

from meetings.models import Document


class Shingle(models.Model):
    """A stretch of a document's words as a number (see `directives.intake.sketch`)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="shingles", verbose_name="文件")
    key = models.IntegerField("指纹")

    class Meta:
        verbose_name = verbose_name_plural = "文字指纹"
        indexes = [models.Index(fields=["key", "document"], name="shingle_by_key")]

    def __str__(self) -> str:
        return str(self.key)
