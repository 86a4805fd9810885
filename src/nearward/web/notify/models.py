"""Phones that asked for a signal."""

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
