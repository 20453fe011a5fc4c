"""App configuration of `directives`."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"
    verbose_name = "指示要求"
    default_auto_field = "django.db.models.BigAutoField"
