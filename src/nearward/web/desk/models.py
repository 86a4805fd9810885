"""A counselor's own notes: sealed with their key, read by nobody else, and left when a family ends."""

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Counselor


class Note(drafts.Draft):
    """One note of one day. `about` names no row: a counsel that ends takes no note with it."""

    counselor = models.ForeignKey(Counselor, on_delete=models.CASCADE, related_name="notes")
    about = models.UUIDField(null=True)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["counselor", "-day"])]
