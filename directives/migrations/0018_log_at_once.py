"""An entry of the log is chained and stored in one statement: each search of each reader writes one."""

from django.db import migrations

# The number, the hash before it and the entry's own are known only to whoever has the turn. `said` is the rest of
# what is hashed, as JSON; each statement in the function sees what was committed before the turn came.
WRITE = """
CREATE FUNCTION anling_log(
    turns bigint, at timestamptz, kind text, who text, address text, details jsonb, said text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    last record;
    place bigint;
    before text;
BEGIN
    PERFORM pg_advisory_xact_lock(turns);
    SELECT entry.number, entry.hash INTO last FROM directives_logentry AS entry ORDER BY entry.number DESC LIMIT 1;
    place := COALESCE(last.number, 0) + 1;
    before := COALESCE(last.hash, '');
    INSERT INTO directives_logentry (number, at, kind, "user", address, details, previous, hash)
    VALUES (place, at, kind, who, address, details, before,
            encode(sha256(convert_to('[' || place || ',' || said || ',"' || before || '"]', 'UTF8')), 'hex'));
    RETURN place;
END
$$;
"""
FORGET = "DROP FUNCTION anling_log(bigint, timestamptz, text, text, text, jsonb, text);"


class Migration(migrations.Migration):
    dependencies = [("directives", "0017_correction_in_admin")]
    operations = [migrations.RunSQL(WRITE, FORGET)]
