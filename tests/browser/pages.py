"""Every kind of page with its states, as addresses over the sample transcripts. A new page needs a line here and no
more: it is then looked at by axe-core in light and dark at both widths, and a picture is taken of it."""

from collections.abc import Callable

from django.db.models import Count

from directives.models import Body, Correction, Directive, Link, Thing
from meetings.models import Document, Meeting, Speaker
from tests.browser.on_the_desk import own_search, to_be_checked


def fullest_meeting() -> str:
    return Meeting.objects.annotate(n=Count("directives")).order_by("-n", "pk")[0].get_absolute_url()


def busiest_speaker() -> str:
    return Speaker.objects.annotate(n=Count("directives")).order_by("-n", "pk")[0].get_absolute_url()


def busiest_body() -> str:
    return Body.objects.with_counts()[0].get_absolute_url()


def due_directive() -> str:
    return Directive.objects.exclude(deadline_on=None).exclude(meeting=None).order_by("pk")[0].get_absolute_url()


def damaged_document() -> str:
    return max(Document.objects.only("warnings"), key=lambda document: len(document.warnings)).get_absolute_url()


def passed_on() -> Meeting:
    """The meeting whose directives were taken up most."""
    return Meeting.objects.annotate(n=Count("directives__downstream")).order_by("-n", "pk")[0]


def compared() -> str:
    """The latest meeting of the same title held twice."""
    later = Meeting.objects.filter(title__contains="城镇燃气和危险化学品", level="national").order_by("-held_on")[0]
    return f"{later.get_absolute_url()}compare/"


def linked() -> str:
    link = Link.objects.exclude(kind="related").order_by("pk")[0]
    return f"{link.lower.get_absolute_url()}from/{link.upper_id}/"


PAGES: dict[str, Callable[[], str]] = {
    "home": lambda: "/",
    "listing": lambda: "/directives/",
    "search": lambda: "/directives/?q=燃气&level=province",
    "table": lambda: "/directives/?q=安全&view=table",
    "full-text": lambda: "/directives/?q=事故&scope=turns",
    "no-hits": lambda: "/directives/?q=绝无此语",
    "query-error": lambda: "/directives/?q=燃气 )",
    "directive": due_directive,
    "sectors": lambda: "/sectors/",
    "sector": lambda: "/sectors/gas/",
    "handout": lambda: "/directives/handout/?sector=gas",
    "bodies": lambda: "/bodies/",
    "body": busiest_body,
    "things": lambda: "/things/",
    "thing": lambda: Thing.objects.with_counts()[0].get_absolute_url(),
    "accident": lambda: Thing.objects.filter(kind="accident").with_counts()[0].get_absolute_url(),
    "over-time": lambda: "/over-time/?sector=fire",
    "speakers": lambda: "/speakers/",
    "speaker": busiest_speaker,
    "regions": lambda: "/regions/",
    "region": lambda: "/regions/000000/",
    "meetings": lambda: "/meetings/",
    "meeting": fullest_meeting,
    "cascade": lambda: f"{passed_on().get_absolute_url()}cascade/",
    "compare": compared,
    "link": linked,
    "lineage": lambda: f"{Link.objects.order_by('pk')[0].lower.get_absolute_url()}lineage/",
    "documents": lambda: "/documents/",
    "document": damaged_document,
    "login": lambda: "/accounts/login/?next=/",
    "not-found": lambda: "/nothing/",
    "api-docs": lambda: "/api/v1/docs",
}

# Pages of those who are signed in and may change things, with their desk full.
SIGNED_IN: dict[str, Callable[[], str]] = {
    "saved-searches": lambda: "/searches/",
    "news": lambda: own_search().get_absolute_url(),
    "log": lambda: "/log/",
    "bring-in": lambda: "/intake/",
    "intake-files": lambda: "/intake/files/?state=review",
    "batch": lambda: to_be_checked().batch.get_absolute_url(),
    "intake": lambda: to_be_checked().get_absolute_url(),
    "similar": lambda: f"/intake/{to_be_checked(similar=True).pk}/similar/",
    "preview": lambda: f"/intake/{to_be_checked().pk}/preview/",
    "reviews": lambda: "/review/",
    "review": lambda: "/review/sector/",
    "tokens": lambda: "/accounts/tokens/",
    "password": lambda: "/accounts/password/",
    "corrections": lambda: "/corrections/",
    "correction": lambda: Correction.objects.order_by("pk")[0].get_absolute_url(),
    "correct-directive": lambda: f"{due_directive()}correct/",
    "correct-meeting": lambda: f"{fullest_meeting()}correct/",
    "directive-of-a-loader": due_directive,
}
