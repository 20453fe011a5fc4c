"""The searchable table of the tests, made once a session."""

import pytest
from django.db import connection

from search.changes import note_changes
from tests.search.corpus import Passage


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:  # type: ignore[attr-defined]
        if Passage._meta.db_table not in connection.introspection.table_names():
            editor.create_model(Passage)
            editor.execute(str(note_changes(Passage._meta.db_table, "passages", "id").sql))
