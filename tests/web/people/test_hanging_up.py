"""Whatever ends a session ends the live lines it had open, too."""

from collections.abc import Callable, Iterator
from unittest.mock import patch
from uuid import UUID

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from nearward.web.core import live
from tests.conftest import PASSPHRASE, Cast

NEW = "another warm slow boat"


@pytest.fixture
def acts() -> Iterator[list[tuple[str, tuple[UUID, ...]]]]:
    """Return what the house says to open lines, as it says it."""
    said: list[tuple[str, tuple[UUID, ...]]] = []
    with patch.object(live, "_send", lambda act, people: said.append((act, tuple(people)))):
        yield said


def end_the_others(_cast: Cast, alice: Client) -> None:
    alice.post("/you/devices/", {"which": "others"})


def sign_out(_cast: Cast, alice: Client) -> None:
    alice.post("/sign-out/")


def choose_a_new_passphrase(_cast: Cast, alice: Client) -> None:
    alice.post("/you/passphrase/", {"oldpassword": PASSPHRASE, "password1": NEW})


def come_back_with_a_code(cast: Cast, _alice: Client) -> None:
    code = RecoveryCodes.activate(cast.alice.person).get_unused_codes()[0]
    Client().post("/sign-in/lost/", {"sign_in_name": "Alice", "code": code, "passphrase": NEW})


@pytest.mark.parametrize("end", [end_the_others, sign_out, choose_a_new_passphrase, come_back_with_a_code])
def test_lines_of_ended_sessions_are_hung_up(
    cast: Cast, acts: list[tuple[str, tuple[UUID, ...]]], end: Callable[[Cast, Client], None]
) -> None:
    alice = Client()
    assert alice.post("/sign-in/", {"login": "alice", "password": PASSPHRASE}).status_code == 302
    acts.clear()
    end(cast, alice)
    assert (live.HANG_UP, (cast.alice.person_id,)) in acts
