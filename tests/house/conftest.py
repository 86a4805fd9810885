"""What every promise is tested with."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.cache import cache

from nearward.web.people import places_on_earth

ZONES = {"Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"}


@pytest.fixture(autouse=True)
def few_zones() -> Iterator[None]:
    """Offer four zones instead of four hundred: pages that list them are asked for thousands of times."""
    kept = places_on_earth.zones, places_on_earth._by_ending
    with patch("nearward.web.people.places_on_earth.available_timezones", lambda: ZONES):
        for cached in kept:
            cached.cache_clear()
        yield
    for cached in kept:
        cached.cache_clear()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Let no test throttle the next."""
    cache.clear()
