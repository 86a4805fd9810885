"""One small thing a week, as it stands. There is no history: what has faded is deleted at the next writing."""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver, Family


class Shared(models.Model):
    """What one suggested, to whom, for when; changed in place, its number growing with each change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    by = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    day = models.DateField()
    at = models.TimeField(null=True)
    thing = models.CharField(max_length=12, blank=True)
    words = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    agreed = models.BooleanField(default=False)
    rested_by = models.ForeignKey(Caregiver, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "week"], name="one_thing_a_week")]
