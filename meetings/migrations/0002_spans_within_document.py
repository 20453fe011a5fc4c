"""A span that leaves its document is refused by the database itself: no check constraint sees another table."""

from django.db import migrations

TABLES = ("meetings_report", "meetings_participation", "meetings_turn")

FUNCTION = """
CREATE FUNCTION anling_span_within_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM meetings_document
        WHERE id = NEW.document_id AND NEW."end" <= length AND NEW.raw_end <= raw_length
    ) THEN
        RAISE EXCEPTION 'span % to % (raw % to %) of % leaves document %',
            NEW.start, NEW."end", NEW.raw_start, NEW.raw_end, TG_TABLE_NAME, NEW.document_id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$
"""


def trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_within_document BEFORE INSERT OR UPDATE OF document_id, start, "end", raw_start, raw_end
        ON {table} FOR EACH ROW EXECUTE FUNCTION anling_span_within_document()""",
        f"DROP TRIGGER {table}_within_document ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION anling_span_within_document"),
        *map(trigger, TABLES),
    ]
