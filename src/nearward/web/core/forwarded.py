"""Whether the proxy says whose address a request came from.

Without it all phones look like one: a few wrong passphrases on one of them keep everyone out for a while. Only that
fact is noted, for `nearward check`; no address is.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

FILE = "proxy.json"
MISSING, LOOPBACK, NAMED = "missing", "loopback", "named"


def watch_the_proxy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note what the proxy says of addresses, whenever that changes."""
    if not settings.SECURE_PROXY_SSL_HEADER:
        raise MiddlewareNotUsed
    seen = ""

    def respond(request: HttpRequest) -> HttpResponse:
        nonlocal seen
        now_seen = taken_together(seen, said_of(request))
        if now_seen != seen:
            seen = now_seen
            note(seen)
        return get_response(request)

    return respond


def said_of(request: HttpRequest) -> str:
    """Return what a request says, or nothing for one that did not come through the proxy."""
    if "X-Forwarded-Proto" not in request.headers:
        return ""
    last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if not last:
        return MISSING
    try:
        return LOOPBACK if ip_address(last).is_loopback else NAMED
    except ValueError:
        return MISSING


def taken_together(before: str, more: str) -> str:
    """Return what all requests since the start say.

    One without an address means that the proxy does not set it; clients may send the header themselves.
    Loopback addresses alone may be someone at the server's own keyboard, until another address comes.
    """
    for said in (MISSING, NAMED, LOOPBACK):
        if said in {before, more}:
            return said
    return ""


def note(said: str) -> None:
    """Keep it for `nearward check`; a full disk stops no page."""
    with suppress(OSError):
        (settings.DATA / FILE).write_text(json.dumps({"addresses": said}))


def noted(folder: Path) -> str:
    """Return what was noted last, or nothing."""
    try:
        return str(json.loads((folder / FILE).read_text())["addresses"])
    except (OSError, ValueError, KeyError):
        return ""
