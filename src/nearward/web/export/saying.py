"""Days and times as the paper says them, in the zone of whoever reads it."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format


def day(at: datetime) -> str:
    """Return the day of a moment."""
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def moment(at: datetime) -> str:
    """Return a day and time."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def joined(*said: Any) -> str:
    """Join what there is."""
    return " ".join(str(one) for one in said if one)
