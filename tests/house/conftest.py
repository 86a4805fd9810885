"""What every promise is tested with."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.cache import cache

ZONES = {"Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"}


@pytest.fixture(autouse=True)
def few_zones() -> Iterator[None]:
    """Offer four zones instead of four hundred: pages that list them are asked for thousands of times."""
    with patch("nearward.web.people.forms.available_timezones", lambda: ZONES):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Let no test throttle the next."""
    cache.clear()
