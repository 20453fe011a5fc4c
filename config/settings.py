"""All settings, read from the environment: safe where nothing is set."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.admin_look import ADMIN_LOOK
from config.environment import envbool, envint, envlist, envsecret, envstr
from config.postgres import database

BASE_DIR = Path(__file__).resolve().parent.parent
# What the program writes: the embedded database, the generated secret, collected static files.
VAR = Path(envstr("ANLING_VAR", str(BASE_DIR / "var"))).resolve()

DEBUG = envbool("DEBUG")
SECRET_KEY = envsecret("SECRET_KEY", VAR / "secret_key")
PORT = envint("PORT", 8000, low=1, high=65535)
# Reading without sign-in; writing always needs an account.
PUBLIC_READ = envbool("PUBLIC_READ")
# Every page says that the site is shut for work; so does the file var/maintenance while it exists.
MAINTENANCE = envbool("MAINTENANCE")
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "directives",
    "meetings",
    "search",
    "config.apps.ProjectConfig",
    "django_filters",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "config.apps.AnlingAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "config.apps.SignInConfig",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.ChosenLanguageMiddleware",
    "config.maintenance.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.log.RefusalMiddleware",
    "config.access.SignInMiddleware",
    "config.passwords.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, as its documentation asks: it answers where sign-in was refused for too many tries.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database(envstr("DATABASE_URL"), VAR / "postgres")}
DATABASES["default"]["CONN_MAX_AGE"] = envint("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Jobs live in the same database: a file and the job that reads it are stored in one transaction.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# A worker that has given no sign of life for so many seconds is dead, and its jobs are taken up again.
WORKER_SILENCE = envint("WORKER_SILENCE", 30, low=2)
# What is put into this folder is taken in by `manage.py ingest --watch`, or on the page by hand.
INBOX = Path(envstr("INBOX", str(VAR / "inbox"))).resolve()
# Uploads are bounded while they arrive; hundreds of files at once are usual, and a pasted text may be a book.
FILE_UPLOAD_HANDLERS = [
    "directives.intake.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 1100
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
PROCRASTINATE_WORKER_DEFAULTS = {
    "delete_jobs": "successful",
    "update_heartbeat_interval": WORKER_SILENCE / 4,
    "stalled_worker_timeout": WORKER_SILENCE,
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
# The second holds texts of libraries that come without Chinese.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "config" / "borrowed_texts"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "config.rights_backend.RightsBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Five wrong passwords for one account from one address close that way in for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "config.passwords.locked_out"
AXES_ENABLE_ADMIN = False  # registered in config.admin, in the dress of the others
AXES_VERBOSE = False
# Behind a proxy the visitor's address is the one the proxy adds last.
AXES_IPWARE_PROXY_COUNT = 1 if envbool("TRUST_PROXY") else None
AXES_IPWARE_META_PRECEDENCE_ORDER = (
    ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if envbool("TRUST_PROXY") else ["REMOTE_ADDR"]
)
# A session ends after a day's work, whatever was done in it, and with the browser.
SESSION_COOKIE_AGE = envint("SESSION_HOURS", 12, low=1, high=24 * 30) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Requests a minute that programs may make: with one token (or one user's session), and from one address where
# reading is public.
API_PER_MINUTE = envint("API_PER_MINUTE", 600, low=1)
API_PER_MINUTE_ANONYMOUS = envint("API_PER_MINUTE_ANONYMOUS", 60, low=1)
NINJA_NUM_PROXIES = 1 if envbool("TRUST_PROXY") else 0

# The demo shows its passwords; elsewhere they must be changed at the first sign-in.
DEMO = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# HTTPS=1 where the site is reached by https: the cookies then never travel in the clear.
HTTPS = envbool("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = envint("HSTS_SECONDS", 3600) if HTTPS else 0
# TRUST_PROXY=1 only behind a proxy that sets (and never passes on) X-Forwarded-Proto.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if envbool("TRUST_PROXY") else None

# How long the log of what people did is kept; 0 keeps it for ever.
LOG_DAYS = envint("LOG_DAYS", 0, low=0)

UNFOLD = ADMIN_LOOK

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": envstr("LOG_LEVEL", "WARNING").upper()},
}
