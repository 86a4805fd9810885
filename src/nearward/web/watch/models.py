"""Who has the baby right now by their own tap, and who asks to be relieved. Rows are deleted when they are over."""

import uuid

from django.db import models

from nearward.domain.relief import ReliefCall
from nearward.web.people.models import Caregiver, Family


class Watch(models.Model):
    """A caregiver has the baby from `since` to `until`.

    `relieved` is the partner who could not go on: no plan gives them more of this night.
    """

    family = models.OneToOneField(Family, on_delete=models.CASCADE, primary_key=True)
    holder = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    relieved = models.ForeignKey(Caregiver, on_delete=models.CASCADE, null=True, related_name="+")


class Call(models.Model):
    """One partner's open call: "I can't go on". Nothing of it is kept once it closes.

    `next_signal_at` is when the signal repeats; a process claims that signal by moving it on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    author = models.OneToOneField(Caregiver, on_delete=models.CASCADE, related_name="call")
    began_at = models.DateTimeField()
    next_signal_at = models.DateTimeField(null=True, db_index=True)
    tried = models.PositiveSmallIntegerField(default=0)
    accepted = models.PositiveSmallIntegerField(default=0)

    @property
    def as_said(self) -> ReliefCall:
        """Return the call as the domain knows it."""
        return ReliefCall(self.began_at, self.tried, self.accepted)
