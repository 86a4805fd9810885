"""The needs beside the lean: all at the top, and of seven alike sleep."""

from nearward.domain.needs import NEEDS
from nearward.web.core.clock import now
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, words


def test_when_needs_tie_all_of_them_are_said_and_of_seven_most_of_all_sleep(cast: Cast, phone: Phone) -> None:
    bob = phone(cast.bob)
    say(cast.alice, at=now(), levels={**dict.fromkeys(NEEDS, 0), "hands": 3, "sleep": 3, "calm": 3}, room=1)
    assert "Alice: to sleep, a pair of hands, to calm down together; room: a little." in words(bob, "/")
    say(cast.alice, at=now(), levels=dict.fromkeys(NEEDS, 4), room=0)
    assert "Alice: everything, most of all sleep; room: none." in words(bob, "/")
