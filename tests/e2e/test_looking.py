"""Promises 12 and the look: every page of everyone, at phone and desk, by day and by night."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import Figure
from tests.e2e.conftest import PHONE
from tests.e2e.pressing import covered
from tests.e2e.visiting import COUNSELOR, DESK, SMALL, Visitors

ALIKE = ("/help/", "/parts/", "/you/")  # the same for everyone
WHO = ("Maya", "Jonas", "Priya", "Gran", COUNSELOR, "")
SHAPES = [(size, theme) for size in (PHONE, DESK) for theme in ("day", "night")]

# Small targets that are meant: a stop of a scale is a slice of one 48 px high slider; a link in a sentence is text.
TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.type !== 'hidden')
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('.scale, p, .skip'))
  .filter((one) => !one.matches('.skip'))
  .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect(), one.getBoundingClientRect()])
  .filter(([, hit, box]) => Math.max(hit.width, box.width) < 43.5 || Math.max(hit.height, box.height) < 43.5)
  .map(([one, hit]) => `${one.outerHTML.slice(0, 90)} ${Math.round(hit.width)}×${Math.round(hit.height)}`)"""
UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter((one) => !one.labels?.length && !one.ariaLabel && !one.getAttribute('aria-labelledby'))
  .map((one) => one.outerHTML.slice(0, 120))"""
WIDER = """() => document.scrollingElement.scrollWidth > innerWidth + 1
  ? [`page ${document.scrollingElement.scrollWidth} wide: ` + ([...document.body.querySelectorAll('*')]
    .find((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.visually-hidden'))
    ?.outerHTML.slice(0, 120) ?? '')] : []"""
CLIPPED = """() => { document.documentElement.style.fontSize = '200%';
  return [...document.querySelectorAll('main *, header *, nav *')]
  .filter((one) => !one.closest('.visually-hidden, svg'))
  .filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
    && !one.matches('input, select, textarea')).map((one) => one.outerHTML.slice(0, 100)); }"""
MOVING = """() => [...document.getAnimations().map((one) => one.animationName ?? 'transition'),
  ...[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration
    .split(',').some((time) => parseFloat(time) > 0)).map((one) => one.outerHTML.slice(0, 80))]"""
UNREACHED = """() => { const group = new Set();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
  .filter((one) => one.type !== 'radio' || !group.has(one.name) && group.add(one.name))
  .filter((one) => { one.focus({focusVisible: true});
    const seen = [one, one.closest('label')].some((at) => at && getComputedStyle(at).outlineStyle !== 'none'
      && parseFloat(getComputedStyle(at).outlineWidth) >= 2);
    return document.activeElement !== one || one.tabIndex < 0 || !seen; })
  .map((one) => one.outerHTML.slice(0, 120)); }"""


def wrong_at(page: Page, check: str) -> list[str]:
    found: list[str] = page.evaluate(check)
    return found


def shaped(page: Page, size: Any, theme: str) -> None:
    page.set_viewport_size(size)
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)


def everywhere(visitors: Visitors, look: Callable[[Page, str], list[str]], who: tuple[str, ...] = WHO) -> list[str]:
    """Look at every page of everyone; one page that several see alike is looked at once for each."""
    found, alike = [], set()
    for name in who:
        with visitors.page(name, reduced_motion="reduce") as page:
            for path in visitors.paths(name):
                if path in alike:
                    continue
                alike |= {path} if path.startswith(ALIKE) else set()
                page.goto(visitors.house.url + path)
                if not page.locator('link[rel="stylesheet"]').count():
                    continue  # the sign-in library's own look, until the page has ours
                found += [f"{name or 'a stranger'} {path}: {fault}" for fault in look(page, name)]
    return found


def test_axe_finds_nothing_on_any_page_in_any_shape(visitors: Visitors, figure: Figure) -> None:
    axe, looked = Axe(), 0

    def look(page: Page, _name: str) -> list[str]:
        nonlocal looked
        page.evaluate(axe.axe_script)
        found = []
        for size, theme in SHAPES:
            shaped(page, size, theme)
            looked += 1
            only = (
                {"runOnly": ["color-contrast"]} if theme == "night" else {}
            )  # nothing else changes with the light
            options = {"resultTypes": ["violations"], "iframes": False, **only}
            result = page.evaluate("(options) => axe.run(document, options)", options)
            found += [
                f"{size['width']} {theme} {fault['id']}: {fault['nodes'][0]['html'][:120]}"
                for fault in result["violations"]
            ]
        return found

    found = everywhere(visitors, look, ("Maya", "Priya", "Gran", COUNSELOR, ""))
    figure(f"axe: {looked} pages in a shape, {len(found)} violations")
    assert not found, "\n".join(found)


def test_every_page_fits_a_thumb_a_keyboard_and_a_small_phone(visitors: Visitors, figure: Figure) -> None:
    looked = 0

    def look(page: Page, _name: str) -> list[str]:
        nonlocal looked
        looked += 1
        found = [f"target too small: {fault}" for fault in wrong_at(page, TARGETS)]
        found += [f"no label: {fault}" for fault in wrong_at(page, UNLABELLED)]
        found += [f"moves though asked not to: {fault}" for fault in wrong_at(page, MOVING)]
        found += [f"no visible focus: {fault}" for fault in wrong_at(page, UNREACHED)]
        page.set_viewport_size(SMALL)
        found += [f"scrolls sideways at 320: {fault}" for fault in wrong_at(page, WIDER)]
        page.set_viewport_size(PHONE)
        found += covered(page)
        found += [f"cut off at 200 %: {fault}" for fault in wrong_at(page, CLIPPED)]
        found += [f"scrolls sideways at 200 %: {fault}" for fault in wrong_at(page, WIDER)]
        return found

    found = everywhere(visitors, look, ("Maya", "Gran", COUNSELOR, ""))
    figure(f"thumb, keyboard, 320 px, 200 %, stillness: {looked} pages, {len(found)} faults")
    assert not found, "\n".join(found)


def test_tab_reaches_everything_on_today_in_order(visitors: Visitors) -> None:
    with visitors.page("Jonas") as page:
        page.goto(visitors.house.url)
        wanted = page.evaluate("() => [...document.querySelectorAll('a[href], button')].filter((one) =>"
                               " one.checkVisibility({visibilityProperty: true})).length")  # fmt: skip
        reached = set()
        for _ in range(wanted + 2):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("() => [...document.querySelectorAll('a[href], button')]"
                                      ".indexOf(document.activeElement)"))  # fmt: skip
        assert len(reached - {-1}) == wanted


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_asks_anyone_else_for_anything(visitors: Visitors, figure: Figure, theme: str) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    for name in WHO if theme == "light" else ("Jonas",):
        with visitors.page(name, color_scheme=theme) as page:
            page.context.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            for path in visitors.paths(name):
                page.goto(visitors.house.url + path)
    elsewhere = [url for url in asked if not url.startswith((visitors.house.url, "data:"))]
    figure(f"12 requests to anyone else, {theme}: {len(elsewhere)} of {len(asked)}")
    assert elsewhere == []
    assert sorted(set(troubles)) == []
