"""Words kept as they are written, every few seconds, on whichever device: nothing is written over unseen.

A draft has a number that grows with each save, and remembers which open page saved it last. A page saves over its
own words, or over words it was opened with. Anything else is a conflict, and whoever writes sees both.
"""

import uuid
from dataclasses import dataclass

from django.db import models

from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.once import Conflict

HEADER, NUMBER = "X-Keep", "X-Number"


class Newer(Conflict):
    """Another device saved other words since this page was opened. Carries them, and their number."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(
            N_("Another device of yours kept other words meanwhile. Both stand here; save what is right.")
        )
        self.text, self.number = text, number


@dataclass(frozen=True)
class Page:
    """Which save a page was opened on, and its key."""

    seen: int
    key: uuid.UUID


class Draft(models.Model):
    """A sealed text of one person, the number of its save, and the page that saved it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField(default=b"")
    number = models.PositiveIntegerField(default=0)
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        abstract = True

    def place(self, owner: uuid.UUID) -> vault.Place:
        """Return where its text belongs."""
        return vault.Place(self._meta.label, "sealed", owner, self.pk)

    def text(self, owner: uuid.UUID, wrapped: bytes | memoryview) -> str:
        """Open it."""
        return vault.open_text(self.sealed, wrapped=bytes(wrapped), place=self.place(owner))

    def write(self, text: str, *, owner: uuid.UUID, wrapped: bytes, seen: int, key: uuid.UUID) -> None:
        """Take the words of the page `key`, opened on save `seen`, or raise `Newer`; the caller saves."""
        kept = self.text(owner, wrapped)
        if text != kept and self.number != seen and self.key != key:
            raise Newer(kept, self.number)
        self.sealed = vault.seal_text(text, wrapped=wrapped, place=self.place(owner))
        self.number += 1
        self.key = key
