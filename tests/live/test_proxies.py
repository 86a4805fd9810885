"""The two proxies of the host guide, as they are written there, in front of a real server."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from nearward.web.core.forwarded import LOOPBACK, noted
from tests import proxies
from tests.conftest import PASSPHRASE
from tests.e2e.conftest import free_port, wait_for
from tests.live.test_live_line import House, house


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Set a house up once."""
    return house(tmp_path_factory.mktemp("behind"))


@pytest.fixture(params=proxies.KINDS)
def site(request: pytest.FixtureRequest, built: House, tmp_path: Path) -> Iterator[proxies.Proxy]:
    """Run the server behind one of the proxies, over HTTPS."""
    if proxies.installed(request.param) is None and os.environ.get("CI") != "true":
        pytest.skip(f"no {request.param} here")
    behind, before = free_port(), free_port()
    env = {**built.env, "NEARWARD_URL": f"https://localhost:{before}", "NEARWARD_TRUST_PROXY": "true"}
    server = subprocess.Popen([sys.executable, "-m", "nearward", "serve", "--port", str(behind)], env=env)
    try:
        wait_for(behind)
        with proxies.running(request.param, port=before, server=behind, folder=tmp_path) as proxy:
            yield proxy
    finally:
        server.kill()
        server.wait()


class Phone:
    """A phone at an address of its own, which keeps its cookies."""

    def __init__(self, site: proxies.Proxy, address: str) -> None:
        self.site, self.cookies = site, dict[str, str]()
        self.line = http.client.HTTPSConnection(
            "localhost", site.port, context=proxies.ANY_CERTIFICATE, timeout=20, source_address=(address, 0)
        )

    def ask(self, path: str, form: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """Send a request; the answer's body is still to be read."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Origin": self.site.url}
        if form is None:
            self.line.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self.line.request("POST", path, urlencode(form), headers)
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def sign_in(self, name: str) -> int:
        """Sign in with a passphrase; return the status."""
        page = self.ask("/sign-in/").read().decode()
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        answer = self.ask("/sign-in/", {"csrfmiddlewaretoken": token, "login": name, "password": PASSPHRASE})
        answer.read()
        return answer.status


def addresses_seen(built: House) -> set[str]:
    """Return the addresses the sign-ins came from, as the server saw them."""
    return set(
        built.run(
            "import django; django.setup()\n"
            "from allauth.usersessions.models import UserSession\n"
            "print(*UserSession.objects.values_list('ip', flat=True))"
        ).split()
    )


@pytest.mark.proved
def test_the_recipe_works_word_for_word(site: proxies.Proxy, built: House) -> None:
    mine, yours = (f"127.0.0.{site.port % 100 + 2}", f"127.0.1.{site.port % 100 + 2}")
    one, other = Phone(site, mine), Phone(site, yours)
    with closing(one.line), closing(other.line):
        assert (one.sign_in("alice"), other.sign_in("bob")) == (302, 302)
        assert "__Host-session" in one.cookies, "the server knows that this is HTTPS"
        assert addresses_seen(built) >= {mine, yours}
        assert noted(Path(built.env["NEARWARD_DATA"])) == LOOPBACK, "it saw the header, and here no other machine"
        live = other.ask("/live")
        assert live.status == 200
        assert live.readline() == b"retry: 2000\n", "the first words come through at once"
        assert site.stop() < 6, "an open live line does not keep the proxy from stopping"
