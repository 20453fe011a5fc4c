"""How the administration looks and what its side bar lists, in Unfold's terms."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    def allowed(request: HttpRequest) -> bool:
        return request.user.has_perm(permission)

    return allowed


def _item(title: Any, icon: str, model: str) -> dict[str, Any]:
    app, _dot, name = model.partition(".")
    link = reverse_lazy(f"admin:{app}_{name}_changelist")
    return {"title": title, "icon": icon, "link": link, "permission": _may(f"{app}.view_{name}")}


# Vermilion, the site's one accent, from light to dark; greys as warm as the site's paper.
VERMILION = {
    "50": "#fdf4f2", "100": "#fbe6e2", "200": "#f6cdc6", "300": "#eea99e", "400": "#ff8a7a", "500": "#c9453a",
    "600": "#a8231b", "700": "#8c1d16", "800": "#731a15", "900": "#5f1a16", "950": "#340a08",
}  # fmt: skip
PAPER = {
    "50": "#fbfaf6", "100": "#f3f0e8", "200": "#e5e0d5", "300": "#cfc8ba", "400": "#a8a398", "500": "#7d766a",
    "600": "#665f55", "700": "#4a453e", "800": "#2b2a28", "900": "#1d1e20", "950": "#16171a",
}  # fmt: skip
ADMIN_LOOK: dict[str, Any] = {
    "SITE_TITLE": _("Anling"),
    "SITE_HEADER": _("Anling"),
    "SITE_SUBHEADER": _("Administration"),
    "SITE_SYMBOL": "gavel",
    "STYLES": [lambda request: static("admin.css")],
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("icon.svg")}],
    "COLORS": {"base": PAPER, "primary": VERMILION},
    "BORDER_RADIUS": "6px",
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "config.admin_home.with_counts",
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": _("What was ordered"),
                "items": [
                    _item(_("Directives"), "rule", "directives.directive"),
                    _item(_("Sectors and synonyms"), "category", "directives.sector"),
                    _item(_("Thesaurus"), "compare_arrows", "directives.equivalence"),
                    _item(_("Bodies and aliases"), "account_balance", "directives.body"),
                ],
            },
            {
                "title": _("Where it comes from"),
                "items": [
                    _item(_("Incoming files"), "move_to_inbox", "directives.intake"),
                    _item(_("Jobs"), "autorenew", "procrastinate.procrastinatejob"),
                    _item(_("Documents"), "description", "meetings.document"),
                    _item(_("Meetings"), "groups", "meetings.meeting"),
                    _item(_("Speakers"), "record_voice_over", "meetings.speaker"),
                    _item(_("Turns"), "forum", "meetings.turn"),
                    _item(_("Regions"), "map", "meetings.region"),
                ],
            },
            {
                "title": _("People and sign-in"),
                "items": [
                    _item(_("Users"), "person", "auth.user"),
                    _item(_("Groups"), "shield_person", "auth.group"),
                    {
                        **_item(_("Tokens"), "key", "directives.apitoken"),
                        "permission": _may("auth.change_user"),
                    },
                    _item(_("Refused sign-ins"), "lock_clock", "axes.accessattempt"),
                    _item(_("Sign-ins"), "login", "axes.accesslog"),
                ],
            },
        ],
    },
}
