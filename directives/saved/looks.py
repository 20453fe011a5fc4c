"""What is new in a saved search for one person: each row is reported once and none is forgotten.

What was seen is remembered row by row and not by a date or a number: rows become visible in another order
than they are numbered in, and a correction may bring an old row into a search.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import QueryDict
from django.utils import timezone
from pyroaring import BitMap64

from directives.evidence.selection import Selection, SelectionError
from directives.models import Look, SavedSearch, Sector


def visible_to(user: User) -> QuerySet[SavedSearch]:
    """The person's own searches and those shared with one of their groups."""
    return SavedSearch.objects.filter(Q(owner=user) | Q(group__user=user)).distinct().select_related("owner", "group")


def selection(search: SavedSearch) -> Selection:
    """What the search selects, as a listing and an export see it."""
    return Selection.read(QueryDict(search.address))


def hits(search: SavedSearch) -> BitMap64:
    """The keys of all rows found now. Raises SelectionError where a filter means nothing any more."""
    return BitMap64(selection(search).found.hits.values_list("pk", flat=True).iterator(chunk_size=10_000))


def save(owner: User, name: str, address: str, group_id: int | None = None) -> tuple[SavedSearch, bool]:
    """Keep a search; what it finds now counts as seen. One that is kept already is found again: (it, False).

    Raises SelectionError.
    """
    wanted = Selection.read(QueryDict(address))
    wanted.found  # noqa: B018 - a malformed search is not worth keeping
    with transaction.atomic():
        search, created = SavedSearch.objects.get_or_create(
            owner=owner, address=wanted.address, defaults={"name": name, "group_id": group_id}
        )
        if created:
            Look.objects.create(search=search, user=owner, seen=hits(search).serialize())
    return search, created


def look_of(search: SavedSearch, user: User) -> Look:
    """What the person has seen. Who sees a shared search for the first time starts from now."""
    look = Look.objects.filter(search=search, user=user).first()
    if look is None:
        look, _ = Look.objects.get_or_create(search=search, user=user, defaults={"seen": hits(search).serialize()})
    return look


def new_in(search: SavedSearch, user: User) -> BitMap64:
    """The keys of rows not seen yet. Raises SelectionError."""
    return hits(search) - unpacked(look_of(search, user).seen)


def show(search: SavedSearch, user: User) -> list[int]:
    """The keys of what is new, latest stored first, and remember that they were shown. Raises SelectionError."""
    new = new_in(search, user)
    with transaction.atomic():
        look = Look.objects.select_for_update().get(search=search, user=user)
        new -= unpacked(look.seen)
        look.shown = new.serialize()
        look.save(update_fields=["shown"])
    return sorted(new, reverse=True)


@transaction.atomic
def mark_seen(search: SavedSearch, user: User) -> int:
    """Mark what was shown as seen, and nothing that came since; the number of rows."""
    look = Look.objects.select_for_update().filter(search=search, user=user).first()
    if look is None or not look.shown:
        return 0
    shown = unpacked(look.shown)
    look.seen = (unpacked(look.seen) | shown).serialize()
    look.shown, look.looked_at = b"", timezone.now()
    look.save(update_fields=["seen", "shown", "looked_at"])
    return len(shown)


def unpacked(packed: bytes | memoryview | None) -> BitMap64:
    """A stored bitmap."""
    return BitMap64.deserialize(bytes(packed)) if packed else BitMap64()


def with_news(searches: Iterable[SavedSearch], user: User) -> list[tuple[SavedSearch, int | None, str]]:
    """(search, number of new rows, what it selects in words); the number is None, and the words say why, where
    the search means nothing any more."""
    found: list[tuple[SavedSearch, int | None, str]] = []
    for search in searches:
        try:
            found.append((search, len(new_in(search, user)), selection(search).words))
        except SelectionError as error:
            found.append((search, None, str(error)))
    return found


def watch_address(sector: Sector) -> str:
    """The query string of the listing of a sector."""
    return f"sector={sector.slug}"


def with_watch(sectors: QuerySet[Sector], user: User | AnonymousUser) -> QuerySet[Sector]:
    """The sectors, each with `watched`: whether the person keeps its listing as a search of their own."""
    address = Concat(Value(watch_address(Sector(slug=""))), OuterRef("slug"))
    kept = SavedSearch.objects.filter(owner=user.pk, address=address)
    return sectors.annotate(watched=Exists(kept) if user.is_authenticated else Value(False))
