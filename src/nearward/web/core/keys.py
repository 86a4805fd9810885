"""The server's key file: made on first start, readable by its owner only.

One key a line, base64, the current one first. Older lines stay only until `rotate-key` has rewrapped everything.
"""

import base64
import binascii
import os
import secrets
import string
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nearward.domain.refused import Refused

KEY_BYTES = 32
OTHERS = 0o007
TYPED = frozenset(string.printable.encode())
DISTINCT_AT_LEAST = 16


@dataclass(frozen=True)
class ServerKey:
    """32 secret bytes, never used directly: each purpose derives its own key from them."""

    secret: bytes

    def derive(self, purpose: str) -> bytes:
        """Return the 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
        return _derive(self.secret, purpose)

    def line(self) -> str:
        """Return the key as it stands in the key file."""
        return base64.b64encode(self.secret).decode()


@lru_cache(maxsize=32)
def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"nearward {purpose}".encode()).derive(secret)


def new_key() -> ServerKey:
    """Return a fresh random key."""
    return ServerKey(secrets.token_bytes(KEY_BYTES))


def read_keys(file: Path) -> list[ServerKey]:
    """Read the key file, current key first. Raises `Refused` for a file that keeps no secret."""
    if file.stat().st_mode & OTHERS:
        raise Refused(f"Anyone on this machine can read {file}. Close it first: chmod 600 {file}")
    keys = [_key_of(line, file) for line in file.read_text().split()]
    if not keys:
        raise Refused(f"{file} holds no key. Put the right file back, or restore a backup.")
    return keys


def _key_of(line: str, file: Path) -> ServerKey:
    try:
        secret = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise Refused(f"A key in {file} is not 32 random bytes in base64. Put the right file back.")
    if len(set(secret)) < DISTINCT_AT_LEAST or TYPED.issuperset(secret):
        raise Refused(f"A key in {file} was typed, not drawn at random. Move it away and a new one is made.")
    return ServerKey(secret)


def write_keys(file: Path, keys: list[ServerKey]) -> None:
    """Write the key file whole, with mode 0600, so that a crash leaves the old or the new one."""
    _draft(file, keys).replace(file)
    _settle(file.parent)


def ensure_keys(file: Path) -> list[ServerKey]:
    """Return the server's keys, making the file on first start; two first starts at once end with one key."""
    if not file.exists():
        draft = _draft(file, [new_key()])
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        _settle(file.parent)
    return read_keys(file)


def _draft(file: Path, keys: list[ServerKey]) -> Path:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write("".join(key.line() + "\n" for key in keys))
        out.flush()
        os.fsync(out.fileno())
    return draft


def _settle(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Keyring:
    """The keys in use. A rotation changes the file, and a running server follows it at its next use."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._keys = ensure_keys(file)
        self._seen = self._mark()

    def _mark(self) -> tuple[int, int]:
        facts = self.file.stat()
        return facts.st_ino, facts.st_mtime_ns

    def all(self) -> list[ServerKey]:
        """Return the keys, current first; a file that cannot be read now changes nothing."""
        try:
            mark = self._mark()
            if mark != self._seen:
                self._keys, self._seen = read_keys(self.file), mark
        except (OSError, Refused):
            pass
        return self._keys

    def current(self) -> ServerKey:
        """Return the key that new things are sealed with."""
        return self.all()[0]
