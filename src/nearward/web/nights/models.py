"""A family's usual hours, and the nights planned from them."""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver, Family


class Hours(models.Model):
    """One caregiver's usual night, as they said it themselves; open to the family, since plans rest on it.

    `leaves` are mornings (Monday 0) on which a partner is gone from `leaves_at`; `evenings` are a helper's.
    `said` is false where only `breastfeeds` is known, from what was said of feeding: the hours are assumed then.
    """

    caregiver = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    bed = models.TimeField()
    up = models.TimeField()
    leaves = models.JSONField(default=list)
    leaves_at = models.TimeField()
    floor_minutes = models.PositiveSmallIntegerField()
    breastfeeds = models.BooleanField(default=False)
    evenings = models.JSONField(default=list)
    said = models.BooleanField(default=True)


class GivenSleep(models.Model):
    """The sleep one partner wants the plan to know, given by their own tap and open to the other since then.

    It is a number they chose to say, never taken from their private check-ins.
    """

    caregiver = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Feeding(models.Model):
    """How the baby is fed at night: bottles null is formula, 0 breast only."""

    family = models.OneToOneField(Family, on_delete=models.CASCADE, primary_key=True)
    bottles = models.PositiveSmallIntegerField(null=True)


class PlannedNight(models.Model):
    """One proposal for one night. A later one takes its place and the earlier stays, no longer shown.

    `people` are caregiver ids by place; `plan` is the duty by slot, the protected blocks and the words (packed).
    It is empty where someone who was in it erased everything of theirs: then only that there was a plan is left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    evening = models.DateField()
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    people = models.JSONField()
    plan = models.JSONField()
    put_off = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "evening", "number"], name="one_plan_a_number")]


class NightYes(models.Model):
    """One caregiver's yes to one proposal; nothing holds until every partner has said it."""

    night = models.ForeignKey(PlannedNight, on_delete=models.CASCADE, related_name="yes")
    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["night", "caregiver"], name="one_yes_each")]
