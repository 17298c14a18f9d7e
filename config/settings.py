"""Settings of every zone, read from the environment alone; ZONE says which of the three this process is.

ZONE=all is for makemigrations, types and import checks: it has no database credentials and is never served.
"""

import logging
from pathlib import Path
from typing import Any

from config import env, mail, timetable

BASE_DIR = Path(__file__).resolve().parent.parent
ZONE = env.choice("ZONE", ("counter", "office", "gate", "all"), default="all")
IS_ALL = ZONE == "all"
HOME = "vault" if ZONE == "gate" else "cases"
IS_DEMO = env.flag("DEMO", default=False)
DEBUG = False


def _if_set(name: str) -> str:
    """Commands of the owner need no Redis and no context; `check_walls` refuses to serve a zone that lacks them."""
    return env.secret(name) if env.text(name, "") or env.text(f"{name}_FILE", "") else ""


SECRET_KEY = "not-served" if IS_ALL else env.secret("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1", *env.text("ALLOWED_HOSTS", default="localhost").split(",")]
IS_TLS = env.flag("TLS", default=not (IS_DEMO or IS_ALL))

# --- apps ---------------------------------------------------------------------------------------------------------
_OWN_APPS = {
    "counter": ["councils", "inquiry.desk", "loans"],
    "office": ["councils", "inquiry.desk", "loans"],
    "gate": ["councils", "inquiry.desk", "inquiry.vault"],
    "all": ["councils", "inquiry.desk", "inquiry.vault", "loans"],
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_cotton",
    "csp",
    *_OWN_APPS[ZONE],
    "config",
]

MIDDLEWARE = [
    "councils.look.middleware.no_body_of_head",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "councils.signin.middleware.own_origin",
    "councils.signin.middleware.no_store",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # below the headers: a style sheet carries them too
    "councils.look.middleware.limit_body",
    "councils.look.middleware.only_utf8",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "councils.signin.middleware.ActingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "councils.signin.covering.CoverMiddleware",
    "councils.signin.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "config.urls.all" if IS_ALL else f"config.urls.{ZONE}"
WSGI_APPLICATION = "config.wsgi.application"

# --- databases ----------------------------------------------------------------------------------------------------
_OPTIONS: dict[str, Any] = {
    # Literals of a session must not be readable by others of its role; one call must be one statement (walls.md §2).
    "server_side_binding": True,
    "prepare_threshold": 0,
}


def _database(name: str) -> dict[str, Any]:
    entry = env.database(name)
    return {
        **entry,
        "ENGINE": "config.postgres",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**entry["OPTIONS"], **_OPTIONS},
    }


if IS_ALL:
    DATABASES: dict[str, dict[str, Any]] = {"default": {"ENGINE": "config.postgres", "NAME": "none"}}
    CONTEXT_KEYS: dict[str, bytes] = {}
else:
    DATABASES = {"default": _database(f"{HOME.upper()}_DATABASE_URL")}
    CONTEXT_KEYS = {"default": bytes.fromhex(_if_set(f"{HOME.upper()}_CONTEXT_KEY"))}
    if ZONE == "gate" and _if_set("CASES_DATABASE_URL"):
        # The gate's worker alone reaches the slip; the gate's pages have no connection to cases at all.
        DATABASES["cases"] = {**_database("CASES_DATABASE_URL"), "ATOMIC_REQUESTS": False}
        CONTEXT_KEYS["cases"] = bytes.fromhex(_if_set("CASES_CONTEXT_KEY"))
DATABASE_ROUTERS = ["config.routers.Homes"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis: sessions, doorbells; never a record -------------------------------------------------------------------
REDIS_URL = _if_set("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": ZONE,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}
SESSION_ENGINE = "councils.signin.sessions"
CELERY_BROKER_URL = _if_set("BROKER_URL")
CELERY_TASK_IGNORE_RESULT = CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Tokyo"
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 3, "socket_connect_timeout": 3, "global_keyprefix": f"{ZONE}:"}
SWEEP_SECONDS = env.number("SWEEP_SECONDS", default=60)
# How long a row is its claimer's; then the claimer counts as dead and another takes it.
OUTBOX_CLAIM_SECONDS = env.number("OUTBOX_CLAIM_SECONDS", default=60)
ALERT_SECONDS = env.number("ALERT_SECONDS", default=600)
CELERY_IMPORTS = timetable.modules(ZONE)
CELERY_BEAT_SCHEDULE = timetable.schedule(ZONE, sweep_seconds=SWEEP_SECONDS, alert_seconds=ALERT_SECONDS)

# --- sign-in (walls.md §6) ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "councils.Staff"
AUTHENTICATION_BACKENDS = ["councils.signin.backend.SignInBackend", "guardian.backends.ObjectPermissionBackend"]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
# A sentence for one person stays in that person's session, not in a cookie that all ports share.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "councils.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "councils.signin.forms.SignInForm",
    "reauthenticate": "councils.signin.forms.PasswordAgainForm",
}
# Wrong passwords are counted by councils/signin/lockout.py; login_failed is for codes, reached after a right password.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0)  # else one address stands for everybody
MFA_ADAPTER = "councils.signin.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Yorisoi"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "councils.signin.forms.FactorForm",
    "authenticate_webauthn": "councils.signin.forms.PasskeyForm",
    "activate_totp": "councils.signin.forms.EnrolForm",
    "add_webauthn": "councils.signin.forms.EnrolPasskeyForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

_COOKIE = f"__Host-{ZONE}" if IS_TLS else ZONE  # cookies ignore ports, so each zone names its own
SESSION_COOKIE_NAME = f"{_COOKIE}-session"
KNOWN_COOKIE_NAME = f"{_COOKIE}-known"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_TLS
CSRF_COOKIE_NAME = f"{_COOKIE}-csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "councils.look.views.csrf_failure"
IDLE_SECONDS = {"gate": 15 * 60}.get(ZONE, 30 * 60)
IDLE_IS_COVERED = ZONE == "counter"  # people come and go there, and a form takes longer than one of them waits
FACTOR_FRESH_SECONDS = 300

# --- headers ------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
_NOT_USED = "accelerometer bluetooth camera display-capture geolocation gyroscope hid magnetometer microphone midi"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    **{name: [] for name in f"{_NOT_USED} payment serial usb".split()},
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
}
SECURE_REFERRER_POLICY = "same-origin"  # under no-referrer a browser sends "Origin: null" and every form is refused
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_TLS else 0
SECURE_SSL_REDIRECT = IS_TLS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside the machine
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_TLS else None
X_FRAME_OPTIONS = "DENY"

# --- pages --------------------------------------------------------------------------------------------------------
_TEMPLATE_DIRS = [
    *sorted(BASE_DIR.glob("councils/*/templates")),
    *sorted(BASE_DIR.glob("loans/*/templates")),
    *sorted(BASE_DIR.glob("inquiry/*/templates")),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": _TEMPLATE_DIRS,
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csrf",
                "councils.look.context.look",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django_htmx.templatetags.django_htmx"],
        },
    }
]
FORM_RENDERER = "councils.look.forms.DadsRenderer"
STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", default="") or None
STATICFILES_DIRS = sorted(BASE_DIR.glob("*/*/static"))
WHITENOISE_USE_FINDERS = True
LANGUAGE_CODE, TIME_ZONE = "ja", "Asia/Tokyo"
USE_TZ = USE_I18N = True

# --- files, neighbours --------------------------------------------------------------------------------------------
UPLOAD_LIMIT_BYTES, REQUEST_LIMIT_BYTES, DATA_UPLOAD_MAX_MEMORY_SIZE = (each * 1024 * 1024 for each in (10, 32, 2))
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_LIMIT_BYTES if ZONE == "gate" else DATA_UPLOAD_MAX_MEMORY_SIZE  # no file of it
CLAMD_URL = env.text("CLAMD_URL", default="")  # the office's worker's; without it files are opened unscanned
LEGACY_URL = env.text("LEGACY_URL", default="")
globals().update(mail.settings())
COUNTER_URL = env.text("COUNTER_URL", default="")  # municipal staff's: printed on invitations, never called
RESIDENT_NETWORK_URL = env.text("RESIDENT_NETWORK_URL", default="")
INFORMATION_NETWORK_URL = env.text("INFORMATION_NETWORK_URL", default="")
INQUIRY_SPECIFICATION_DIR = env.text("INQUIRY_SPECIFICATION_DIR", default="")  # of data; without it the stand-in's
KEYSETS_DIR = env.text("KEYSETS_DIR", default="")
INQUIRY_FILES_DIR = env.text("INQUIRY_FILES_DIR", default="")
TOMBSTONES_DIR = env.text("TOMBSTONES_DIR", default="")

# Faults are logged with their place and type, never with what somebody typed.
_LINE = "{asctime} {levelname} {name} {message}"
_KINDS = ["KindsOfFaults", "KindsOfWarnings", "KindsOfRefusedRequests"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.WithoutPersons", "format": _LINE, "style": "{"}},
    "filters": {name: {"()": f"config.logs.{name}"} for name in _KINDS},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": _KINDS}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # fido2 would write down whose key was used
        **{name: {"level": "WARNING"} for name in ("httpx", "fido2", "pikepdf")},
        "django.security": {"level": "ERROR"},
        "gunicorn.error": {"handlers": ["stderr"], "propagate": False},  # it has a handler of its own, without filters
    },
}
logging.captureWarnings(True)
