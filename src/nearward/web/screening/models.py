"""One's own answers to a form, and someone to call. Both are sealed, and seen by their author alone."""

import uuid

from django.db import models

from nearward.web.core import vault
from nearward.web.people.models import Caregiver


class Answered(models.Model):
    """One form as its author answered it once: which form and which options, sealed with the author's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["author", "-at"])]

    def place(self, owner: uuid.UUID) -> vault.Place:
        """Return where its text belongs."""
        return vault.Place("screening.Answered", "sealed", owner, self.pk)


class SomeoneTrusted(models.Model):
    """A name and a telephone number, sealed with their author's key."""

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()

    def place(self, owner: uuid.UUID) -> vault.Place:
        """Return where its text belongs."""
        return vault.Place("screening.SomeoneTrusted", "sealed", owner, self.pk)
