"""What every page must keep, as readers of one answer: each returns what is wrong with it, in words."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from tests.house.crawl import Visit
from tests.house.everyone import COUNSELORS, ENDED, HELPERS, ROLES, Everyone
from tests.house.observing import Seen
from tests.house.routes import Documented
from tests.house.wording import breaches, grade, visible

Reader = Callable[[Visit, Everyone], list[str]]

# ---- promise 2: each role gets the answer the reference promises

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


OF_A_ROLE = {
    ("gran", "take_over"): GONE,  # nobody calls while she is on duty
    # Gran is on no night, and Zed has no baby at home.
    **{(who, name): GONE for who in ("gran", "zed") for name in ("night_now", "night_tap", "leave_line")},
}


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
    if (role, route.name) in OF_A_ROLE:
        return OF_A_ROLE[role, route.name]
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
    """Return whether the answer is the one wanted; leaving and coming in lead to a page of their own."""
    got = found(answer)
    if wanted == TODAY:
        return answer.status == 302 and answer.where == TODAY
    if route.name == "account_logout" and wanted == SIGN_IN:
        return answer.status == 302
    if wanted == ALLOWED and answer.status == 302:
        return route.name in LEAVE or answer.where not in {SIGN_IN, WELCOME}
    return got == wanted


def of_the_matrix(visit: Visit, everyone: Everyone) -> list[str]:
    """Compare the answer to a bare request with the reference."""
    if visit.body is not None:
        return []
    wanted = expected(visit.route, visit.role, visit.method, everyone)
    if agrees(visit.route, wanted, visit.answer):
        return []
    return [f"{found(visit.answer)} {visit.answer.where}, not {wanted}"]


# ---- promise 13: every answer tells the browser to keep to this house

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
    "/manifest.webmanifest": {"Cache-Control": "public, max-age="},
    "/robots.txt": {"Cache-Control": "public, max-age="},
    "/help/": {"Cache-Control": "private, max-age="},
    "/help/counselor/": {"Cache-Control": "private, max-age="},
    "/help/offline/": {"Cache-Control": "public, max-age="},
    "/help/safety-at-home/": {"Cache-Control": "public, max-age=", "Referrer-Policy": "no-referrer"},
}
DENIED = ("camera", "geolocation", "microphone", "payment", "usb")


def faults(answer: Seen, path: str = "") -> list[str]:
    """Return what an answer's headers lack."""
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


def of_the_headers(visit: Visit, everyone: Everyone) -> list[str]:
    """Read the headers of any answer."""
    return faults(visit.answer, everyone.path(visit.route.path))


# ---- the tone: no scorekeeping, no pressure, plain words

GRADE = 8.0  # Flesch-Kincaid, the highest a whole page may have

# Words that look like a breach and are none. Each needs its reason.
ALLOWED_WORDS: dict[str, str] = {
    "Nothing is counted.": "says that nothing is",
    "never scores it": "says that it is never done",
}


def of_the_wording(visit: Visit, everyone: Everyone) -> list[str]:
    """Read the words of a page for scorekeeping, pressure and labels."""
    return breaches(visible(visit.answer.body.decode()), ALLOWED_WORDS) if visit.is_page else []


def of_the_grade(visit: Visit, everyone: Everyone) -> list[str]:
    """Measure how hard a page is to read."""
    if not visit.is_page:
        return []
    reached = grade(visible(visit.answer.body.decode()))
    return [f"reads at grade {reached:.1f}"] if reached > GRADE else []


# ---- errors are told to people who hear the page


class Ties(HTMLParser):
    """Collect the ids of a page, which of them tell an error, and which are pointed to, by what."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.told: set[str] = set()
        self.faulty: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(str(said["id"]))
        names = (said.get("aria-describedby") or "").split()
        self.told |= set(names)
        if said.get("aria-invalid") and not any(name.endswith("_error") for name in names):
            self.faulty.append(f"{tag} {said.get('name')}")


def of_the_errors(visit: Visit, everyone: Everyone) -> list[str]:
    """Check that each error of a refused form is tied to its field."""
    if visit.body is None or visit.answer.status not in {200, 409, 422} or b"<main" not in visit.answer.body:
        return []
    ties = Ties()
    ties.feed(visit.answer.body.decode())
    errors = {name for name in ties.ids if name.endswith("_error")}
    return [
        *(f"nothing points to {name}" for name in errors - ties.told),
        *(f"{name} is not there" for name in ties.told - set(ties.ids)),
        *(f"{name} is wrong and does not say why" for name in ties.faulty),
        *(f"{name} twice" for name in errors if ties.ids.count(name) > 1),
    ]


READERS: dict[str, Reader] = {
    "2 routes × roles × methods": of_the_matrix,
    "13 headers": of_the_headers,
    "no scorekeeping": of_the_wording,
    "reading level": of_the_grade,
    "errors tied to their fields": of_the_errors,
}
