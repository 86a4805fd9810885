"""What both partners may see: words they agree on, and what is planned for a week. Sealed with its author's key."""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver, Family


class Wording(models.Model):
    """Words put to one partner to agree on; later ones take their place once agreed, and all stay."""

    class About(models.TextChoices):
        FOUR = "four"
        BIRTH = "birth"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    about = models.CharField(max_length=8, choices=About.choices)
    number = models.PositiveSmallIntegerField()
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="wordings")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="wordings_read")
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "about", "number"], name="one_wording_at_a_time")]


class Plan(models.Model):
    """One small thing of a week, or a time one keeps; the other's answer stands beside it. It ends by itself."""

    class Kind(models.TextChoices):
        SMALL = "small"
        TIME = "time"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="week_plans")
    to = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True, related_name="week_plans_read")
    asks = models.BooleanField(default=False)
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    fades_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, blank=True)
    answer_words = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["family", "fades_at"])]
