"""No setting of a person's private side is left out of the two worlds."""

import re
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from tests.house.observing import Observer, Seen
from tests.house.routes import documented
from tests.house.switches import ACTS, LAST, OPEN_OR_SHOWN, SIGN_IN_LIBRARY
from tests.house.two_worlds import played
from tests.house.worlds import KINDS, World

OF_A_PARTNER = {"partner", "mine", "caregiver", "person"}


def posted_by_a_partner() -> set[str]:
    """Return the routes a partner may post to, the sign-in library's own left out."""
    rows = documented().values()
    return {row.name for row in rows if "POST" in row.methods and row.who in OF_A_PARTNER} - {
        row.name for row in rows if row.name.startswith(SIGN_IN_LIBRARY)
    }


def test_every_route_a_partner_posts_to_is_an_act_of_the_worlds_or_shown_to_both() -> None:
    assert posted_by_a_partner() - set(ACTS) - set(OPEN_OR_SHOWN) == set(), "private, or shown? say which"
    assert {*ACTS, *OPEN_OR_SHOWN} <= posted_by_a_partner(), "no such route any more"
    assert set(ACTS) & set(OPEN_OR_SHOWN) == set()
    assert {kind for kinds in ACTS.values() for kind in kinds} <= {*KINDS, *LAST}


def test_the_acts_do_post_there(db: object) -> None:
    reached: set[str] = set()
    send = Observer.send

    def noting(self: Observer, method: str, path: str, body: Mapping[str, Any] | None = None, **how: Any) -> Seen:
        answer = send(self, method, path, body, **how)
        if self.name == "alice" and method == "POST" and answer.status in {200, 302}:
            reached.update(row.name for row in documented().values() if _is(path, row.path))
        return answer

    detail = {"stress": 4, "move": 2, "note": "mine"}
    acts = tuple(
        (kind, "/mine/" if kind == "visit" else 5 if kind == "passkey" else detail) for kind in dict.fromkeys(KINDS)
    )
    world = World(kept=({}, {}), acts=((("alone", detail),), acts, (("pause", {}),)))
    with patch.object(Observer, "send", noting), played(world, "all kinds"):
        pass
    assert set(ACTS) - reached == set()


def _is(path: str, pattern: str) -> bool:
    return bool(re.fullmatch(re.sub(r"<[^>]+>", "[^/]+", pattern), path))
