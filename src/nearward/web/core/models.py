"""What the floor keeps: which submissions were already taken."""

import uuid

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """One form a person sent, so that sending it again neither loses nor doubles it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.UUIDField()
    digest = models.BinaryField()
    made = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="one_submission_per_key")]
