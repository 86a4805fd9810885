"""Pictures for the docs, taken by the browser tests when NEARWARD_PICTURES names a folder."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = os.environ.get("NEARWARD_PICTURES", "")
SHEET = """<style>body{{margin:0;padding:26px;display:flex;gap:26px;background:#9aa5b1;width:max-content}}
img{{width:390px;height:844px;border-radius:36px;display:block}}</style>{images}"""


def take(page: Page, name: str) -> None:
    """Take a picture of what the phone shows, if pictures are wanted."""
    if FOLDER:
        page.wait_for_timeout(250)
        page.screenshot(path=Path(FOLDER) / f"{name}.png")


def side_by_side(page: Page, name: str, pictures: list[str]) -> None:
    """Lay some of the pictures side by side, as on a table."""
    if FOLDER:
        images = "".join(f'<img src="file://{Path(FOLDER) / picture}.png">' for picture in pictures)
        sheet = Path(FOLDER) / "sheet.html"
        sheet.write_text(SHEET.format(images=images))
        page.goto(f"file://{sheet}")
        page.locator("body").screenshot(path=Path(FOLDER) / f"{name}.png")
        sheet.unlink()
