"""Whoever hears a page instead of seeing it is told which field an error is about."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from tests.conftest import Figure
from tests.house.everyone import settle
from tests.house.forms import BODIES
from tests.house.routes import routes


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


def test_every_error_of_a_refused_form_is_tied_to_its_field(db: object, figure: Figure) -> None:
    everyone = settle(datetime.now(UTC))
    refused, told, wrong = 0, 0, []
    for who in ("alice", "bob", "gran", "anonymous"):
        observer = everyone.observer(who)
        for route in routes():
            for body in BODIES.get(route.name, ()):
                answer = observer.send("POST", everyone.path(route.path), body)
                if answer.status not in {200, 409, 422} or b"<main" not in answer.body:
                    continue
                ties = Ties()
                ties.feed(answer.body.decode())
                errors = {name for name in ties.ids if name.endswith("_error")}
                refused, told = refused + (answer.status == 422), told + len(errors)
                page = f"{who} POST {route.path}"
                wrong += [f"{page}: nothing points to {name}" for name in errors - ties.told]
                wrong += [f"{page}: {name} is not there" for name in ties.told - set(ties.ids)]
                wrong += [f"{page}: {name} is wrong and does not say why" for name in ties.faulty]
                wrong += [f"{page}: {name} twice" for name in {n for n in errors if ties.ids.count(n) > 1}]
    figure(f"errors tied to their fields: {told} on {refused} refused forms, {len(wrong)} loose")
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert told > 30
