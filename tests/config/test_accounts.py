"""Groups, their rights, and the demo's accounts."""

import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission, User

from config.accounts import demo_accounts, set_up_groups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "right", "expected"),
    [
        ("officer", "directives.view_directive", True),
        ("officer", "meetings.view_document", True),
        ("officer", "directives.change_directive", False),
        ("officer", "meetings.add_document", False),
        ("auditor", "meetings.view_turn", True),
        ("auditor", "meetings.delete_document", False),
        ("loader", "meetings.add_document", True),
        ("loader", "directives.change_directive", True),
        ("officer", "directives.export_directive", False),
        ("auditor", "directives.export_directive", True),
        ("auditor", "directives.log_directive", True),
        ("auditor", "axes.view_accesslog", True),
        ("loader", "directives.export_directive", True),
        ("loader", "auth.view_user", False),
        ("administrator", "auth.change_user", True),
        ("administrator", "axes.delete_accessattempt", True),
        ("loader", "auth.change_group", False),
    ],
)
def test_it_gives_each_group_its_rights(group: str, right: str, expected: bool) -> None:
    set_up_groups()
    user = User.objects.create_user("someone")
    user.groups.set([Group.objects.get(name=group)])
    assert user.has_perm(right) is expected


def test_it_takes_back_rights_a_group_should_not_have() -> None:
    set_up_groups()
    officer = Group.objects.get(name="officer")
    officer.permissions.add(Permission.objects.get(codename="delete_user"))
    set_up_groups()
    assert not officer.permissions.filter(codename="delete_user").exists()


def test_it_makes_an_account_for_each_group_and_an_administrator(tmp_path: Path) -> None:
    set_up_groups()
    accounts = demo_accounts(tmp_path / "accounts.json")
    assert [account.name for account in accounts] == ["officer", "auditor", "loader", "admin"]
    for account in accounts:
        user = User.objects.get(username=account.name)
        assert account.password is not None
        assert user.check_password(account.password)
        expected = "administrator" if account.name == "admin" else account.name
        assert [group.name for group in user.groups.all()] == [expected]
    assert User.objects.get(username="admin").is_superuser
    assert len({account.password for account in accounts}) == 4


def test_it_names_the_same_passwords_again(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    first = demo_accounts(file)
    assert demo_accounts(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_neither_changes_nor_names_a_password_that_somebody_changed(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    demo_accounts(file)
    officer = User.objects.get(username="officer")
    officer.set_password("of my own")
    officer.save()
    assert demo_accounts(file)[0].password is None
    officer.refresh_from_db()
    assert officer.check_password("of my own")


def test_it_makes_new_passwords_for_a_new_database(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(json.dumps({"officer": "of an older database"}))
    accounts = demo_accounts(file)
    assert accounts[0].password not in (None, "of an older database")
