"""Phones that asked for a signal, and what may ring through a person's sleep."""

import uuid

from django.conf import settings
from django.db import models


class Phone(models.Model):
    """One browser's address for signals (RFC 8030), with its keys (RFC 8291).

    `server_key` names the server key the browser was told; `session` is the sign-in on it: where that has ended,
    nothing is sent and the row goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    endpoint = models.TextField(unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    server_key = models.BinaryField()
    session = models.CharField(max_length=40)


class SleepRule(models.Model):
    """What may ring through a person's protected sleep; without a row, nothing was asked yet and nothing rings.

    `relief`: a partner who can't go on. `asks`: an ask the asker chose to wake for, once a block (`woken_until`).
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True)
    relief = models.BooleanField()
    asks = models.BooleanField(default=False)
    woken_until = models.DateTimeField(null=True)
