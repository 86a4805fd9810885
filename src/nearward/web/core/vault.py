"""Private text at rest: AES-256-GCM under a key per person, which the server key wraps.

The claim is exactly this: a stolen database or backup does not reveal the text; the person who runs the
server could. Model, field, owner and row are authenticated with each text, so that a sealed text copied to
another row, field or person does not open.
"""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class UnreadableError(Exception):
    """A sealed text was changed, moved, or its key is gone."""


@dataclass(frozen=True)
class Place:
    """Where a sealed text belongs; it opens nowhere else."""

    model: str
    field: str
    owner: object
    row: object

    def bytes(self) -> bytes:
        """Return the associated data."""
        return f"{self.model}|{self.field}|{self.owner}|{self.row}".encode()


def _seal(key: bytes, plain: bytes, place: Place) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.bytes())


def _open(key: bytes, sealed: bytes, place: Place) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.bytes())
    except (InvalidTag, ValueError) as error:
        raise UnreadableError(f"{place.model}.{place.field} does not open here") from error


def _key_place(owner: object) -> Place:
    return Place("people.PersonKey", "wrapped", owner, owner)


def new_wrapped_key(owner: object) -> bytes:
    """Return a fresh key for `owner`, wrapped by the current server key."""
    return _seal(settings.KEYRING.current().derive("vault"), secrets.token_bytes(32), _key_place(owner))


@lru_cache(maxsize=256)
def unwrap(owner: object, wrapped: bytes) -> bytes:
    """Return the owner's key; older server keys are tried while a rotation is under way."""
    for server_key in settings.KEYRING.all():
        try:
            return _open(server_key.derive("vault"), wrapped, _key_place(owner))
        except UnreadableError:
            continue
    raise UnreadableError("this person's key does not open with the server's key file")


def is_current(owner: object, wrapped: bytes) -> bool:
    """Return whether the current server key wraps this person's key."""
    return _opens(settings.KEYRING.current().derive("vault"), wrapped, _key_place(owner))


def _opens(key: bytes, sealed: bytes, place: Place) -> bool:
    try:
        _open(key, sealed, place)
    except UnreadableError:
        return False
    return True


def rewrap(owner: object, wrapped: bytes) -> bytes:
    """Return the same key, wrapped by the current server key."""
    return _seal(settings.KEYRING.current().derive("vault"), unwrap(owner, wrapped), _key_place(owner))


def seal_text(text: str, *, wrapped: bytes, place: Place) -> bytes:
    """Seal `text` for its owner at its place; an empty text stays empty."""
    return _seal(unwrap(place.owner, bytes(wrapped)), text.encode(), place) if text else b""


def open_text(sealed: bytes | memoryview | None, *, wrapped: bytes, place: Place) -> str:
    """Open a sealed text, or raise `UnreadableError`."""
    if not sealed:
        return ""
    return _open(unwrap(place.owner, bytes(wrapped)), bytes(sealed), place).decode()


SECRET_PLACE = Place("mfa.Authenticator", "data", "server", "secret")


def seal_secret(text: str) -> str:
    """Seal a short sign-in secret (a recovery seed) under the server key itself, as hex."""
    return _seal(settings.KEYRING.current().derive("sign-in"), text.encode(), SECRET_PLACE).hex()


def is_secret_current(sealed: str) -> bool:
    """Return whether the current server key seals this sign-in secret."""
    return _opens(settings.KEYRING.current().derive("sign-in"), bytes.fromhex(sealed), SECRET_PLACE)


def open_secret(sealed: str) -> str:
    """Open what `seal_secret` sealed."""
    for server_key in settings.KEYRING.all():
        try:
            return _open(server_key.derive("sign-in"), bytes.fromhex(sealed), SECRET_PLACE).decode()
        except UnreadableError:
            continue
    raise UnreadableError("this sign-in secret does not open with the server's key file")
