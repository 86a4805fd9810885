"""Send once: the same key with the same body is the same act; with another body it is a conflict."""

import hashlib
import hmac
import json
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.keys import ServerKey
from nearward.web.core.models import Submission
from nearward.web.core.types import PersonRef


class Conflict(Refused):
    """The key was used before for something else."""


NAME_BYTES = 8


def digest(body: object, key: ServerKey) -> bytes:
    """Return a keyed digest: the body may be private and easy to guess, so a plain hash would tell it.

    It starts with the name of the key that made it, so that a mark of a key rotated away is known as such.
    """
    mark = hmac.new(
        key.derive("submission"), json.dumps(body, sort_keys=True, default=str).encode(), hashlib.sha256
    )
    return key.derive("name")[:NAME_BYTES] + mark.digest()


def _fits(mark: bytes, body: object) -> bool:
    """Return whether the mark may be this body's; one made by a key that is gone gets the benefit of the doubt."""
    same_name = [key for key in settings.KEYRING.all() if key.derive("name")[:NAME_BYTES] == mark[:NAME_BYTES]]
    return not same_name or hmac.compare_digest(mark, digest(body, same_name[0]))


def once(*, author: PersonRef, key: UUID, body: object, make: Callable[[], UUID]) -> UUID:
    """Run `make` (which saves and returns the new row's id) unless this submission was already taken.

    Returns the id of the row it made, now or before. Raises `Conflict` for the same key with another body.
    """
    mark = digest(body, settings.KEYRING.current())
    try:
        with transaction.atomic():
            earlier = Submission.objects.filter(author_id=author.pk, key=key).first()
            if earlier is None:
                made = make()
                Submission.objects.create(author_id=author.pk, key=key, digest=mark, made=made)
                return made
    except IntegrityError:
        earlier = Submission.objects.filter(author_id=author.pk, key=key).first()
        if earlier is None:
            raise
    if not _fits(bytes(earlier.digest), body):
        raise Conflict(N_("This was already sent with other words. Please open the page again."))
    return earlier.made
