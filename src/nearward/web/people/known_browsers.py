"""Browsers in which a person was signed in before: their tries are counted apart from everyone else's.

The cookie is a random token, of which the database keeps a hash. It says nothing of whose it is, opens nothing, and
is renewed at each sign-in. Two people who share a browser share the token, each with a row of their own.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from nearward.web.core.clock import now
from nearward.web.people.models import KnownBrowser, Person

LASTS = timedelta(days=365)
MOST = 12  # of one person; the one not signed in to for longest goes first
IN_SESSION = "known_browser"


@dataclass(frozen=True)
class Browser:
    """What a request's browser is to one person: known, by its row; signed in without one; or neither."""

    row: UUID | None = None
    signed_in: bool = False

    @property
    def known(self) -> bool:
        """Whether that person is or was signed in here."""
        return self.signed_in or self.row is not None

    def __str__(self) -> str:
        return str(self.row or "") or ("signed in" if self.signed_in else "")


def browser_of(request: HttpRequest, person: Person | None) -> Browser:
    """Return what this request's browser is to a person; for a name nobody has it is never known."""
    token = request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "")
    signed_in = person is not None and request.user.pk == person.pk
    kept = request.session.get(IN_SESSION) if signed_in else None
    rows = KnownBrowser.objects.filter(person=person, seen_at__gt=now() - LASTS).values_list("pk", flat=True)
    row = rows.filter(pk=kept).first() if kept else None
    return Browser(row or rows.filter(token_hash=_hashed(token)).first(), signed_in)


def remember(request: HttpRequest, person: Person) -> None:
    """Make this browser known to a person who just signed in. The cookie goes out with the answer."""
    token, earlier = secrets.token_urlsafe(32), request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "")
    with transaction.atomic():
        KnownBrowser.objects.filter(token_hash=_hashed(earlier)).update(token_hash=_hashed(token))
        row, _made = KnownBrowser.objects.update_or_create(
            person=person, token_hash=_hashed(token), defaults={"seen_at": now()}
        )
        kept = KnownBrowser.objects.filter(person=person).order_by("-seen_at").values_list("pk", flat=True)[:MOST]
        KnownBrowser.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    request.session[IN_SESSION] = str(row.pk)
    request.known_browser = token  # type: ignore[attr-defined]


def send_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie where this request made a browser known."""
    token = getattr(request, "known_browser", None)
    if token is not None:
        response.set_cookie(
            settings.KNOWN_COOKIE_NAME, token, max_age=LASTS, path="/", secure=settings.SESSION_COOKIE_SECURE,
            httponly=True, samesite="Strict",
        )  # fmt: skip


def of_sessions(keys: list[str]) -> list[str]:
    """Return the rows of the browsers that these sessions are in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = [store(key).get(IN_SESSION) for key in keys]
    return [row for row in rows if row]


def forget(person: Person, *, only: list[str] | None = None, keep: list[str] | None = None) -> None:
    """Make browsers unknown to a person again: all of them, `only` some, or all but those to `keep`."""
    rows = KnownBrowser.objects.filter(person=person)
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows.exclude(pk__in=keep or []).delete()


def _hashed(token: str) -> bytes:
    return sha256(token.encode()).digest()
