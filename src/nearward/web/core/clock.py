"""The one clock. Services and views ask it; the domain is handed what it said."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime


def now() -> datetime:
    """Return the present instant in UTC."""
    return timezone.now()


def moment_named(text: str) -> datetime | None:
    """Return the moment an address names, or None for what is not one."""
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
