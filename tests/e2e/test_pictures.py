"""The README's picture: three phones of the made-up family."""

from tests.e2e import pictures
from tests.e2e.conftest import Phone


def test_three_phones_for_the_readme(phone_of: Phone) -> None:
    jonas, maya = phone_of("Jonas"), phone_of("Maya")
    for page, theme in ((jonas, "day"), (maya, "night")):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
    jonas.goto("/")
    pictures.take(jonas, "today")
    maya.goto("/ask/")
    pictures.take(maya, "ask")
    maya.context.add_cookies([{"name": "theme", "value": "day", "url": maya.url}])
    maya.goto("/check-in/")
    maya.get_by_role("group", name="Stress").get_by_role("radio", name="7", exact=True).check()
    maya.get_by_role("group", name="Which way did I move?").get_by_role("radio", name="3", exact=True).check()
    maya.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    pictures.take(maya, "check-in")
    pictures.side_by_side(jonas, "readme", ["today", "ask", "check-in"])
