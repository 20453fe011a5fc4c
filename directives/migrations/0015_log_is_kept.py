"""The database refuses to change or drop entries of the log."""

from django.db import migrations

# Whoever prunes goes through the function, which leaves alone what is younger than 30 days. `anling.empties_log`
# is for databases that are emptied on purpose, as those of the tests are.
KEEP = """
CREATE FUNCTION anling_keep_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('anling.prunes_log', true) = 'on' THEN RETURN OLD; END IF;
    IF TG_OP = 'TRUNCATE' AND current_setting('anling.empties_log', true) = 'on' THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'the log can only be added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER directives_logentry_kept BEFORE UPDATE OR DELETE ON directives_logentry
    FOR EACH ROW EXECUTE FUNCTION anling_keep_log();
CREATE TRIGGER directives_logentry_not_emptied BEFORE TRUNCATE ON directives_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION anling_keep_log();
CREATE FUNCTION anling_prune_log(through bigint) RETURNS bigint LANGUAGE plpgsql SET anling.prunes_log = 'on' AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM directives_logentry WHERE number <= through AND at < now() - interval '30 days';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;
"""
RELEASE = """
DROP FUNCTION anling_prune_log(bigint);
DROP TRIGGER directives_logentry_kept ON directives_logentry;
DROP TRIGGER directives_logentry_not_emptied ON directives_logentry;
DROP FUNCTION anling_keep_log();
"""


class Migration(migrations.Migration):
    dependencies = [("directives", "0014_log_and_saved_searches")]
    operations = [migrations.RunSQL(KEEP, RELEASE)]
