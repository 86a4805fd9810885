"""`Draft` stays with its author; `Shared` is the one sentence of it that one partner may see."""

from django.db import models

from nearward.web.core import drafts
from nearward.web.people.models import Caregiver


class Draft(drafts.Draft):
    """What one answered or wrote about one thing, seen by its author only."""

    class About(models.TextChoices):
        WAYS = "ways"
        LEARNED = "learned"
        KEEP = "keep"

    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="reflections")
    about = models.CharField(max_length=8, choices=About.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "about"], name="one_reflection_each")]


class Shared(models.Model):
    """One sentence its author shared with one partner, sealed with the author's key; taken back, it is gone."""

    author = models.OneToOneField(
        Caregiver, on_delete=models.CASCADE, primary_key=True, related_name="sentence_shared"
    )
    to = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="sentences_received")
    sealed = models.BinaryField()
