"""The night screen on two phones: tapped on one, read live on the other, undone, and kept lit."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.house import small_targets, troubles, wait_until

LIT = """window.lit = 0;
if (navigator.wakeLock) navigator.wakeLock.request = async () => { window.lit += 1; return {}; };"""


def open_screen(page: Page) -> None:
    """Open it from Nights, which leads to it at any hour."""
    page.goto("/nights/")
    page.get_by_role("link", name="The night screen").click()
    expect(page.get_by_role("heading", name="Noor")).to_be_visible()


def test_one_taps_and_the_other_reads_it_live_and_takes_over(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    maya.goto("/nights/feeding/")
    maya.get_by_text("Breast only").click()
    maya.get_by_role("checkbox", name="Maya").check()
    maya.get_by_role("button", name="Keep it").click()
    maya.context.add_init_script(LIT)
    maya.context.add_cookies([{"name": "theme", "value": "day", "url": maya.url}])
    open_screen(maya)
    open_screen(jonas)
    wait_until(maya, "window.lit > 0 || !navigator.wakeLock")
    assert maya.locator("html").get_attribute("data-theme") == "night"

    maya.get_by_role("button", name="Awake").click()
    expect(jonas.get_by_text("Awake since")).to_be_in_viewport(timeout=3000)
    maya.get_by_role("button", name="Fed", exact=True).click()
    maya.get_by_role("button", name="Left side").click()
    expect(maya.get_by_role("button", name="Left side", pressed=True)).to_be_visible()
    expect(jonas.get_by_text("left side.")).to_be_in_viewport(timeout=3000)
    assert troubles(maya) == [] and small_targets(maya) == []
    maya.get_by_role("button", name="Asleep again").click()
    expect(jonas.get_by_text("left side. Asleep since")).to_be_in_viewport(timeout=3000)

    jonas.get_by_role("button", name="Undo: asleep").click()
    expect(maya.get_by_text("Asleep since")).to_have_count(0, timeout=3000)
    jonas.get_by_role("button", name="Asleep again").click()

    maya.get_by_text("A line for whoever takes over").click()
    maya.get_by_label("About Noor").fill("Hiccups for a while. The blue sleep bag is wet.")
    maya.get_by_role("button", name="Leave this line").click()
    expect(jonas.get_by_text("The blue sleep bag is wet.")).to_be_in_viewport(timeout=3000)
    assert troubles(jonas) == [] and small_targets(jonas) == []

    maya.get_by_role("button", name="I can’t go on. Call Jonas").click()
    jonas.get_by_role("button", name="I’ve got Noor").click(timeout=5000)
    open_screen(jonas)
    expect(jonas.get_by_text("You have Noor until")).to_be_in_viewport()
    expect(jonas.get_by_text("The blue sleep bag is wet.")).to_be_in_viewport()
