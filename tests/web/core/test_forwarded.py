"""What the proxy says of addresses is noted for `nearward check`; no address is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory

from nearward.web.core.forwarded import FILE, watch_the_proxy
from nearward.web.keeping import checking

Visit = Callable[..., None]


@pytest.fixture
def visit(settings: Any, tmp_path: Path) -> Visit:
    """Return a function that sends a request through the proxy, from an address as the proxy names it."""
    settings.DATA = tmp_path
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    respond = watch_the_proxy(lambda _request: HttpResponse())

    def send(address: str | None, *, through: bool = True) -> None:
        headers = {"x-forwarded-proto": "https"} if through else {}
        if address is not None:
            headers["x-forwarded-for"] = address
        assert respond(RequestFactory().get("/", headers=headers)).status_code == 200

    return send


def found() -> list[tuple[str, bool]]:
    """Return what `check` says of the proxy: its state, and whether it names the header."""
    said = [one for one in checking._configuration() if one.what == "proxy"]
    return [(one.state, "X-Forwarded-For" in one.sentence) for one in said]


def test_nothing_is_said_before_anyone_came(visit: Visit) -> None:
    assert found() == []


@pytest.mark.parametrize("address", [None, "", "unknown"])
def test_a_request_without_an_address_is_to_be_fixed(visit: Visit, address: str | None) -> None:
    visit(address)
    assert found() == [("fix", True)]


def test_an_address_that_a_client_sent_by_itself_does_not_hide_it(visit: Visit) -> None:
    visit(None)
    visit("203.0.113.7")
    assert found() == [("fix", True)]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_nothing_but_this_machine_is_to_be_minded_until_another_comes(visit: Visit, address: str) -> None:
    visit(address)
    assert found() == [("mind", True)]
    visit("203.0.113.7")
    assert found() == [("ok", False)]
    visit(address)
    assert found() == [("ok", False)]


def test_what_did_not_come_through_the_proxy_says_nothing(visit: Visit) -> None:
    visit(None, through=False)
    assert found() == []


def test_no_address_is_kept(visit: Visit, tmp_path: Path) -> None:
    visit("203.0.113.7, 198.51.100.9")
    assert (tmp_path / FILE).read_text() == '{"addresses": "named"}'


def test_a_full_disk_stops_no_page(visit: Visit, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "gone"
    visit("203.0.113.7")


def test_without_a_trusted_proxy_nothing_is_watched(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None
    with pytest.raises(MiddlewareNotUsed):
        watch_the_proxy(lambda _request: HttpResponse())
