"""Every admin page opens, in Chinese, and none lets the program's own rows be typed in."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from directives.api.tokens import issue
from directives.models import Batch, Directive, Intake, Sector
from directives.thesaurus_rows import load_thesaurus
from directives.things.listed_rows import load_things
from meetings.models import Document, Meeting, Turn
from tests.directives.stored import store_meeting

MODELS = [model for model in admin.site._registry if model._meta.app_label in ("meetings", "directives")]
pytestmark = pytest.mark.django_db


def address(model: type[Model], page: str, *arguments: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_listing_search_and_row_open(admin_client: Client, model: type[Model]) -> None:
    store_meeting()
    batch = Batch.objects.create(source=Batch.Source.UPLOAD)
    Intake.objects.create(batch=batch, file_name="省.txt", size=1, sha256="0" * 64)
    load_thesaurus()
    load_things()
    issue(User.objects.get(), "全省月报")
    listing = admin_client.get(address(model, "changelist"), {"q": "省"})
    assert listing.status_code == 200
    assert str(model._meta.verbose_name) in listing.content.decode()
    row = model._default_manager.first()
    assert row is not None
    assert admin_client.get(address(model, "change", row.pk)).status_code == 200


def test_every_model_that_people_look_at_has_a_page() -> None:
    # Shown on the pages of others, on pages of the site, or to nobody.
    inside = {"Report", "Participation", "SectorTask", "Responsibility", "SpeakerAlias", "BodyAlias", "Batch"}
    inside |= {"ApiUse", "Correction", "DocumentVersion", "Gone", "Looked", "Shingle"}
    inside |= {"ThingAlias", "Mention"}
    inside |= {"FeedToken", "LogEntry", "Look", "SavedSearch"}
    inside |= {"Link", "LinkProgress"}
    stored = [model for app in ("meetings", "directives") for model in apps.get_app_config(app).get_models()]
    stored = [model for model in stored if not hasattr(model, "pgh_tracked_model")]
    assert {model.__name__ for model in stored} - inside == {model.__name__ for model in MODELS}


@pytest.mark.parametrize("model", [Document, Meeting, Turn, Directive])
def test_rows_that_come_from_files_are_not_typed_in(admin_client: Client, model: type[Model]) -> None:
    assert admin_client.get(address(model, "add")).status_code == 403


def test_a_document_tells_what_was_repaired_in_words(admin_client: Client) -> None:
    document = store_meeting()[0].document
    document.warnings = [{"code": "suspect", "message": "有<疑>", "raw_start": n, "raw_end": n} for n in range(2)]
    document.save()
    page = admin_client.get(address(Document, "change", document.pk)).content.decode()
    assert "有&lt;疑&gt; × 2" in page
    assert "suspect" not in page


def test_the_number_of_queries_does_not_grow_with_the_rows(
    admin_client: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    store_meeting()
    store_meeting("附件\n")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        admin_client.get(address(Directive, "changelist"))


def test_synonyms_can_be_edited(admin_client: Client) -> None:
    store_meeting()
    sector = Sector.objects.get(slug="gas")
    form = {
        "slug": "gas", "name_zh": "城镇燃气", "name_en": "City gas", "parent": "", "position": "1",
        "synonyms": "燃气,煤层气", "exclusions": "",
    }  # fmt: skip
    assert admin_client.post(address(Sector, "change", sector.pk), form).status_code == 302
    sector.refresh_from_db()
    assert sector.synonyms == ["燃气", "煤层气"]
