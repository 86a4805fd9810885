"""Two kinds of tables on purpose: `Draft` stays with its author; the others are what both may see.

Whatever the partner can see reads `Opened` and `Proposal` alone. An opening moves the words of both sides in one
transaction. A rehearsed night has no table: nothing of it is kept.
"""

import uuid

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver, Child


class Draft(drafts.Draft):
    """One's own side of what is expected, or one's own note on the pattern; seen by its author only."""

    class Part(models.TextChoices):
        SIDE = "side"
        PATTERN = "pattern"

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="expecting_drafts")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "child", "part"], name="one_side_a_child")]


class Opened(models.Model):
    """One's side once it has opened to the other; it stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="expectations_opened")
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="expectations_received")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "child"], name="opened_once_a_child")]


class Proposal(models.Model):
    """Words for an agreement. Those of one `thread` take each other's place; both see all of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    thread = models.UUIDField()
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="expecting_proposals")
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="one_wording_at_a_time")]
