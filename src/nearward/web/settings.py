"""One settings file, read from the environment, safe by default.

Every variable is listed in `ENV`; a test fails when one is missing from docs/reference/settings.md.
"""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from nearward.domain.refused import Refused
from nearward.web.core.keys import Keyring
from nearward.web.core.logs import ForeignHost, without_secrets

ENV = environ.Env(
    NEARWARD_DATA=(str, str(Path.home() / ".local/share/nearward")),
    NEARWARD_DATABASE_URL=(str, ""),
    NEARWARD_KEY_FILE=(str, ""),
    NEARWARD_URL=(str, "http://localhost:8000"),
    NEARWARD_TRUST_PROXY=(bool, False),
    NEARWARD_DEBUG=(bool, False),
    NEARWARD_DEMO=(bool, False),
    NEARWARD_SCALES=(str, ""),
    NEARWARD_EPDS=(str, ""),
    NEARWARD_HELPLINES=(str, ""),
    NEARWARD_COUNSELORS=(str, ""),
    NEARWARD_PUSH_HOSTS=(
        list,
        ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", "notify.windows.com"],
    ),
)

DATA = Path(ENV("NEARWARD_DATA"))
URL = ENV("NEARWARD_URL").rstrip("/")
HOST = environ.urlparse(URL).hostname or "localhost"
HTTPS = URL.startswith("https://")
LOOPBACK = HOST in {"localhost", "127.0.0.1", "::1"}
KEY_FILE = Path(ENV("NEARWARD_KEY_FILE") or DATA / "nearward.key")
KEYRING = Keyring(KEY_FILE)
DEBUG = ENV("NEARWARD_DEBUG")
DEMO = ENV("NEARWARD_DEMO") and LOOPBACK
SCALES = ENV("NEARWARD_SCALES")
EPDS = ENV("NEARWARD_EPDS")
HELPLINES = ENV("NEARWARD_HELPLINES")
COUNSELORS = ENV("NEARWARD_COUNSELORS")
PUSH_HOSTS = ENV("NEARWARD_PUSH_HOSTS")

SECRET_KEY, *SECRET_KEY_FALLBACKS = [key.derive("django").hex() for key in KEYRING.all()]

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", HOST]
CSRF_TRUSTED_ORIGINS = [URL]

INSTALLED_APPS = [
    "nearward.web.core",
    "nearward.web.ui",
    "nearward.web.people",
    "nearward.web.notify",
    "nearward.web.grants",
    "nearward.web.checkins",
    "nearward.web.asks",
    "nearward.web.babylog",
    "nearward.web.watch",
    "nearward.web.nights",
    "nearward.web.relief",
    "nearward.web.holding",
    "nearward.web.feed",
    "nearward.web.mine",
    "nearward.web.reflection",
    "nearward.web.own",
    "nearward.web.screening",
    "nearward.web.us",
    "nearward.web.words",
    "nearward.web.review",
    "nearward.web.repair",
    "nearward.web.week",
    "nearward.web.together",
    "nearward.web.expecting",
    "nearward.web.today",
    "nearward.web.desk",
    "nearward.web.keeping",
    "nearward.web.export",
    "nearward.web.help",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "template_partials",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "nearward.web.core.forwarded.watch_the_proxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nearward.web.core.middleware.private_pages",
    "nearward.web.people.middleware.without_a_session",
    "nearward.web.people.middleware.remember_the_browser",
    "nearward.web.core.middleware.known_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nearward.web.notify.middleware.follow_the_sign_in",
    "nearward.web.people.middleware.speak_the_persons_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nearward.web.ui.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "nearward.web.urls"
WSGI_APPLICATION = "nearward.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["nearward.web.ui.templatetags.parts", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "nearward.web.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": ENV.db_url_config(ENV("NEARWARD_DATABASE_URL") or f"sqlite:///{DATA / 'nearward.sqlite3'}")}
if not DATABASES["default"].get("ENGINE", "").endswith(("sqlite3", "postgresql")):
    raise Refused("NEARWARD_DATABASE_URL: expected postgres://user:password@host:5432/name, or nothing for SQLite.")
DATABASES["default"]["CONN_MAX_AGE"] = None
# A connection the database server cut (a restart, an idle limit) is noticed and replaced before it is used.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "nearward.web.people.passphrases.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "nearward.web.people.passphrases.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"

ACCOUNT_ADAPTER = "nearward.web.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# The library counts in the cache, where other entries push counters out, and for all browsers of a person alike, so
# that someone else can use them up. Tries are counted by nearward.web.people.tries, in the database.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "nearward.web.people.sign_in_forms.SignInForm",
    "reauthenticate": "nearward.web.people.sign_in_forms.AgainForm",
    "change_password": "nearward.web.people.sign_in_forms.ChangePassphraseForm",
}
MFA_ADAPTER = "nearward.web.people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "nearward.web.people.sign_in_forms.CodeForm",
    "activate_totp": "nearward.web.people.sign_in_forms.AppForm",
    "reauthenticate": "nearward.web.people.sign_in_forms.CodeAgainForm",
    "add_webauthn": "nearward.web.people.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "nearward.web.people.sign_in_forms.RenamePasskeyForm",
    "login_webauthn": "nearward.web.people.sign_in_forms.PasskeyForm",
    "generate_recovery_codes": "nearward.web.people.sign_in_forms.MakeCodesForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nearward"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False  # of passkeys, which nobody can guess; a limit would only keep their owner out
MFA_RECOVERY_CODE_DIGITS = 12
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
KNOWN_COOKIE_NAME = "__Host-known" if HTTPS else "known"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
# Nothing leaves this origin. "no-referrer" would make browsers send "Origin: null" with every form, and the
# check against forged forms could not tell ours from a stranger's.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
if ENV("NEARWARD_TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CSRF_FAILURE_VIEW = "nearward.web.ui.views.stale_form"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Nothing is counted here: it holds for half a minute that an app's code was used.
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": IN_MEMORY},
    "answers": {"BACKEND": IN_MEMORY, "LOCATION": "answers", "TIMEOUT": 300},  # worked out again when they are gone
}
if not SQLITE:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle_cache",
    }

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
FORMAT_MODULE_PATH = "nearward.web.formats"
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["nearward.web.core.uploads.CappedUploads"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "filters": {
        "without_secrets": {"()": lambda: without_secrets},
        "foreign_host": {"()": ForeignHost},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Who asked for which page is nobody's business, and an address may hold an invite or a calendar link.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"filters": ["foreign_host"]},
    },
}
