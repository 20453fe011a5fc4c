"""App configuration of the project itself: its commands and system checks."""

from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    name = "config"
    label = "project"
    verbose_name = "安令"

    def ready(self) -> None:
        from config import checks, log  # noqa: F401 - registers checks and receivers


class AnlingAdminConfig(AdminConfig):
    default_site = "config.admin_site.AnlingAdminSite"


class SignInConfig(AxesConfig):
    verbose_name = "登录"
