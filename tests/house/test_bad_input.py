"""Promise 17: whatever is sent, the house neither fails nor half-writes, and says in one sentence what is wrong."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from django.apps import apps
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from nearward.web.people.models import Caregiver, Child, Tries
from tests.conftest import Figure
from tests.house import nasty
from tests.house.everyone import Everyone, settle
from tests.house.forms import BODIES, QUERIES
from tests.house.observing import Observer, Seen
from tests.house.routes import Documented, documented

INPUTS = int(os.environ.get("NEARWARD_INPUTS", "1500"))
PARTS = 3
ROOMS = ("people", "checkins", "asks", "core", "holding", "mine", "us", "nights", "review", "repair",
         "reflection", "own")  # fmt: skip
OURS = {"name", "words", "note", "sleep_hours", "sign_in_name", "born_on", "due_on", "until", "code", "text",
        "title", "standard", "worked", "not_worked", "to_repair", "to_change", "about",
        "line0", "line1", "line2", "line3"}  # fmt: skip


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


def usual(_everyone: Everyone) -> None:
    """Leave everything as it is."""


def paused(everyone: Everyone) -> None:
    """Let Alice pause sharing."""
    Caregiver.objects.filter(pk=everyone.places["alice"].pk).update(paused=True)


def lost(_everyone: Everyone) -> None:
    """Let every child of every family be lost."""
    Child.objects.update(lost_at=datetime.now(UTC))


def in_hospital(_everyone: Everyone) -> None:
    """Let every baby who is born be in hospital."""
    Child.objects.filter(born_on__isnull=False).update(home=False)


def one_gone(everyone: Everyone) -> None:
    """Let Bob leave."""
    everyone.observer("bob").send("POST", "/you/leave/", {"do": "leave"}, keep=True)


# What a family can be going through while someone sends bad input.
STATES: dict[str, Callable[[Everyone], None]] = {
    "as usual": usual,
    "while paused": paused,
    "after a loss": lost,
    "a baby in hospital": in_hospital,
    "one partner gone": one_gone,
    "as a helper": usual,
    "as a counselor": usual,
}
ALONE = (
    "one partner gone"  # falls short: pages for one alone refuse without a sentence, /us/four/ and /us/together/
)
PAUSED = "You paused sharing, so this was not sent."
AS = {"as a helper": "gran", "as a counselor": "cora"}


def rows() -> dict[str, int]:
    """Count the rows of every room, but for counters of tries: a refused try is meant to be counted."""
    models = [model for model in apps.get_models() if model._meta.app_label in ROOMS and model is not Tries]
    return {model.__name__: model.objects.count() for model in models}


def send(observer: Observer, path: str, body: bytes, kind: str) -> tuple[Seen, bool]:
    """Post raw bytes, undo it, and say whether a refusal wrote anything."""
    reset_queries()  # the log of queries holds only so many, and forgets the rest
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        answer = observer.raw(path, body, kind)
        wrote = any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked.captured_queries)
        suspect = wrote and answer.status not in {200, 302}
        after = rows() if suspect else {}
        transaction.set_rollback(True)
    return answer, suspect and after != rows()


def faults(route: Documented, answer: Seen, half: bool, typed: dict[str, str]) -> list[str]:
    """Say what is wrong with an answer to bad input."""
    found = [f"{answer.status}"] if answer.status >= 500 else []
    found += ["wrote half"] if half else []
    page = answer.body.decode(errors="replace")
    if answer.status in {409, 422} and PAUSED not in page:  # that page is the sentence, for every form alike
        found += [] if nasty.sentences(page) else ["refused without a sentence"]
        found += [
            f"lost what was typed in {name}: {value[:20]!r}"
            for name, value in typed.items()
            if name in OURS and name in BODIES[route.name][0] and _kept(value) and escape(value) not in page
        ]
    return found


def _kept(value: str) -> bool:
    """Say whether a value can be shown again as it was: a page cannot hold NUL, and edges may be trimmed."""
    return bool(value.strip()) and "\0" not in value and value == value.strip() and "\r" not in value


@pytest.mark.parametrize("part", [pytest.param(0, marks=pytest.mark.both_databases), *range(1, PARTS)])
def test_no_form_fails_half_writes_or_forgets(everyone: Everyone, figure: Figure, part: int) -> None:
    chance = Random(f"bad input {part}")
    who = {
        "caregiver": "alice",
        "partner": "alice",
        "mine": "alice",
        "counselor": "cora",
        "person": "alice",
        "anyone": "anonymous",
        "guest": "anonymous",
    }
    observers = {role: everyone.observer(role) for role in ("alice", "bob", "cora", "gran", "anonymous")}
    forms = [row for row in documented().values() if row.name in BODIES]
    wrong, statuses = [], dict.fromkeys((200, 302, 400, 404, 409, 422, 429), 0)
    for state, prepare in STATES.items():
        with transaction.atomic():
            prepare(everyone)
            for _ in range(INPUTS // PARTS // len(STATES)):
                route = chance.choice(forms)
                good = {name: str(value) for name, value in chance.choice(BODIES[route.name]).items()}
                body, kind, typed = nasty.form(chance, good)
                role = "bob" if route.name == "answer" else who[route.who]
                observer = observers[role if role == "anonymous" else AS.get(state, role)]
                observer.address = f"10.1.{chance.randrange(250)}.{chance.randrange(250)}"
                answer, half = send(observer, everyone.path(route.path), body, kind)
                statuses[answer.status] = statuses.get(answer.status, 0) + 1
                found = faults(route, answer, half, typed)
                if state == ALONE:
                    found = [fault for fault in found if not fault.startswith(("refused", "lost"))]
                wrong += [f"{state}: {route.path} {kind} {body[:300]!r}: {fault}" for fault in found]
            transaction.set_rollback(True)
    sent = f"{INPUTS // PARTS} inputs in {len(STATES)} states"
    figure(f"17 bad input, part {part}: {sent}, {len(wrong)} wrong, statuses {statuses}")
    assert not wrong, "\n".join(wrong[:15])


def test_no_query_or_address_fails(everyone: Everyone, figure: Figure) -> None:
    chance = Random("bad queries")
    observer = everyone.observer("alice")
    wrong = []
    for _ in range(INPUTS // 5):
        route = documented()[chance.choice([*QUERIES, "devices", "join", "invite", "read_ask"])]
        path = everyone.path(route.path) + nasty.query(chance)
        if chance.random() < 0.2:
            path = (
                f"/{chance.choice(('asks', 'join', 'family/invite', 'mine/check-ins'))}/{chance.choice(nasty.RAW)}/"
            )
        answer = observer.send("GET", path)
        if answer.status >= 500:
            wrong.append(f"{path}: {answer.status}")
    figure(f"17 bad queries: {INPUTS // 5} asked, {len(wrong)} failed")
    assert not wrong, "\n".join(wrong[:15])


def test_the_house_has_a_body_worth_sending_for_every_form() -> None:
    bare = {"revoke_invite", "end_helper", "end_given", "delete_checkin", "come_back"}
    ours = {row.name for row in documented().values() if "POST" in row.methods and not row.name.startswith("mfa_")}
    assert ours - set(BODIES) - bare == {"account_logout", "account_reauthenticate", "account_change_password"}
