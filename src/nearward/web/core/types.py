"""Small shapes the floor needs of the rooms above it, without importing them."""

from typing import Protocol
from uuid import UUID


class PersonRef(Protocol):
    """Anyone with a primary key: enough to say whose submission it is."""

    @property
    def pk(self) -> UUID:
        """The person's id."""
