"""The groups of users with their rights, and an account of each kind to try the site with."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group, Permission, User

from config.models import DemoPassword
from config.rights import GROUPS, STAFF, Rights

ADMINISTRATOR = "admin"
# No letter or digit that looks like another one.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account. `password` is None where it is not known here, as it was changed."""

    name: str
    password: str | None


def set_up_groups() -> None:
    """Create the groups and give them exactly the rights of `GROUPS`; members stay. Needs migrated tables."""
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(rights))


def _permissions(rights: Rights) -> list[Permission]:
    return [
        permission
        for app, actions in rights.items()
        for permission in Permission.objects.filter(content_type__app_label=app)
        if permission.codename.partition("_")[0] in actions
    ]


def demo_accounts(file: Path) -> list[Account]:
    """One account for each group; the administrator's is named admin and has all rights there are.

    Missing ones are created with random passwords, which `file` keeps (readable by its owner alone) so that
    the next start can name them again; existing accounts are never changed.
    """
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    users = [_demo_user(name, known) for name in GROUPS]
    draft = file.with_name(f"{file.name}.new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(known, indent=2))
    os.replace(draft, file)
    return [Account(user.username, _password(user, known)) for user in users]


def _demo_user(group: str, known: dict[str, str]) -> User:
    name = ADMINISTRATOR if group == "administrator" else group
    user = User.objects.filter(username=name).first()
    if user is None:
        known[name] = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
        chief = name == ADMINISTRATOR
        user = User.objects.create_user(name, password=known[name], is_staff=group in STAFF, is_superuser=chief)
        user.groups.set(Group.objects.filter(name=group))
        DemoPassword.objects.create(user=user, encoded=user.password)
    return user


def _password(user: User, known: dict[str, str]) -> str | None:
    password = known.get(user.username)
    return password if password is not None and user.check_password(password) else None
