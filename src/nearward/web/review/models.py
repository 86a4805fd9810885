"""Two kinds of tables on purpose: `Draft` stays with its author; the others are what both may see.

Whatever the partner can see reads `Opened`, `Agreed` and `Meeting` alone. An opening moves the words from the one
to the other, for both sides in one transaction.
"""

import uuid

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver, Family


class Draft(drafts.Draft):
    """One's own side of a week while it is sealed, seen by its author only."""

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="review_drafts")
    week = models.DateField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "week"], name="one_side_a_week")]


class Opened(models.Model):
    """One's side of a week once it has opened to the other; each change of it is a row of its own, and all stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="reviews_opened")
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="reviews_received")
    week = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "week", "number"], name="one_change_at_a_time")]


class Agreed(models.Model):
    """That one agrees to open what there is; the partner sees it. Taken back or opened, the row is gone."""

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    week = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "week"], name="agreed_once")]


class Meeting(models.Model):
    """The day on which a family would look at a week together, where it is not that week's Sunday."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    week = models.DateField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "week"], name="one_day_a_week")]
