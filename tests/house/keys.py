"""The keys a page would carry, the same in both worlds."""

from datetime import datetime
from random import Random
from uuid import UUID


def key_of(kind: str, at: datetime) -> UUID:
    """Return the key a page would carry at this moment."""
    return UUID(int=Random(f"{kind} {at}").getrandbits(128))
