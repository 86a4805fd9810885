"""`Draft` stays with its author; `Opened` is what both may see once both have finished, until the baby is here."""

import uuid

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver


class Draft(drafts.Draft):
    """What one expects, while it is sealed, seen by its author only."""

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, related_name="expecting_draft")
    finished_at = models.DateTimeField(null=True)


class Opened(models.Model):
    """What one expected, as it opened to one partner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="expectations_opened")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="expectations_received")
    sealed = models.BinaryField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "to"], name="expected_once_of_each")]
