"""Help and Safety at home, with the app stopped and the recommended proxy still answering for it."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests import proxies
from tests.e2e.conftest import PHONE, Server, free_port
from tests.e2e.test_help_at_once import AT_WORK


def test_both_open_when_the_proxy_answers_502(browser: Browser, server: Server, tmp_path: Path) -> None:
    app = int(server.url.rpartition(":")[2])
    with proxies.running("caddy", port=free_port(), server=app, folder=tmp_path / "caddy", tls=False) as caddy:
        page = browser.new_context(viewport=PHONE, base_url=caddy.url).new_page()
        page.goto("/sign-in/")
        page.evaluate(AT_WORK)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # only the worker's shelf is left
        server.stop()
        with pytest.raises(HTTPError, match="502"):
            urlopen(f"{caddy.url}/help/")
        for path, words in (
            ("/help/", "This page stays on the device"),
            ("/help/safety-at-home/", "If someone at home"),
        ):
            kept = page.goto(path)
            assert kept is not None
            assert kept.status == 200
            expect(page.get_by_text(words)).to_be_visible()
        page.context.close()
