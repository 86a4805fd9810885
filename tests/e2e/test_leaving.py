"""A quiet leave on two phones: three taps, nobody asked, and the other reads one sentence."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.e2e.house import small_targets, troubles


@pytest.mark.parametrize("script", [True, False])
def test_one_leaves_in_three_taps_and_the_other_reads_one_sentence(phone_of: Phone, script: bool) -> None:
    maya, jonas = phone_of("Maya", java_script_enabled=script), phone_of("Jonas")
    jonas.goto("/nights/")
    maya.goto("/holding/")
    maya.get_by_role("link", name="you are Maya").click()
    maya.get_by_role("link", name="Pause sharing, or leave").click()
    if script:
        assert troubles(maya) == []
        assert small_targets(maya) == []
    maya.get_by_role("button", name="Leave now").click()
    expect(maya.get_by_text("Jonas")).to_have_count(0)
    jonas.goto("/")
    expect(jonas.get_by_text("This space is no longer shared.")).to_be_visible()
    expect(jonas.locator("main").get_by_text("Maya")).to_have_count(0)
    for path in ("/us/", "/us/review/", "/us/repair/", "/nights/", "/holding/"):
        jonas.goto(path)
        expect(jonas.locator("main").get_by_text("Maya")).to_have_count(0)
    maya.goto("/mine/")
    expect(maya.get_by_text("Your PIN").or_(maya.get_by_text("Your check-ins")).first).to_be_visible()
