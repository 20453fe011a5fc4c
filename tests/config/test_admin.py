"""The administration: its own policy for scripts, its Chinese, and nobody above his group."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from config.accounts import set_up_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    """Signed in with the rights of the group alone."""
    set_up_groups()
    user = User.objects.create_user("chief", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client.force_login(user)
    return client


def test_its_scripts_come_from_the_site_alone(admin_client: Client) -> None:
    policy = admin_client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "default-src 'self'" in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy


def test_the_pages_of_the_site_keep_the_strict_policy(admin_client: Client) -> None:
    admin_client.get("/admin/")
    assert "unsafe" not in admin_client.get("/directives/")["Content-Security-Policy"]


def test_it_speaks_chinese(admin_client: Client) -> None:
    page = admin_client.get("/admin/auth/group/").content.decode()
    for words in ("管理后台", "行业与同义词", "查找栏目", "浅色"):
        assert words in page, words


def test_jobs_have_their_chinese_name_wherever_they_are_called(admin_client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('intake', 'x', '{}') RETURNING id"
        )
        (job,) = cursor.fetchone()
    listing = "/admin/procrastinate/procrastinatejob/"
    for address in ("/admin/", "/admin/procrastinate/", listing, f"{listing}{job}/change/"):
        page = admin_client.get(address).content.decode()
        assert "后台任务" in page
        assert "rocrastinate job" not in page, address


def test_it_names_the_groups_in_chinese(administrator: Client) -> None:
    page = administrator.get("/admin/auth/group/").content.decode()
    for words in ("安全员 officer", "审计员 auditor", "载入员 loader", "管理员 administrator"):
        assert words in page


def test_an_administrator_gives_accounts_their_groups(administrator: Client) -> None:
    officer = User.objects.create_user("officer")
    page = administrator.get(f"/admin/auth/user/{officer.pk}/change/").content.decode()
    assert 'name="groups"' in page
    assert 'name="is_superuser"' not in page, "all rights are not his to give"


def test_an_administrator_does_not_touch_who_has_all_rights(administrator: Client) -> None:
    above = User.objects.create_superuser("root", password="of-the-root-7")  # noqa: S106
    response = administrator.post(f"/admin/auth/user/{above.pk}/change/", {"username": "root", "is_active": ""})
    above.refresh_from_db()
    assert response.status_code == 403
    assert above.is_active
    assert administrator.post(f"/admin/auth/user/{above.pk}/password/", {}).status_code == 403
