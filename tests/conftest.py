"""The cast: Alice and Bob are partners with Kit; Gran helps; Zed has a family of his own; nobody else may see."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings

# Servers the tests start read the real settings from their own environment.
os.environ["DJANGO_SETTINGS_MODULE"] = "nearward.web.settings"

from django.core.management import call_command
from django.test import Client

from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child, Invite
from tests import stage
from tests.cast import NOON, PASSPHRASE, ask_of, come_in, say

__all__ = ["FIXTURES", "NOON", "PASSPHRASE", "Cast", "ask_of", "come_in", "say"]
Figure = Callable[[str], None]
pytest_plugins = ["tests.timing"]


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Lay out the static files as the server does."""
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def quick_passphrases(settings: object) -> None:
    """Hash test passphrases cheaply; nothing else of sign-in changes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def no_signals_leave() -> Iterator[None]:
    """Let no test knock on a push service; those of the sending itself send to a place of their own."""
    with patch("nearward.web.notify.sending.soon"), patch("nearward.web.notify.sending.at_once"):
        yield


@dataclass
class Cast:
    """Everyone in the tests, by name."""

    alice: Caregiver
    bob: Caregiver
    gran: Caregiver
    zed: Caregiver
    kit: Child


def _bring_in(at: datetime) -> None:
    """Bring in the cast through the real services."""
    alice = come_in("Alice", Invite.For.FAMILY, at=at)
    come_in("Bob", Invite.For.PARTNER, alice, at=at)
    come_in("Gran", Invite.For.HELPER, alice, at=at)
    come_in("Zed", Invite.For.FAMILY, at=at)
    people.save_child(me=alice, facts=people.ChildFacts("Kit", born_on=(at - timedelta(days=40)).date()), now=at)


@pytest.fixture
def cast(db: object) -> Cast:
    """Return the cast, who came in yesterday."""
    stage.set_down(_bring_in, at=datetime.now(UTC) - timedelta(days=1))
    found = {one.person.name: one for one in Caregiver.objects.select_related("person", "family")}
    return Cast(*(found[name] for name in ("Alice", "Bob", "Gran", "Zed")), Child.objects.get())


@pytest.fixture
def phone(cast: Cast) -> Callable[[Caregiver], Client]:
    """Return a function that gives someone a signed-in phone."""

    def sign_in(who: Caregiver) -> Client:
        client = Client(enforce_csrf_checks=False)
        client.force_login(who.person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in


@pytest.fixture
def inside(phone: Callable[[Caregiver], Client]) -> Callable[[Caregiver], Client]:
    """Return a function that gives someone a signed-in phone on which Mine is open."""

    def opened(who: Caregiver) -> Client:
        client = phone(who)
        session = client.session
        session["mine_used"] = datetime.now(UTC).timestamp()
        session.save()
        return client

    return opened


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that prints a promise's figure at the end of the run."""
    return lambda line: record_property("figure", line)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures of the promises."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    lines = [value for report in reports for name, value in report.user_properties if name == "figure"]
    if lines:
        terminalreporter.section("figures of the promises")
        terminalreporter.write_line("\n".join(sorted(set(lines))))


FIXTURES = Path(__file__).parent / "fixtures"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let nothing be skipped where CI says so."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
