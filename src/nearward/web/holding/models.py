"""What a family holds, who holds each stage of it, and what is offered. No row counts anything."""

import uuid

from django.db import models
from django.db.models import Q

from nearward.web.people.models import Caregiver, Family


def _holder(name: str) -> "models.ForeignKey[Caregiver | None, Caregiver | None]":
    return models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name=name)


class Responsibility(models.Model):
    """One item of invisible labor; a stage without a holder is open.

    `taste` holds how each finds it (−1, 0, 1) and `cannot` who cannot take it on, both by caregiver id.
    `plain`: known to speak of no baby, so that it still shows after a loss.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    written_by = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="wrote_down")
    kind = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    title_by = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="+")
    standard = models.TextField(blank=True)
    standard_by = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="put_in_words")
    agreed = models.BooleanField(default=False)
    planned = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=30)
    mental = models.PositiveSmallIntegerField(default=2)
    fixed_time = models.BooleanField(default=False)
    taste = models.JSONField(default=dict)
    cannot = models.JSONField(default=list)
    plain = models.BooleanField(default=False)
    notice = _holder("notices")
    plan = _holder("plans")
    do = _holder("does")
    locked_until = models.DateField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["family", "ended_at"])]


class Before(models.Model):
    """Words that stood for an item before others took their place: whose they were, and until when."""

    class What(models.TextChoices):
        TITLE = "title"
        STANDARD = "standard"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Responsibility, on_delete=models.CASCADE, related_name="before")
    what = models.CharField(max_length=8, choices=What.choices)
    words = models.TextField()
    by = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed = models.BooleanField(default=False)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["item", "until"])]


class Offer(models.Model):
    """One offer that an item goes whole to one of two: to the one asked, or (`takes`) to the one who offers.

    `fades_at` is the latest it can stand until. `waits` is worked out when it is read: whether it is kept from the
    one asked, who has no room now (`waiting.py`).
    """

    class How(models.TextChoices):
        YES = "yes"
        NO = "no"
        BACK = "taken back"
        OVER = "over"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Responsibility, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="offered")
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="was_offered")
    takes = models.BooleanField()
    made_at = models.DateTimeField()
    fades_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, blank=True, choices=How.choices)
    waits = False

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(ended_at__isnull=True), name="one_offer_at_a_time")
        ]


class Quiet(models.Model):
    """The day one asked for no more invitations this week; seen by nobody else."""

    who = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    since = models.DateField()


class WeekPlan(models.Model):
    """One proposal of what may change hands from `made_on` to `ends_on`. Nothing moves by it alone.

    `most` is how much was asked for at most; `fewer`: less was found that would serve either of the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    most = models.PositiveSmallIntegerField()
    fewer = models.BooleanField()
    made_at = models.DateTimeField()
    made_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["family", "made_at"])]


class Part(models.Model):
    """One thing that could change hands whole, why, and since when it is refused; by whom is kept nowhere.

    `giver` held it whole when it was proposed; without one its stages were split between the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(WeekPlan, on_delete=models.CASCADE, related_name="parts")
    item = models.ForeignKey(Responsibility, on_delete=models.CASCADE, related_name="+")
    giver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, null=True, related_name="+")
    taker = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    why = models.JSONField()
    refused_on = models.DateField(null=True)
