"""What tests store for good, for a browser or for a whole module, and take away again."""

from django.db import connection

# Made by the migrations themselves, and asked for by every other test.
KEPT = {"django_content_type", "django_migrations", "auth_permission"}


def empty() -> None:
    """Takes away every row that is stored for good, history and log included, so that no later test meets it."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, sorted(tables)))} CASCADE")
