"""Settings of the tests: the project's, with a test database that need not survive a power cut."""

from config.environment import envstr
from config.postgres import database
from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES, VAR

# A server for each of several test processes: what a snapshot shows is a matter of the whole server.
SERVER = VAR / "-".join(["postgres-test", *filter(None, [envstr("PYTEST_XDIST_WORKER")])])
DATABASES["default"].update(database(envstr("DATABASE_URL"), SERVER, durable=False))
DATABASES["default"]["TEST"] = {"NAME": envstr("ANLING_TEST_DB", "test_anling")}
# Some tests leave no row behind, the log's included.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c anling.empties_log=on"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages under test need no collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
