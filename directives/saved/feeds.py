"""Atom feeds of any listing, behind a secret in the address: feed readers can't sign in."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from directives.citations import short_citation
from directives.evidence.selection import Selection, SelectionError
from directives.models import Directive, FeedToken
from meetings.querysets import LARGE, UNREAD

MOST = 100


class DirectiveFeed(Feed):  # type: ignore[type-arg]
    """The directives of a listing stored last, whatever the date of their meeting: each comes once."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, token: str) -> Selection:
        """What the address selects; no page for a secret that is nobody's, or whose owner may no longer sign in."""
        if not FeedToken.objects.filter(token=token, user__is_active=True).exists():
            raise Http404
        selection = Selection.read(request.GET)
        try:
            if selection.of_turns:
                raise Http404
            selection.found  # noqa: B018 - read here, where a mistake can still be answered
        except SelectionError as error:
            raise Http404(str(error)) from error
        return selection

    def title(self, selection: Selection) -> str:
        return _("Anling: %(words)s") % {"words": selection.words or _("All directives")}

    def link(self, selection: Selection) -> str:
        return f"{reverse('directives')}?{selection.address}"

    def items(self, selection: Selection) -> Any:
        rows = selection.found.hits.for_listing().select_related("document")
        return rows.defer(*UNREAD, *(f"document__{name}" for name in LARGE)).order_by("-pk")[:MOST]

    def item_title(self, item: Directive) -> str:
        return item.text if len(item.text) <= 60 else f"{item.text[:60]}……"

    def item_description(self, item: Directive) -> str:
        return f"“{item.text}”{short_citation(item)}"

    def item_pubdate(self, item: Directive) -> dt.datetime:
        return item.document.loaded_at

    def item_updateddate(self, item: Directive) -> dt.datetime:
        return item.document.loaded_at

    def item_author_name(self, item: Directive) -> str | None:
        return item.speaker.name if item.speaker else None

    def item_categories(self, item: Directive) -> list[str]:
        return [task.sector.name_zh for task in item.tasks.all()]


directive_feed = login_not_required(DirectiveFeed())
