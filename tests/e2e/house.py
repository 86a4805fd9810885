"""What a journey needs to come in and to look at a page."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NewPhone = Callable[[], Page]


def come_in(page: Page, link: str, name: str, passphrase: str = "calm river under stones") -> None:
    """Use an invite as a new person."""
    page.goto(link)
    page.get_by_label("Your name, as the others read it").fill(name)
    page.get_by_label("A name to sign in with").fill(name.lower())
    page.get_by_label("A passphrase").fill(passphrase)
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("heading", name=f"Welcome, {name}.").wait_for()


def made_link(page: Page) -> str:
    """Return the link a page shows once."""
    return page.locator(".copy").inner_text()


def troubles(page: Page) -> list[str]:
    """Return what axe finds wrong with the page."""
    answer = Axe().run(page).response
    assert answer["passes"], "axe looked at nothing"
    found = answer["violations"]
    return [f"{page.url} {one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


def troubles_in_both_lights(page: Page) -> list[str]:
    """Return what axe finds by day, and what it finds of color by night."""
    found = []
    for theme, options in (("day", {}), ("night", {"runOnly": ["color-contrast"]})):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
        response = Axe().run(page, options=options).response
        assert response["passes"], "axe looked at nothing"
        found += [
            f"{page.url} by {theme} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in response["violations"]
        ]
    return found


def small_targets(page: Page) -> list[str]:
    """Return what can be tapped and is less than 44 pixels wide or high; links inside a sentence may be."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
            .filter(e => e.checkVisibility() && !e.matches('.skip') && !e.closest('datalist'))
            .filter(e => !(e.matches('p a') && getComputedStyle(e).display === 'inline'))
            .map(e => [e.outerHTML.slice(0, 90), (e.closest('label') ?? e).getBoundingClientRect()])
            .filter(([_, r]) => r.width < 44 || r.height < 44)
            .map(([html, r]) => `${html} ${Math.round(r.width)}x${Math.round(r.height)}`)"""
        )
    )


def wait_until(page: Page, truth: str) -> None:
    """Wait until an expression holds on the page; Playwright's own wait is stopped by our content policy."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{truth} never held")
