"""The admin pages of accounts: users, groups and what was tried at sign-in."""

from typing import Any

from axes.models import AccessAttempt, AccessLog
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin
from procrastinate.contrib.django.models import ProcrastinateJob
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget as GroupWidget

from config.rights import GROUP_NAMES

admin.site.unregister(User)
admin.site.unregister(Group)
JOBS = "后台任务"
# What procrastinate calls in English only.
TASKS = {"read_intake": "读取收件", "take_up_interrupted": "接续中断的任务", "link_changes": "关联有变动的指示要求"}
JOB_STATES = {"todo": "等待", "doing": "进行中", "succeeded": "完成", "failed": "失败", "cancelled": "已取消",
              "aborting": "正在中止", "aborted": "已中止"}  # fmt: skip


def called(group: Group) -> str:
    """A group's Chinese name beside the one that programs use."""
    return f"{GROUP_NAMES[group.name]} {group.name}" if group.name in GROUP_NAMES else group.name


class GroupField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


@admin.register(User)
class AccountAdmin(UserAdmin, ModelAdmin):
    """Accounts. Only who has all rights may give all rights: nobody raises himself above his group."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "last_name", "first_name", "groups_named", "is_active", "is_staff", "last_login")
    list_filter = ("groups", "is_active", "is_staff")
    # Rights come with the groups alone, so that it can be told at a glance who may do what.
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("个人信息", {"fields": ("last_name", "first_name", "email")}),
        ("权限", {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
        ("时间", {"fields": ("last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="用户组")
    def groups_named(self, user: User) -> str:
        return "、".join(called(group) for group in user.groups.all())

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        above = () if request.user.is_superuser else ("is_superuser",)
        return (*super().get_readonly_fields(request, obj), "last_login", "date_joined", *above)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._within(request, obj)

    def _within(self, request: HttpRequest, user: User | None) -> bool:
        return user is None or request.user.is_superuser or not user.is_superuser

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            return GroupField(queryset=Group.objects.order_by("pk"), required=False, label="用户组", widget=GroupWidget)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RightsAdmin(GroupAdmin, ModelAdmin):
    """Groups are those of `config.rights`: `setup_groups` gives each its rights, people give it members."""

    list_display = ("named", "members", "rights")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        counted = {"member_count": Count("user", distinct=True), "right_count": Count("permissions", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description="用户组", ordering="name")
    def named(self, group: Group) -> str:
        return called(group)

    @admin.display(description="成员", ordering="member_count")
    def members(self, group: Any) -> int:
        return int(group.member_count)

    @admin.display(description="权限", ordering="right_count")
    def rights(self, group: Any) -> int:
        return int(group.right_count)


class LogAdmin(ModelAdmin):
    """Rows that the program wrote down: read, never typed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(AccessAttempt)
class AttemptAdmin(LogAdmin):
    """Wrong passwords that count at present; deleting a row opens the way in again."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "path_info")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"


@admin.register(AccessLog)
class SignInAdmin(LogAdmin):
    list_display = ("attempt_time", "logout_time", "username", "ip_address", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"


admin.site.unregister(ProcrastinateJob)
apps.get_app_config("procrastinate").verbose_name = JOBS
ProcrastinateJob._meta.verbose_name = ProcrastinateJob._meta.verbose_name_plural = JOBS


@admin.register(ProcrastinateJob)
class JobAdmin(LogAdmin):
    """What runs in the background; procrastinate's own page of it has another dress."""

    list_display = ("number", "task", "state", "tries", "due", "given")
    list_filter = ProcrastinateJobAdmin.list_filter
    search_fields = ("task_name",)

    @admin.display(description="编号", ordering="id")
    def number(self, job: ProcrastinateJob) -> int:
        return int(job.pk)

    @admin.display(description="任务", ordering="task_name")
    def task(self, job: ProcrastinateJob) -> str:
        return TASKS.get(job.task_name.rpartition(".")[2], job.task_name)

    @admin.display(description="状态", ordering="status")
    def state(self, job: ProcrastinateJob) -> str:
        return JOB_STATES.get(job.status, job.status)

    @admin.display(description="次数", ordering="attempts")
    def tries(self, job: ProcrastinateJob) -> int:
        return int(job.attempts)

    @admin.display(description="执行时间", ordering="scheduled_at")
    def due(self, job: ProcrastinateJob) -> Any:
        return job.scheduled_at

    @admin.display(description="参数")
    def given(self, job: ProcrastinateJob) -> str:
        return "，".join(f"{name} {value}" for name, value in job.args.items())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": JOBS, **(extra_context or {})})

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
