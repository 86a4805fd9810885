"""Pictures for the docs. `bin/docs` takes them; the test suite leaves this file alone."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.conftest import Phone

FOLDER = Path(os.environ.get("NEARWARD_PICTURES", "docs/pictures"))
SHEET = """<style>body{{margin:0;padding:26px;display:flex;gap:26px;background:#9aa5b1;width:max-content}}
img{{width:390px;height:844px;border-radius:36px;display:block}}</style>{images}"""


def take(page: Page, name: str) -> None:
    """Take a picture of what the phone shows."""
    page.wait_for_timeout(250)
    page.screenshot(path=FOLDER / f"{name}.png")


def side_by_side(page: Page, name: str, pictures: list[str]) -> None:
    """Lay some of the pictures side by side, as on a table."""
    images = "".join(f'<img src="file://{FOLDER / picture}.png">' for picture in pictures)
    sheet = FOLDER / "sheet.html"
    sheet.write_text(SHEET.format(images=images))
    page.goto(f"file://{sheet}")
    page.locator("body").screenshot(path=FOLDER / f"{name}.png")
    sheet.unlink()


def test_three_phones_for_the_readme(phone_of: Phone) -> None:
    jonas, maya = phone_of("Jonas"), phone_of("Maya")
    for page, theme in ((jonas, "day"), (maya, "night")):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
    jonas.goto("/")
    take(jonas, "today")
    maya.goto("/ask/")
    take(maya, "ask")
    maya.context.add_cookies([{"name": "theme", "value": "day", "url": maya.url}])
    maya.goto("/check-in/")
    maya.get_by_role("group", name="Stress").get_by_role("radio", name="7", exact=True).check()
    maya.get_by_role("group", name="Which way did I move?").get_by_role("radio", name="3", exact=True).check()
    maya.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    take(maya, "check-in")
    side_by_side(jonas, "readme", ["today", "ask", "check-in"])
