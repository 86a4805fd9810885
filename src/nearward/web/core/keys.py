"""The server's key file: made on first start, readable by its owner only.

One key a line, base64, the current one first. Older lines stay only until `rotate-key` has rewrapped everything.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@dataclass(frozen=True)
class ServerKey:
    """32 secret bytes, never used directly: each purpose derives its own key from them."""

    secret: bytes

    def derive(self, purpose: str) -> bytes:
        """Return the 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
        return HKDF(SHA256(), 32, salt=None, info=f"nearward {purpose}".encode()).derive(self.secret)

    def line(self) -> str:
        """Return the key as it stands in the key file."""
        return base64.b64encode(self.secret).decode()


def new_key() -> ServerKey:
    """Return a fresh random key."""
    return ServerKey(secrets.token_bytes(32))


def read_keys(file: Path) -> list[ServerKey]:
    """Read the key file, current key first."""
    return [ServerKey(base64.b64decode(line)) for line in file.read_text().split()]


def write_keys(file: Path, keys: list[ServerKey]) -> None:
    """Write the key file whole, with mode 0600, so that a crash leaves the old or the new one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write("".join(key.line() + "\n" for key in keys))
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def ensure_keys(file: Path) -> list[ServerKey]:
    """Return the server's keys, making the file on first start."""
    if not file.exists():
        write_keys(file, [new_key()])
    return read_keys(file)
