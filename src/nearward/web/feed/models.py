"""The one calendar link a caregiver may have."""

from django.db import models

from nearward.web.people.models import Caregiver


class FeedLink(models.Model):
    """A caregiver's calendar link, kept only as a hash. A new one takes its place."""

    caregiver = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
