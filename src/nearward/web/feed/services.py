"""The only writes of calendar links."""

import secrets
from datetime import datetime

from nearward.web.core.forget import forget_soon
from nearward.web.feed.models import FeedLink
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import hash_token


def make_link(*, me: Caregiver, now: datetime) -> str:
    """Make one's calendar link and return its secret, which is shown once; an earlier link ends at once."""
    secret = secrets.token_urlsafe(24)
    FeedLink.objects.update_or_create(caregiver=me, defaults={"token_hash": hash_token(secret), "made_at": now})
    return secret


def end_link(*, me: Caregiver) -> None:
    """End one's calendar link at once."""
    FeedLink.objects.filter(caregiver=me).delete()
    forget_soon()
