"""A baby's log, where it came from, and what is being looked at before it comes in."""

import uuid

from django.db import models

from nearward.domain.babylog.records import Kind
from nearward.domain.night_taps import LONGEST_LINE
from nearward.web.people.models import Caregiver, Child, Family


class Import(models.Model):
    """One log that came in: from where, when, and what stayed out. Undoing it takes its entries along.

    `files` holds name, sha256 and counts of each file; `left_out` the skipped rows, packed by `packing`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    child = models.ForeignKey(Child, on_delete=models.CASCADE)
    by = models.ForeignKey(Caregiver, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    source = models.CharField(max_length=30)
    zone = models.CharField(max_length=64)
    who = models.CharField(max_length=80, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    files = models.JSONField()
    left_out = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["family", "at"])]


class LogEntry(models.Model):
    """One sleep, feed, change or pumping. No record says which adult did it.

    `brought_in` is null for a sleep or a feed tapped here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    child = models.ForeignKey(Child, on_delete=models.CASCADE)
    brought_in = models.ForeignKey(Import, on_delete=models.CASCADE, null=True, related_name="entries")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    nap = models.BooleanField(null=True)
    wet = models.BooleanField(null=True)
    solid = models.BooleanField(null=True)
    type = models.CharField(max_length=24, blank=True)
    method = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "child", "key"], name="one_entry_per_key")]
        indexes = [models.Index(fields=["child", "kind", "start"])]


class RecentLog(models.Model):
    """The end of one child's log, as far back as care demand reads: what Today costs, whatever the history.

    `rows` are the sleeps and feeds, packed by `packing`; written with every import, every undo and every tap.
    """

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    rows = models.TextField()


class RecentTaps(models.Model):
    """What was tapped in the last day of a family's baby or twins, and a line left for whoever takes over.

    Neither says who did it. `taps` are packed by `packing`; the log's entries are made of them. The line is gone at
    `line_until`.
    """

    family = models.OneToOneField(Family, on_delete=models.CASCADE, primary_key=True, related_name="recent_taps")
    taps = models.JSONField(default=list)
    line = models.CharField(max_length=LONGEST_LINE, blank=True)
    line_until = models.DateTimeField(null=True, db_index=True)


class Preview(models.Model):
    """Files someone is looking at before they come in: rows cut to what is needed, for an hour, for them alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    author = models.ForeignKey(Caregiver, on_delete=models.CASCADE)
    made_at = models.DateTimeField(db_index=True)
    files = models.BinaryField()
