"""Each partner's part in the cycle."""

from django.db import models

from nearward.web.people.models import Caregiver


class CyclePart(models.Model):
    """Whether one partner agrees to look at the cycle together, and their own words for what happens inside."""

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    agreed_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=160, blank=True)
