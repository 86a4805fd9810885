"""Each partner's part in the cycle, and the words the two found for the four sentences."""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver


class CyclePart(models.Model):
    """Whether one partner agrees to look at the cycle with the other, and their own words for what happens inside.

    Both are said to that partner: with a later one it begins anew.
    """

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    partner = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="cycle_with_me")
    agreed_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=160, blank=True)


class Wording(models.Model):
    """The four sentences in words one partner found for the two, sealed with the author's key; all of them stay.

    They are said between these two: a later partner is never shown them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="wordings")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="wordings_to_me")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "to", "number"], name="one_wording_a_number")]
