"""A backup file: AES-256-GCM in ordered chunks, so that it can be written and read in little memory.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a nonce is the chunk's number and a mark on
the last one, so chunks cannot be dropped, doubled, moved or cut off. Each file has a key of its own, derived from
the backup key and a random salt. The header is authenticated with every chunk:

    magic "NEARWARD" | version u8 | salt 16 bytes | chunk size u32 (big endian)
    chunk … chunk, each sealed: chunk size + 16 bytes of tag, the last one shorter or equal
"""

import io
import secrets
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nearward.domain.refused import Refused

MAGIC, VERSION, SALT, TAG = b"NEARWARD", 1, 16, 16
HEADER = struct.Struct(f">{len(MAGIC)}sB{SALT}sI")
CHUNK = 256 * 1024
CHUNK_MOST = 1 << 24

NOT_OURS = "This is not a Nearward backup, or it was cut off at its start."
TOO_NEW = "This backup was made by a newer Nearward. Update this one, then restore."
DAMAGED = (
    "This backup does not open with this key, or it was changed or cut off. Try another copy, or check the key."
)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"nearward backup 1").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">3xQB", number, last)


class Sealer(io.RawIOBase):
    """A writable file that seals what is written; `close` writes the last chunk."""

    def __init__(self, out: BinaryIO, key: bytes, chunk: int = CHUNK) -> None:
        self._out, self._chunk, self._held, self._number = out, chunk, bytearray(), 0
        salt = secrets.token_bytes(SALT)
        self._header = HEADER.pack(MAGIC, VERSION, salt, chunk)
        self._aead = _cipher(key, salt)
        out.write(self._header)

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, data: object) -> int:
        """Take bytes; whole chunks go out, and one is held back since it may be the last."""
        view = memoryview(data)  # type: ignore[arg-type]
        self._held += view
        while len(self._held) > self._chunk:
            self._seal(bytes(self._held[: self._chunk]), last=False)
            del self._held[: self._chunk]
        return view.nbytes

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._aead.encrypt(_nonce(self._number, last), plain, self._header))
        self._number += 1

    def finish(self) -> None:
        """Seal the last chunk; without this the file does not open."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()


class Opener(io.RawIOBase):
    """A readable file that opens what `Sealer` sealed. Raises `Refused` at the first byte that is not as it was."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source, self._held, self._number, self._ended = source, b"", 0, False
        self._header = _exactly(source, HEADER.size)
        if len(self._header) < HEADER.size or not self._header.startswith(MAGIC):
            raise Refused(NOT_OURS)
        _magic, version, salt, self._chunk = HEADER.unpack(self._header)
        if version != VERSION:
            raise Refused(TOO_NEW)
        if not 0 < self._chunk <= CHUNK_MOST:
            raise Refused(NOT_OURS)
        self._aead = _cipher(key, salt)
        self._next = _exactly(source, self._chunk + TAG)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from the open chunk, opening the next one when it is used up."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._held and not self._ended:
            self._open_one()
        count = min(len(view), len(self._held))
        view[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def _open_one(self) -> None:
        sealed, self._next = self._next, _exactly(self._source, self._chunk + TAG)
        self._ended = not self._next
        try:
            self._held = self._aead.decrypt(_nonce(self._number, self._ended), sealed, self._header)
        except InvalidTag:
            raise Refused(DAMAGED) from None
        self._number += 1

    def drain(self) -> None:
        """Read to the last chunk, which proves that nothing was cut off."""
        while self.read(CHUNK):
            pass


def _exactly(source: BinaryIO, size: int) -> bytes:
    parts = []
    while size and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
