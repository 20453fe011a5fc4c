"""Searches that people keep, what they have seen of them, and the tokens their feed readers use."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse


def new_token() -> str:
    """A secret nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


class SavedSearch(models.Model):
    """A listing somebody comes back to: a search, or a sector they watch. `address` is its query string."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name="保存人"
    )
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="saved_searches", verbose_name="共享给"
    )
    name = models.CharField("名称", max_length=80)
    address = models.CharField("条件", max_length=2000, blank=True)
    created_at = models.DateTimeField("保存时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "保存的检索"
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["owner", "address"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-search", args=[self.pk])

    @property
    def listing(self) -> str:
        """The address of the listing itself."""
        return f"{reverse('directives')}?{self.address}"


class Look(models.Model):
    """What one person has seen of a saved search: roaring bitmaps of primary keys.

    `seen` was marked as read; `shown` is what was new when the list was last opened.
    """

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="looks", verbose_name="检索")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks", verbose_name="账号")
    seen = models.BinaryField("已读")
    shown = models.BinaryField("已显示", default=bytes)
    looked_at = models.DateTimeField("上次标为已读", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已读"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["search", "user"], name="look_once")]

    def __str__(self) -> str:
        return f"{self.search} {self.user}"


class FeedToken(models.Model):
    """The secret in the addresses of a person's feeds, as feed readers can't sign in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_token", verbose_name="账号"
    )
    token = models.CharField("订阅密钥", max_length=64, unique=True, default=new_token)

    class Meta:
        verbose_name = verbose_name_plural = "订阅密钥"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
