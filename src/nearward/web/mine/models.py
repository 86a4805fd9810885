"""The one thing of this room that another may see: a result its author chose to show."""

from django.db import models

from nearward.web.people.models import Caregiver


class Shown(models.Model):
    """A direction as its author showed it to one partner on one day, sealed with the author's key.

    Taken back, the row is gone. A later partner in the same family was not shown it.
    """

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="shown_to_me")
    sealed = models.BinaryField()
