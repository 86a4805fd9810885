"""Promise 2, second half: every route × every role × every method gives the answer the reference promises."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.conftest import Figure
from tests.house.everyone import COUNSELORS, ENDED, HELPERS, PARTNERS, ROLES, Everyone, absent, settle
from tests.house.observing import METHODS, Chance, Observer, Seen, first_difference, one_chance
from tests.house.routes import Documented, documented

SIGN_IN, WELCOME, TODAY = "/sign-in/", "/welcome/", "/"
LEAVE = {"account_logout", "mfa_reauthenticate_webauthn"}  # their redirects lead to the sign-in page
ALLOWED, GONE, NO_METHOD = "allowed", "404", "405"

# Answers that differ from the rule, each with its reason.
ELSE = {
    ("sign_in_by_link", "GET"): GONE,  # only the demo has such links
    ("mfa_login_webauthn", "GET"): SIGN_IN,  # only its script asks it for anything
    ("mfa_authenticate", "GET"): SIGN_IN,  # nobody is half way in
    ("mfa_authenticate", "POST"): SIGN_IN,
    ("mfa_login_webauthn", "POST"): SIGN_IN,  # without a passkey in it
}


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


def expected(route: Documented, role: str, method: str, everyone: Everyone) -> str:
    """Return the answer the reference promises."""
    if method not in {"GET", "HEAD", "POST"}:
        return NO_METHOD
    if refused := _refused_at_the_door(route.who, role):
        return refused
    asked = "GET" if method == "HEAD" else method
    if asked not in route.methods:
        return NO_METHOD
    if any(role not in everyone.whose.get(place, ROLES) for place in everyone.ids if f"{place}>" in route.path):
        return GONE
    if route.name == "mfa_deactivate_totp" and role not in COUNSELORS:
        return GONE  # only counselors have an app here
    return ELSE.get((route.name, asked), ALLOWED)


def _refused_at_the_door(who: str, role: str) -> str:
    if who == "guest":
        return "" if role == "anonymous" else TODAY
    if who == "anyone":
        return ""
    if role == "anonymous":
        return SIGN_IN
    if who == "counselor":
        return "" if role in COUNSELORS else GONE
    if who != "person" and role in ENDED | COUNSELORS:
        return WELCOME
    return GONE if who in {"partner", "mine"} and role in HELPERS else ""


def found(answer: Seen) -> str:
    """Name the answer that came."""
    if answer.status in {404, 405}:
        return str(answer.status)
    if answer.status == 302 and answer.where in {SIGN_IN, WELCOME}:
        return answer.where
    return ALLOWED if answer.status in {200, 302, 422} else f"{answer.status}?"


def agrees(route: Documented, wanted: str, answer: Seen) -> bool:
    """Say whether the answer is the one wanted; leaving and coming in lead to a page of their own."""
    got = found(answer)
    if wanted == TODAY:
        return answer.status == 302 and answer.where == TODAY
    if route.name == "account_logout" and wanted == SIGN_IN:
        return answer.status == 302
    if wanted == ALLOWED and answer.status == 302:
        return route.name in LEAVE or answer.where not in {SIGN_IN, WELCOME}
    return got == wanted


def test_every_route_answers_every_role_and_method_as_the_reference_says(
    everyone: Everyone, figure: Figure
) -> None:
    wrong, asked = [], 0
    for role in ROLES:
        observer = everyone.observer(role)
        for route in documented().values():
            for method in METHODS:
                answer = observer.send(method, everyone.path(route.path))
                wanted = expected(route, role, method, everyone)
                asked += 1
                if not agrees(route, wanted, answer):
                    wrong.append(f"{role} {method} {route.path}: {found(answer)} {answer.where}, not {wanted}")
    figure(f"2 routes × roles × methods: {asked} asked, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


def test_somebody_elses_thing_answers_to_the_byte_as_one_that_does_not_exist(
    everyone: Everyone, figure: Figure
) -> None:
    pairs, different = 0, []
    with time_machine.travel(datetime.now(UTC), tick=False), one_chance() as chance:
        for role in ROLES:
            observer = everyone.observer(role)
            for route in documented().values():
                for place in (name for name in everyone.whose if f"{name}>" in route.path):
                    if role in everyone.whose[place]:
                        continue
                    for method in ("GET", "HEAD", "POST"):
                        pairs += 1
                        theirs, nobodys = _both(observer, chance, everyone, route.path, place, method)
                        if theirs != nobodys:
                            different.append(f"{role} {method} {route.path}: {first_difference(theirs, nobodys)}")
    figure(f"2 foreign ids against absent ids: {pairs} pairs, {len(different)} different")
    assert not different, "\n".join(different)


def _both(
    observer: Observer, chance: Chance, everyone: Everyone, pattern: str, place: str, method: str
) -> tuple[bytes, bytes]:
    answers = []
    for filling in (everyone.ids[place], absent(place)):
        chance.step("the same for both")
        answer = observer.send(method, everyone.path(pattern, {place: filling}))
        answers.append(answer.raw().replace(str(filling).encode(), b"(that id)"))
    return answers[0], answers[1]


def test_a_form_without_this_sites_token_changes_nothing(everyone: Everyone) -> None:
    for role in ("alice", "gran", "nina", "anonymous"):
        observer = everyone.observer(role)
        observer.forms_are_trusted = False
        for route in documented().values():
            if "POST" in route.methods:
                answer = observer.send("POST", everyone.path(route.path))
                assert answer.status == 403, f"{role} {route.path}"
                assert b"Nothing was changed." in answer.body


def test_roles_of_the_matrix_are_all_of_them() -> None:
    assert PARTNERS | HELPERS | ENDED | COUNSELORS | {"anonymous"} == set(ROLES)
