"""The backup key: 160 random bits in nine groups of four, to be written on paper.

Crockford's base 32 (no I, L, O or U; case, spaces and dashes do not matter; O reads as 0, I and L as 1). The ninth
group is a check, so that a slip of the pen is found before a backup is blamed.
"""

import hashlib
import os
import secrets
from pathlib import Path

from nearward.domain.refused import Refused

NAME = "backup.key"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_BYTES, KEY_SIGNS, CHECK_SIGNS = 20, 32, 4
FORGIVEN = str.maketrans("OIL", "011")


def _signs(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(count)))


def _check(key: bytes) -> str:
    return _signs(int.from_bytes(hashlib.sha256(b"nearward backup key" + key).digest()[:4]), CHECK_SIGNS)


def written(key: bytes) -> str:
    """Return the key as groups to write down."""
    signs = _signs(int.from_bytes(key), KEY_SIGNS) + _check(key)
    return " ".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def parse(text: str) -> bytes:
    """Read a key as it was written down. Raises `Refused` when it cannot be right."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(FORGIVEN)
    if len(signs) != KEY_SIGNS + CHECK_SIGNS:
        raise Refused(f"A backup key has nine groups of four signs; this one has {len(signs)} signs. Check it.")
    if not set(signs) <= set(ALPHABET):
        raise Refused("A backup key has digits and letters without I, L, O and U. Check it sign by sign.")
    number = 0
    for sign in signs[:KEY_SIGNS]:
        number = number * 32 + ALPHABET.index(sign)
    key = number.to_bytes(KEY_BYTES)
    if _check(key) != signs[KEY_SIGNS:]:
        raise Refused("One sign of this backup key is not right. Check it group by group.")
    return key


def ensure(file: Path) -> tuple[bytes, bool]:
    """Return the key in the file and whether it was made just now (mode 0600)."""
    if file.exists():
        return parse(file.read_text()), False
    key = secrets.token_bytes(KEY_BYTES)
    keep(file, key)
    return key, True


def keep(file: Path, key: bytes) -> None:
    """Write the key into a file that only its owner reads."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(written(key) + "\n")
        out.flush()
        os.fsync(out.fileno())
