"""The log of changed rows that derived counts are kept exact by."""

from django.db import migrations

from search.changes import NO_TABLES, TABLES


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(TABLES, NO_TABLES)]
