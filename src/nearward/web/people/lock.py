"""The lock of the room Mine: it closes five minutes after its last use on this device.

A phone left signed in on the kitchen table opens Today, and not Mine. What opens it is a passkey, the PIN or the
passphrase; having signed in with one of them just now is as good. The session keeps only moments.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.http import HttpRequest, QueryDict
from django.urls import resolve

from nearward.domain.throttle import CLOCK_SLACK, is_recent
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.clock import now
from nearward.web.people.models import Person
from nearward.web.people.selectors import wrapped_key

OPEN_SECONDS = 5 * 60
WRITTEN_EVERY = 30  # seconds; a moment this fresh is not written again
USED, CLOSED, WAITING = "mine_used", "mine_closed", "mine_waiting"
ASIDE = "aside"  # a form whose page closed by itself says here where it was to go
WAITED = "waited"  # a form that waited says so when it is sent
DO = "do"  # to share, finish or agree is pressed anew, never sent by a form that waited
LARGEST = 200_000  # bytes of a form that waits
# Nobody else may leave these behind for the owner to send: a PIN, whom one trusts, what one shows without having
# read it, what a counselor may read. What is typed into Words is kept nowhere. A file is asked for anew.
NEVER_WAIT = {"pin", "trusted", "show_stress", "words", "show_sentence", "counselor", "invite_counselor", "export"}
ACTS = {
    "correct_checkin": N_("A check-in, corrected"),
    "delete_checkin": N_("Deleting a check-in"),
    "take_back_stress": N_("Taking back what you show"),
    "situations": N_("What you do, to keep for yourself"),
    "learned": N_("Where you learned it, to keep for yourself"),
    "take_back_sentence": N_("Taking back the sentence you show"),
    "own_place": N_("What you keep, for yourself"),
    "write_review": N_("How the week went, to keep for yourself"),
    "screen": N_("Your answers to a form, to keep for yourself"),
    "forget_result": N_("Deleting what a form said"),
    "end_counsel": N_("Ending what a counselor reads"),
    "end_counsels": N_("Ending all that counselors read"),
    "put_away_homework": N_("Putting away what a counselor offered"),
    "repair_step": N_("A step of a repair, to keep for yourself"),
    "expect": N_("What you expect, to keep for yourself"),
    "expect_pattern": N_("A note for yourself"),
}


def is_open(request: HttpRequest) -> bool:
    """Whether Mine is open on this device now."""
    spent = request.session.get(CLOSED, [])
    shown = [moment for moment in authenticated_at(request) if moment not in spent]
    return any(is_recent(moment, OPEN_SECONDS, _moment()) for moment in [*_last_use(request), *shown])


def authenticated_at(request: HttpRequest) -> list[float]:
    """Return when this session showed a passkey, a passphrase or a recovery code, in epoch seconds."""
    return [float(record["at"]) for record in get_authentication_records(request, request.user)]


def just_authenticated(request: HttpRequest, *, since: float = 0.0) -> bool:
    """Whether that was within the last five minutes, and not before `since`."""
    return any(
        is_recent(moment, OPEN_SECONDS, _moment()) and moment >= since for moment in authenticated_at(request)
    )


def forget_what_lies_ahead(request: HttpRequest) -> None:
    """Drop what a clock that ran fast noted of this session: the sign-in library would trust it until then."""
    kept = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    past = [record for record in kept if record["at"] <= _moment() + CLOCK_SLACK]
    if len(past) < len(kept):
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = past


def open_now(request: HttpRequest) -> None:
    """Open Mine on this device."""
    request.session[USED] = _moment()
    request.session.pop(CLOSED, None)


def stay_open(request: HttpRequest) -> None:
    """Count the five minutes from now on."""
    if not any(is_recent(moment, WRITTEN_EVERY, _moment()) for moment in _last_use(request)):
        request.session[USED] = _moment()


def close(request: HttpRequest) -> None:
    """Close Mine on this device at once. What opened it until now opens it no more."""
    request.session[CLOSED] = authenticated_at(request)
    request.session.pop(USED, None)


def _last_use(request: HttpRequest) -> list[float]:
    return [float(request.session[USED])] if USED in request.session else []


def _moment() -> float:
    return now().timestamp()


@dataclass(frozen=True)
class Waiting:
    """A form that was sent while Mine was closed."""

    path: str
    form: QueryDict

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return every name and value, to be sent once more."""
        hidden = {"csrfmiddlewaretoken", ASIDE, WAITED, DO}
        return [(name, value) for name, values in self.form.lists() if name not in hidden for value in values]

    @property
    def act(self) -> str:
        """Say what sending it does."""
        return ACTS.get(resolve(self.path).url_name or "", N_("What you wrote in Mine"))

    @property
    def typed(self) -> list[str]:
        """Return what was written, to be read before it is sent: choices and numbers say little by themselves."""
        return [
            value for name, value in self.fields if name != "key" and not value.strip().isdigit() and value.strip()
        ]


def put_aside(request: HttpRequest, path: str = "") -> bool:
    """Keep a form that came too late, sealed with the person's own key, until Mine is open; whether it waits."""
    form, path = request.POST.urlencode(), path or request.path
    if request.method != "POST" or len(form) > LARGEST or resolve(path).url_name in NEVER_WAIT:
        return False
    person: Person = request.user  # type: ignore[assignment]
    sealed = vault.seal_text(json.dumps([path, form]), wrapped=wrapped_key(person.pk), place=_place(person))
    request.session[WAITING] = b64encode(sealed).decode()
    return True


def let_go(request: HttpRequest) -> None:
    """Keep the form that waited no longer: it was sent, or is not wanted."""
    request.session.pop(WAITING, None)


def waiting(request: HttpRequest) -> Waiting | None:
    """Return the form that waits; it stays until it is sent or let go. What no longer opens is gone."""
    sealed = request.session.get(WAITING)
    if sealed is None:
        return None
    person: Person = request.user  # type: ignore[assignment]
    try:
        text = vault.open_text(b64decode(sealed), wrapped=wrapped_key(person.pk), place=_place(person))
    except vault.UnreadableError:
        let_go(request)
        return None
    path, form = json.loads(text)
    return Waiting(path, QueryDict(form))


def _place(person: Person) -> vault.Place:
    return vault.Place("sessions.Session", WAITING, person.pk, "a form")
