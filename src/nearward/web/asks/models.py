"""Asks, their answers, and what one gives without being asked."""

import uuid

from django.db import models

from nearward.web.people.models import Caregiver, Family


class Ask(models.Model):
    """One ask from one partner to the other. It is open until it fades, is closed, or is taken back."""

    class End(models.TextChoices):
        CLOSED = "closed"
        TAKEN_BACK = "taken back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    asker = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="asked")
    asked = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="was_asked")
    need = models.CharField(max_length=12)
    kind = models.CharField(max_length=6)
    when = models.CharField(max_length=8)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    fades_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, blank=True, choices=End.choices)
    latest: "Answer | None"  # the answer that stands, where it was read along

    class Meta:
        indexes = [models.Index(fields=["family", "fades_at"])]


class Answer(models.Model):
    """One answer; a later one takes its place, and both stay. `number` lets only one of two at once in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=6)
    at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "number"], name="one_answer_at_a_time")]


class Given(models.Model):
    """A hand-over ("You rest. I've got bedtime."), "I'm here", or a space with its return: needs no reply."""

    class How(models.TextChoices):
        HANDOVER = "handover"
        HERE = "here"
        SPACE = "space"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    giver = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    how = models.CharField(max_length=10, choices=How.choices)
    key = models.CharField(max_length=12, blank=True)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["family", "until"])]
