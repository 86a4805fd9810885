"""One crawl of the whole house as one role, for every test that reads all pages.

Each reader of `test_crawl.py` gets every answer, so that a page is made once and read by all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.house.everyone import Everyone
from tests.house.forms import BODIES
from tests.house.observing import Seen
from tests.house.routes import Documented, documented

REFUSED_AT_ONCE = ("PUT", "DELETE", "OPTIONS")
HEADS_OF = ("alice", "anonymous")  # a HEAD runs the view of its GET again, so two roles show it


@dataclass(frozen=True)
class Visit:
    """One request of the crawl and its answer. `body` is None where the request was bare."""

    role: str
    route: Documented
    method: str
    body: Mapping[str, Any] | None
    answer: Seen

    @property
    def is_page(self) -> bool:
        """Return whether a person sees this answer as a page."""
        return self.answer.status in {200, 403, 404, 409, 422} and b"<html" in self.answer.body

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.route.path} {self.answer.status}"


def crawl(everyone: Everyone, role: str) -> Iterator[Visit]:
    """Visit every route as this role: bare with each method, then with each of its bodies."""
    observer = everyone.observer(role)
    bare = ("GET", *(("HEAD",) if role in HEADS_OF else ()), "POST", *REFUSED_AT_ONCE)
    for route in documented().values():
        path = everyone.path(route.path)
        for method in bare:
            yield Visit(role, route, method, None, observer.send(method, path))
        for body in BODIES.get(route.name, ()):
            yield Visit(role, route, "POST", body, observer.send("POST", path, body))
