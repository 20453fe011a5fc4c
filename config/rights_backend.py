"""Accounts with their rights, read together: pages ask for rights in their heads, and each query counts."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Concat


class RightsBackend(ModelBackend):
    """Django's own, but the account of a session comes with what it and its groups may do."""

    def get_user(self, user_id: int) -> User | None:
        own = Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))
        names = Concat("content_type__app_label", Value("."), "codename")
        rights = Permission.objects.filter(own).order_by().values(right=names)
        user = User.objects.annotate(rights=ArraySubquery(rights)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is None and user_obj.is_active and not user_obj.is_superuser and hasattr(user_obj, "rights"):
            return set(user_obj.rights)
        return super().get_all_permissions(user_obj, obj)
