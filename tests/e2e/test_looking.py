"""Promise 12 and the look: every page of everyone, opened once and looked at in every way."""

import os
from collections import defaultdict
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.conftest import Figure
from tests.e2e.conftest import PHONE
from tests.e2e.pressing import covered
from tests.e2e.visiting import COUNSELOR, DESK, MADE_UP, SMALL, STRANGER, Visitors

ALIKE = ("/help/", "/parts/", "/you/")  # the same for everyone: Maya's are looked at
SHOWN_TO_ALL = {"/family/lost/"}  # Help asks nobody who they are, so it shows this link to a helper too
# `bin/prove` looks at everything of everyone. The gate leaves out what is much like Maya's.
WHOLE = bool(os.environ.get("NEARWARD_E2E_WHOLE"))
WHO = ("Maya", "Priya", "Gran", COUNSELOR, STRANGER, *(("Jonas",) if WHOLE else ()))
LONG = ("Maya", "Priya", "Gran", "Dr. Ruiz")  # so many pages that bin/prove looks at them
OF_THOSE_WHO_EXPECT = ("/nights/", "/family/", "/us/", "/mine/expecting/", "/mine/review/")

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


Faults = dict[str, list[str]]


def in_light(page: Page, theme: str) -> None:
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)


def axe_faults(page: Page, axe: Axe) -> list[str]:
    """Return what axe finds by day with all its rules, and by night with those that see color."""
    page.evaluate(axe.axe_script)
    found = []
    for theme, only in (("day", {}), ("night", {"runOnly": ["color-contrast"]})):
        in_light(page, theme)
        options: dict[str, Any] = {"resultTypes": ["violations"], "iframes": False, **only}
        result = page.evaluate("(options) => axe.run(document, options)", options)
        found += [f"{theme} {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in result["violations"]]
    return found


def look(page: Page, axe: Axe) -> Faults:
    """Look at one open page in every way; the page is of no use to anyone afterwards."""
    page.set_viewport_size(PHONE)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
    found = {
        "axe": axe_faults(page, axe),
        "target too small": page.evaluate(TARGETS),
        "no label": page.evaluate(UNLABELLED),
        "moves though asked not to": page.evaluate(MOVING),
        "no visible focus": page.evaluate(UNREACHED),
        "covered": covered(page),
    }
    page.set_viewport_size(SMALL)
    found["scrolls sideways at 320"] = page.evaluate(WIDER)
    page.set_viewport_size(DESK)
    found["target too small at a desk"] = page.evaluate(TARGETS)
    found["scrolls sideways at a desk"] = page.evaluate(WIDER)
    page.set_viewport_size(PHONE)
    found["cut off at 200 %"] = page.evaluate(CLIPPED)
    found["scrolls sideways at 200 %"] = page.evaluate(WIDER)
    return found


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.proved if name in LONG else ()) for name in WHO],
    ids=lambda name: name or "a stranger",
)
def test_every_page_is_sound_and_asks_nobody_else_for_anything(
    visitors: Visitors, figure: Figure, name: str
) -> None:
    axe, looked = Axe(), 0
    asked: list[str] = []
    errors: list[ConsoleMessage] = []
    faults: defaultdict[str, list[str]] = defaultdict(list)
    light = "dark" if name in {"Jonas", "Priya"} else "light"
    only = OF_THOSE_WHO_EXPECT if name == "Priya" and not WHOLE else ("/",)
    with visitors.page(name, reduced_motion="reduce", color_scheme=light) as page:
        page.context.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: said.type == "error" and errors.append(said))
        page.on("pageerror", lambda error: faults["script"].append(str(error)))
        for path in visitors.tour(name, page, only):
            # Jonas sees the kinds of pages that Maya sees; his are opened for what they ask for.
            if name == "Jonas" or (name not in {"Maya", STRANGER} and path.startswith(ALIKE)):
                continue
            looked += 1
            for kind, found in look(page, axe).items():
                faults[kind] += [f"{path}: {fault}" for fault in found]
    faults["leads nowhere"] = sorted(set(visitors.closed) - SHOWN_TO_ALL)
    expected = {visitors.house.url + path for path in (*SHOWN_TO_ALL, MADE_UP)}
    faults["console"] = [said.text for said in errors if said.location["url"] not in expected]
    elsewhere = [url for url in asked if not url.startswith((visitors.house.url, "data:"))]
    whose = name or "a stranger"
    figure(f"12 requests to anyone else, {whose}: {len(elsewhere)} of {len(asked)}")
    count = sum(map(len, faults.values()))
    figure(f"axe, thumb, keyboard, 320 px, 200 %, stillness, {whose}: {looked} pages, {count} faults")
    assert elsewhere == []
    assert not any(faults.values()), "\n".join(f"{kind}: {one}" for kind, found in faults.items() for one in found)


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
