"""Whatever changes a directive, its tasks or its responsibilities is noted, so that counts stay exact."""

from django.db import migrations

from search.changes import note_changes


class Migration(migrations.Migration):
    dependencies = [("directives", "0003_sentences_and_version"), ("search", "0001_changes")]
    operations = [
        note_changes("directives_directive", "directives", "id"),
        note_changes("directives_sectortask", "directives", "directive_id"),
        note_changes("directives_responsibility", "directives", "directive_id"),
    ]
