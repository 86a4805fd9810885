"""The lock of the desk: a passkey or an authenticator app, shown in this session, and half an hour without use.

A name and a passphrase open no desk: other people's words lie behind it.
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from nearward.domain.throttle import is_recent
from nearward.web.core.clock import now
from nearward.web.people.models import Person

IDLE_SECONDS = 30 * 60
WRITTEN_EVERY = 30  # seconds; a moment this fresh is not written again
USED = "desk_used"
PASSKEY, APP = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP


def keys_of(person: Person) -> set[str]:
    """Return the kinds of second key this person has."""
    kinds = Authenticator.objects.filter(user=person, type__in=(PASSKEY, APP))
    return set(kinds.values_list("type", flat=True))


def is_open(request: HttpRequest) -> bool:
    """Whether a second key was shown in this session, and the desk was used within half an hour."""
    shown = [float(record["at"]) for record in get_authentication_records(request, request.user) if _by_key(record)]
    return bool(shown) and any(
        is_recent(moment, IDLE_SECONDS, _moment()) for moment in [*shown, float(request.session.get(USED, 0))]
    )


def _by_key(record: dict[str, object]) -> bool:
    return record.get("method") == "mfa"


def stay_open(request: HttpRequest) -> None:
    """Count the half hour from now on."""
    if not is_recent(float(request.session.get(USED, 0)), WRITTEN_EVERY, _moment()):
        request.session[USED] = _moment()


def way_in(request: HttpRequest, keys: set[str]) -> str:
    """Return where the second key is shown once more, and back from there to the page."""
    door = "mfa_reauthenticate_webauthn" if PASSKEY in keys else "mfa_reauthenticate"
    onward = request.path if request.method in {"GET", "HEAD"} else reverse("desk")
    return reverse(door, query={"next": onward})


def _moment() -> float:
    return now().timestamp()
