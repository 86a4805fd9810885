"""Each partner's part in the cycle."""

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
