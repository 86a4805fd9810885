"""What partners let their counselor read. A row is the consent: taken back, it is gone."""

import uuid
from datetime import date
from typing import NamedTuple

from django.db import models

from nearward.domain.consent import WORDS, Grant, What
from nearward.web.core import vault
from nearward.web.people.models import Caregiver, Counselor


class Counsel(models.Model):
    """One partner and the counselor they let in: alone, unless they show the other partner.

    Until the counselor took the link there is none, only the link's hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="counsels")
    counselor = models.ForeignKey(Counselor, on_delete=models.CASCADE, null=True, related_name="counsels")
    token_hash = models.BinaryField(unique=True, null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "counselor"], name="one_counsel_each")]


class Period(NamedTuple):
    """Of which days, until when."""

    since: date | None
    until: date


class Given(models.Model):
    """One class given to one counselor, with its days and its end."""

    counsel = models.ForeignKey(Counsel, on_delete=models.CASCADE, related_name="given")
    what = models.CharField(max_length=12, choices=[(what.value, WORDS[what]) for what in What])
    item = models.CharField(max_length=10, blank=True)
    since = models.DateField(null=True)
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["counsel", "what"], name="one_grant_a_class")]

    @property
    def period(self) -> Period:
        """Return its days and its end."""
        return Period(self.since, self.until)

    @property
    def grant(self) -> Grant:
        """Return it as the domain knows it."""
        return Grant(What(self.what), self.until, self.since, self.item)


class Read(models.Model):
    """That a counselor opened one class, and when. It says nothing of what was in it."""

    counsel = models.ForeignKey(Counsel, on_delete=models.CASCADE, related_name="reads")
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["counsel", "-at"])]

    @property
    def said(self) -> str:
        """Return the class in words."""
        return WORDS[What(self.what)]


class Homework(models.Model):
    """Something a counselor offers one person for the days between two sessions, sealed with that person's key.

    `away`: the person put it away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    counsel = models.ForeignKey(Counsel, on_delete=models.CASCADE, related_name="homework")
    at = models.DateTimeField()
    sealed = models.BinaryField()
    away = models.BooleanField(default=False)

    def place(self, owner: uuid.UUID) -> vault.Place:
        """Return where its text belongs: with whom it is offered to."""
        return vault.Place("grants.Homework", "sealed", owner, self.pk)
