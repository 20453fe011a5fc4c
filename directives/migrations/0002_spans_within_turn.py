"""A directive outside its turn, or a task outside its directive, is refused by the database itself."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION anling_span_within_{outer}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM {table} AS whole
        WHERE whole.id = NEW.{outer}_id AND NEW.start >= whole.start AND NEW."end" <= whole."end"
            AND NEW.raw_start >= whole.raw_start AND NEW.raw_end <= whole.raw_end {more}
    ) THEN
        RAISE EXCEPTION 'span % to % of % leaves {outer} %', NEW.start, NEW."end", TG_TABLE_NAME, NEW.{outer}_id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$
"""
TRIGGER = """
CREATE TRIGGER {inner}_within_{outer} BEFORE INSERT OR UPDATE OF {outer}_id, start, "end", raw_start, raw_end
ON {inner} FOR EACH ROW EXECUTE FUNCTION anling_span_within_{outer}()
"""


def within(inner: str, outer: str, table: str, more: str = "") -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            FUNCTION.format(outer=outer, table=table, more=more), f"DROP FUNCTION anling_span_within_{outer}"
        ),
        migrations.RunSQL(TRIGGER.format(inner=inner, outer=outer), f"DROP TRIGGER {inner}_within_{outer} ON {inner}"),
    ]


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial"), ("meetings", "0002_spans_within_document")]
    operations = [
        *within("directives_directive", "turn", "meetings_turn", "AND whole.document_id = NEW.document_id"),
        *within("directives_sectortask", "directive", "directives_directive"),
    ]
