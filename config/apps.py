"""App configuration of the project itself: its commands and system checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"
    label = "project"
    verbose_name = "安令"

    def ready(self) -> None:
        from config import checks  # noqa: F401 - registers them
