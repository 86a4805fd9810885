"""Two kinds of tables on purpose: `Draft` stays with its author; the others are what both may see.

Sharing a step copies its words from the one to the other; taking it back deletes the copy.
"""

import uuid

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver, Family


class Repair(models.Model):
    """One repair of two partners, or of one alone, and what it is about, in the words of whoever started it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    starter = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="repairs_started")
    other = models.ForeignKey(Caregiver, on_delete=models.CASCADE, null=True, related_name="repairs_joined")
    about = models.BinaryField(default=b"")
    started_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family", "-started_at"])]


class Draft(drafts.Draft):
    """One step as its author writes it, seen by its author only."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="repair_drafts")
    step = models.CharField(max_length=6)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repair", "author", "step"], name="one_draft_a_step")]


class Shared(models.Model):
    """One step its author shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    repair = models.ForeignKey(Repair, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    step = models.CharField(max_length=6)
    sealed = models.BinaryField(default=b"")
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repair", "author", "step"], name="shared_once")]


class Left(models.Model):
    """That one has left a repair. The other sees that it rests, and nothing else."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repair", "author"], name="left_once")]


class Proposal(models.Model):
    """Words for the one agreement at the end; later ones take their place, and all stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    repair = models.ForeignKey(Repair, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repair", "number"], name="one_proposal_at_a_time")]
