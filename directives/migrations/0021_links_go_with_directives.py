"""The database itself takes a link away with either of its directives: one that was made while a directive was being
deleted would otherwise stand in the way. A directive is locked first then, its links after it, as the linker does."""

import django.db.models.deletion
from django.db import migrations, models

NAMES = {
    "upper_id": "directives_link_upper_id_b7207477_fk_directives_directive_id",
    "lower_id": "directives_link_lower_id_bdf4a157_fk_directives_directive_id",
}


def anew(then: str) -> str:
    """Both foreign keys anew; `then` is what becomes of the link."""
    return "; ".join(
        f"ALTER TABLE directives_link DROP CONSTRAINT {name}, ADD CONSTRAINT {name} FOREIGN KEY ({column})"
        f" REFERENCES directives_directive (id) {then} DEFERRABLE INITIALLY DEFERRED"
        for column, name in NAMES.items()
    )


def field(name: str, related: str, words: str) -> migrations.AlterField:
    key = models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name=related,
        to="directives.directive",
        verbose_name=words,
    )
    return migrations.AlterField("link", name, key)


class Migration(migrations.Migration):
    dependencies = [("directives", "0020_lineage")]
    operations = [
        field("upper", "downstream", "上游要求"),
        field("lower", "upstream", "下游要求"),
        migrations.RunSQL(anew("ON DELETE CASCADE"), anew("")),
    ]
