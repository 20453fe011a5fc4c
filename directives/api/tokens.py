"""Tokens of users: made, recognised, revoked."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from directives.models import ApiToken

PREFIX = "anling_"  # by which scanners of published code know a secret
SHOWN = 13  # characters of a token that its owner sees again
MOST = 20  # tokens of a user at a time
NOTED = timedelta(minutes=1)  # how exactly the last use is noted, so that not every request writes


def issue(user: User, name: str) -> tuple[ApiToken, str]:
    """A new token of the user, and its secret, which nobody can tell later. Raises IntegrityError where the user has
    a live token of that name."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(user=user, name=name, start=secret[:SHOWN], digest=digest(secret))
    return token, secret


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so no slow hash is needed to keep it from being guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def recognise(secret: str) -> ApiToken | None:
    """The live token with this secret, its use noted; None where there is none, or its user may not sign in."""
    live = ApiToken.objects.filter(revoked_at=None, user__is_active=True)
    token = live.select_related("user").filter(digest=digest(secret)).first()
    if token:
        now = timezone.now()
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED)
        if token.last_used_at is None or token.last_used_at < now - NOTED:
            ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token


def revoke(token: ApiToken) -> None:
    """End the token; what was revoked before keeps its time."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
