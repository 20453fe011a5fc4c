"""Pages of saved searches: keeping one, the list with what is new, and the watch of a sector."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from directives.evidence.selection import SelectionError
from directives.models import Directive, FeedToken, SavedSearch, Sector
from directives.models.saved import new_token
from directives.saved.looks import mark_seen, save, selection, show, visible_to, watch_address, with_news
from meetings.models import Turn

PER_PAGE = 30


def person(request: HttpRequest) -> User:
    """Who asks; these pages are for people who signed in."""
    assert isinstance(request.user, User)
    return request.user


@login_required
@require_GET
def search_list(request: HttpRequest) -> HttpResponse:
    """The person's searches and those shared with them, each with the number of new rows."""
    user = person(request)
    token, _made = FeedToken.objects.get_or_create(user=user)
    context = {"searches": with_news(visible_to(user), user), "token": token.token}
    return render(request, "directives/saved/list.html", context)


@login_required
@require_POST
def search_save(request: HttpRequest) -> HttpResponse:
    """Keep the listing of `address` under `name`, for a group of the person's or for themselves."""
    user = person(request)
    name, address = request.POST.get("name", "").strip()[:80], request.POST.get("address", "")[:2000]
    group = user.groups.filter(pk=_number(request.POST.get("group"))).first()
    try:
        search, created = save(user, name or _("Search"), address, group.pk if group else None)
    except SelectionError as error:
        return render(request, "400.html", {"messages_of": [[str(error)]]}, status=400)
    said = _("Saved as “%(name)s”.") if created else _("This search is saved already, as “%(name)s”.")
    messages.success(request, said % {"name": search.name})
    return redirect("saved-searches")


@login_required
@require_GET
def search_news(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new in one search since the person last marked it as read."""
    user = person(request)
    search = get_object_or_404(visible_to(user), pk=pk)
    try:
        keys = show(search, user)
        chosen = selection(search)
    except SelectionError as error:
        return render(request, "400.html", {"messages_of": [[str(error)]]}, status=400)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    model: Any = Turn if chosen.of_turns else Directive
    found = {row.pk: row for row in model.objects.filter(pk__in=list(page)).for_listing()}
    context = {
        "search": search,
        "words": chosen.words,
        "page": page,
        "rows": [found[key] for key in page if key in found],
        "of_turns": chosen.of_turns,
        "query": chosen.found.query,
    }
    return render(request, "directives/saved/news.html", context)


@login_required
@require_POST
def search_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what the person was shown as read."""
    search = get_object_or_404(visible_to(person(request)), pk=pk)
    number = mark_seen(search, person(request))
    messages.success(request, _("%(number)s marked as read.") % {"number": number})
    return redirect("saved-searches")


@login_required
@require_POST
def search_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share or drop a search of one's own."""
    user = person(request)
    search = get_object_or_404(SavedSearch, pk=pk, owner=user)
    if "delete" in request.POST:
        search.delete()
        messages.success(request, _("“%(name)s” is no longer saved.") % {"name": search.name})
        return redirect("saved-searches")
    search.name = request.POST.get("name", "").strip()[:80] or search.name
    search.group = user.groups.filter(pk=_number(request.POST.get("group"))).first()
    search.save(update_fields=["name", "group"])
    messages.success(request, _("Saved as “%(name)s”.") % {"name": search.name})
    return redirect("saved-searches")


@login_required
@require_POST
def sector_watch(request: HttpRequest, slug: str) -> HttpResponse:
    """Watch a sector, or stop watching it."""
    user, sector = person(request), get_object_or_404(Sector, slug=slug)
    watched = SavedSearch.objects.filter(owner=user, address=watch_address(sector))
    if watched.exists():
        watched.delete()
        messages.success(request, _("You no longer watch %(sector)s.") % {"sector": sector})
    else:
        save(user, str(sector), watch_address(sector))
        messages.success(
            request, _("You watch %(sector)s: new directives are counted under “My searches”.") % {"sector": sector}
        )
    return redirect(sector)


@login_required
@require_GET
def own_feed(request: HttpRequest) -> HttpResponse:
    """The feed of the listing that the address describes, under the person's own secret."""
    token, _made = FeedToken.objects.get_or_create(user=person(request))
    return redirect(f"{reverse('feed', args=[token.token])}?{request.GET.urlencode()}")


@login_required
@require_POST
def token_renew(request: HttpRequest) -> HttpResponse:
    """Give the person's feeds new addresses; the old ones stop working."""
    FeedToken.objects.update_or_create(user=person(request), defaults={"token": new_token()})
    messages.success(request, _("Your feeds have new addresses; the old ones no longer work."))
    return redirect(f"{reverse('saved-searches')}#feeds")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
