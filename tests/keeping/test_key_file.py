"""The server's key file."""

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from nearward.domain.refused import Refused
from nearward.web.core.keys import Keyring, ensure_keys, new_key, read_keys, write_keys
from nearward.web.core.once import Conflict, once
from nearward.web.keeping.rotating import rotate
from tests.conftest import Cast


def test_the_first_start_makes_a_file_only_its_owner_reads(tmp_path: Path) -> None:
    ensure_keys(tmp_path / "deep" / "key")
    assert (tmp_path / "deep" / "key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["key"]


def test_many_first_starts_at_once_end_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _n: ensure_keys(tmp_path / "key"), range(40)))
    assert len({key.secret for keys in made for key in keys}) == 1


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        (bytes(range(31)), "32 random bytes"),
        (bytes(32), "was typed"),
        (b"correct horse battery staple 123", "was typed"),
    ],
)
def test_a_key_that_keeps_no_secret_is_refused(tmp_path: Path, secret: bytes, why: str) -> None:
    file = tmp_path / "key"
    file.write_text(base64.b64encode(secret).decode())
    file.chmod(0o600)
    with pytest.raises(Refused, match=why):
        read_keys(file)


def test_a_file_anyone_can_read_is_refused(tmp_path: Path) -> None:
    ensure_keys(tmp_path / "key")
    (tmp_path / "key").chmod(0o604)
    with pytest.raises(Refused, match="chmod 600"):
        read_keys(tmp_path / "key")


def test_a_running_server_follows_a_rotation_and_keeps_going_when_the_file_is_gone(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "key")
    fresh = new_key()
    write_keys(tmp_path / "key", [fresh, *ring.all()])
    assert ring.current() == fresh
    assert len(ring.all()) == 2
    (tmp_path / "key").unlink()
    assert ring.current() == fresh


def test_what_was_sent_before_a_rotation_is_still_taken_once(cast: Cast) -> None:
    key, made = uuid4(), uuid4()
    sent = {"author": cast.alice.person, "key": key, "body": ["a", 1]}
    assert once(**sent, make=lambda: made) == made  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        once(**{**sent, "body": ["b"]}, make=uuid4)  # type: ignore[arg-type]
    rotate()
    assert once(**sent, make=uuid4) == made  # type: ignore[arg-type]
