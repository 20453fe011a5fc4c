"""What the site knows of accounts beyond Django's users."""

from django.contrib.auth.models import User
from django.db import models


class DemoPassword(models.Model):
    """A password that the demo made and printed, in its stored form: it is still in use where the account's is
    the same."""

    user = models.OneToOneField(User, models.CASCADE, related_name="demo_password", verbose_name="账号")
    encoded = models.CharField("密码散列", max_length=128)

    class Meta:
        verbose_name = verbose_name_plural = "演示密码"

    def __str__(self) -> str:
        return self.user.get_username()

    @classmethod
    def of(cls, user: User) -> bool:
        """Whether the account still has the password that the demo printed."""
        return cls.objects.filter(user=user, encoded=user.password).exists()
