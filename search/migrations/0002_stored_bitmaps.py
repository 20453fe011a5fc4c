"""Bitmaps are kept, so that a new process finds them ready."""

from django.db import migrations

from search.bitmap_store import NO_TABLES, TABLES


class Migration(migrations.Migration):
    dependencies = [("search", "0001_changes")]
    operations = [migrations.RunSQL(TABLES, NO_TABLES)]
