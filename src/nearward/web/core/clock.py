"""The one clock. Services and views ask it; the domain is handed what it said."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present instant in UTC."""
    return timezone.now()
