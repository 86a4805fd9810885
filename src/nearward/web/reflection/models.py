"""What one writes for oneself, and the one sentence of it a partner may be shown."""

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver


class Draft(drafts.Draft):
    """One part of a reflection, sealed with its author's key, seen by its author only."""

    class Part(models.TextChoices):
        SITUATIONS = "situations"
        LEARNED = "learned"

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="reflections")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "part"], name="one_draft_a_part")]


class Shown(models.Model):
    """One sentence its author showed to one partner, sealed with the author's key. Taken back, the row is gone."""

    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, primary_key=True, related_name="+")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()
