"""Promise 13, first half: every answer, whatever its status, tells the browser to keep to this house."""

import re
from datetime import UTC, datetime

import pytest

from tests.conftest import Figure
from tests.house.everyone import Everyone, settle
from tests.house.forms import BODIES
from tests.house.observing import Seen
from tests.house.routes import documented

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
}
# Help may lie in a phone's own cache and Safety at home in every cache; neither holds anything of a person.
KEPT = {
    "/help/": {"Cache-Control": "private, max-age="},
    "/help/counselor/": {"Cache-Control": "private, max-age="},
    "/help/offline/": {"Cache-Control": "public, max-age="},
    "/help/safety-at-home/": {"Cache-Control": "public, max-age=", "Referrer-Policy": "no-referrer"},
}
DENIED = ("camera", "geolocation", "microphone", "payment", "usb")


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


def faults(answer: Seen, path: str = "") -> list[str]:
    """Say what an answer's headers lack."""
    headers = dict(answer.headers)
    wanted = {**ALWAYS, **(KEPT.get(path, {}) if answer.status == 200 else {})}
    found = [f"{name}: {headers.get(name)}" for name, value in wanted.items() if value not in headers.get(name, "")]
    policy = dict(part.strip().split(" ", 1) for part in headers.get("Content-Security-Policy", "x y").split(";"))
    found += [f"{name} {policy.get(name)}" for name, value in DIRECTIVES.items() if policy.get(name) != value]
    script = policy.get("script-src", "")
    if not re.fullmatch(r"'self'( 'nonce-[\w+/=-]+')?", script):
        found.append(f"script-src {script}")
    found += [name for name in DENIED if f"{name}=()" not in headers.get("Permissions-Policy", "")]
    return found


def test_every_answer_of_every_route_carries_them(everyone: Everyone, figure: Figure) -> None:
    looked, wrong, statuses = 0, [], set()
    for role in ("alice", "gran", "nina", "anonymous"):
        observer = everyone.observer(role)
        for route in documented().values():
            path = everyone.path(route.path)
            bodies = [("POST", body) for body in ({}, *BODIES.get(route.name, ()))]
            for method, body in [("GET", None), ("PUT", None), *bodies]:
                answer = observer.send(method, path, body)
                looked += 1
                statuses.add(answer.status)
                wrong += [
                    f"{role} {method} {route.path} {answer.status}: {fault}" for fault in faults(answer, path)
                ]
    figure(f"13 headers: {looked} answers of {sorted(statuses)}, {len(wrong)} faults")
    assert not wrong, "\n".join(wrong[:20])
    assert {200, 302, 404, 405, 422} <= statuses


def test_a_missing_page_a_failure_and_a_stale_form_carry_them_too(everyone: Everyone, monkeypatch: object) -> None:
    observer = everyone.observer("alice")
    assert faults(observer.send("GET", "/nowhere/")) == []
    observer.forms_are_trusted = False
    assert faults(observer.send("POST", "/give/", {})) == []
    monkeypatch.setattr("nearward.web.today.views.selectors.weekday", lambda _now: 1 // 0)  # type: ignore[attr-defined]
    answer = observer.send("GET", "/")
    assert answer.status == 500
    assert faults(answer) == []


def test_a_nonce_is_never_used_twice(everyone: Everyone) -> None:
    observer = everyone.observer("alice")
    policies = [dict(observer.send("GET", "/").headers)["Content-Security-Policy"] for _ in range(3)]
    nonces = {found for policy in policies for found in re.findall(r"'nonce-[^']+'", policy)}
    assert len(nonces) in {0, 3}
