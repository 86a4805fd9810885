"""Two tables on purpose: what was said openly, and what stays with its author.

Whatever the partner can see reads `Said` alone, so that nothing private can reach it by a forgotten filter.
"""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver, Family


class Said(models.Model):
    """Need and room, said openly: the seven levels (0–4) and room (0–4).

    `held`: said while sharing was paused; it stays with its author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    at = models.DateTimeField()
    levels = models.JSONField(default=dict)
    room = models.PositiveSmallIntegerField(null=True)
    held = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["author", "-at"])]


class CheckIn(models.Model):
    """One check-in, seen by its author only. `said` points to its open part, if there is one.

    An `event` is the one tap after something happened: how hard it got, and which way one moved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    said = models.OneToOneField(Said, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    day = models.DateField()
    stress = models.PositiveSmallIntegerField(null=True)
    move = models.PositiveSmallIntegerField(null=True)
    event = models.BooleanField(default=False)
    sleep_minutes = models.PositiveSmallIntegerField(null=True)
    note = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["author", "-at"])]
