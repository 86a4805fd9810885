"""The people app."""

import secrets
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import pre_save

ODD = 2**52


class PeopleConfig(AppConfig):
    """Holds persons, families, children and invites."""

    name = "nearward.web.people"

    def ready(self) -> None:
        """Give the sign-in library's rows ids that say nothing of how many others there are.

        Its tables count from 1, and its pages show the number; the library offers no other place to choose it.
        """
        for model in ("mfa.Authenticator", "usersessions.UserSession"):
            pre_save.connect(_at_random, sender=apps.get_model(model), dispatch_uid=f"id of {model}")


def _at_random(instance: Any, **_: Any) -> None:
    if instance.pk is None:
        instance.pk = secrets.randbelow(ODD) + 1
