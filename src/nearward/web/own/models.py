"""Two kinds of tables on purpose: `Draft` stays with its author; `OwnTime` both may see, and it knows no place."""

import uuid

from django.db import models

from nearward.domain import own
from nearward.web.core import drafts
from nearward.web.people.models import Caregiver


class Draft(drafts.Draft):
    """What one keeps in one place, sealed with its author's key, seen by its author only."""

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="kept_places")
    place_named = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "place_named"], name="one_draft_a_place")]


class OwnTime(models.Model):
    """One time of one's own in one week, asked of one partner, or kept alone. Taken back, the row is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="own_times")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="asked_to_hold")
    week = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    words = models.BinaryField(default=b"")
    number = models.PositiveSmallIntegerField(default=0)
    how = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField(null=True)
    but = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "week"], name="one_own_time_a_week")]

    @property
    def time(self) -> own.Time:
        """Return from when to when."""
        return own.Time(self.starts_at, self.ends_at)

    @property
    def state(self) -> own.State:
        """Return how it stands."""
        return own.State(self.number, self.how, asked=self.to_id is not None)  # type: ignore[arg-type]


class Answered(models.Model):
    """An answer that stood before a later one took its place, sealed with the key of whoever gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    time = models.ForeignKey(OwnTime, on_delete=models.CASCADE, related_name="answered")
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=4)
    at = models.DateTimeField(null=True)
    but = models.BinaryField(default=b"")
    said_at = models.DateTimeField()
