"""The one thing of this room that another may see: a result its author chose to show."""

from django.db import models

from nearward.web.people.models import Caregiver


class Shown(models.Model):
    """A direction as its author showed it on one day, sealed with the author's key. Taken back, the row is gone."""

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()
