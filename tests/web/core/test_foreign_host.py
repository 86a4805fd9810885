"""A request for another host name: a plain page, and no more than one short line of log a minute."""

import logging

import pytest
from django.test import Client

from nearward.web.core.logs import ForeignHost

LOGGER = logging.getLogger("django.security.DisallowedHost")


@pytest.fixture(autouse=True)
def nothing_logged_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOGGER, "filters", [ForeignHost()])


@pytest.mark.parametrize("path", ["/", "/help/", "/sign-in/"])
def test_it_is_answered_with_a_plain_page(path: str) -> None:
    answer = Client().get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Open Nearward at the address you were given" in page
    assert "evil.example" not in page


def test_many_leave_one_short_line_without_their_words(caplog: pytest.LogCaptureFixture) -> None:
    for number in range(5):
        Client().get("/", headers={"host": f"evil{number}.example"})
    [line] = caplog.records
    assert line.getMessage() == "A request for another host name was refused; NEARWARD_URL names ours."
    assert line.exc_info is None
    assert len(caplog.text) < 200


def test_the_settings_put_the_filter_in_place() -> None:
    from django.conf import settings

    named = settings.LOGGING["loggers"]["django.security.DisallowedHost"]["filters"]
    assert [settings.LOGGING["filters"][name]["()"] for name in named] == [ForeignHost]
