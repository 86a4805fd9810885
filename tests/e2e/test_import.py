"""Bring in a log through a real browser, with the real file chooser."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import FIXTURES
from tests.e2e.conftest import Phone, Preloaded, Server

LOGS = FIXTURES / "babybuddy"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, preloaded: Preloaded) -> Iterator[Server]:
    """Run one demo for this file: each test leaves Noor's log as it found it."""
    running = Server(preloaded, tmp_path_factory.mktemp("demo") / "data")
    yield running
    running.stop()


def choose(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_label("CSV files").click()
    chooser.value.set_files(list(files))
    page.get_by_role("button", name="Look at them first").click()


def long_nights(folder: Path) -> Path:
    """A log of ten nights in which the baby sleeps seven hours at a stretch."""
    last = datetime.now(UTC).replace(hour=20, minute=0, second=1, microsecond=0) - timedelta(days=1)
    rows = []
    for back in range(11):
        at = last - timedelta(days=back)
        rows.append(f"1,Noor,,{at:%Y-%m-%d %H:%M:%S},{at + timedelta(hours=2):%Y-%m-%d %H:%M:%S},0,")
        at += timedelta(hours=2, minutes=20)
        end = min(at + timedelta(hours=7), datetime.now(UTC))
        rows.append(f"1,Noor,,{at:%Y-%m-%d %H:%M:%S},{end:%Y-%m-%d %H:%M:%S},0,")
    file = folder / "Sleep-long.csv"
    file.write_text("\n".join(["id,child_first_name,child_last_name,start,end,nap,notes", *rows]))
    return file


def no_barriers(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_real_exports_come_in_once_with_every_trap(phone_of: Phone) -> None:
    maya = phone_of("Maya")
    maya.goto("/family/")
    maya.get_by_role("link", name="Add a baby, expected or born").click()
    maya.get_by_label("Name, or what you call your baby for now").fill("Emily")
    maya.get_by_label("Born on").fill("2020-01-17")
    maya.get_by_role("button", name="Save").click()
    maya.get_by_role("link", name="Emily").click()
    maya.get_by_role("link", name="Bring in a log").click()
    choose(maya, *sorted(LOGS.glob("*.csv")))
    expect(maya.get_by_label("This log is for")).to_have_value(
        maya.get_by_role("option", name="Emily").get_attribute("value") or ""
    )
    expect(maya.get_by_role("heading", name="177 rows would come in")).to_be_visible()
    expect(maya.get_by_text("Row 2: It is about another child: 99.")).to_be_visible()
    expect(maya.get_by_text("Not needed for planning; nothing of it is kept.").first).to_be_visible()
    no_barriers(maya)
    maya.get_by_role("button", name="Bring it in").click()
    expect(maya.get_by_role("heading", name="177 rows")).to_be_visible()
    with maya.expect_download() as download:
        maya.get_by_role("link", name="Rows left out, as a CSV file").click()
    assert "It is about another child: 99." in Path(download.value.path()).read_text(encoding="utf-8")
    no_barriers(maya)
    maya.get_by_role("link", name="More files").click()
    no_barriers(maya)
    choose(maya, *sorted(LOGS.glob("*.csv")))
    maya.get_by_label("This log is for").select_option("Emily")
    maya.get_by_role("button", name="Look again").click()
    expect(maya.get_by_role("heading", name="Nothing new to bring in")).to_be_visible()
    expect(maya.get_by_role("button", name="Bring it in")).to_have_count(0)


def test_a_log_changes_what_both_phones_say_of_tonight(phone_of: Phone, tmp_path: Path) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    tonight = jonas.locator("section.card", has=jonas.get_by_role("heading", name="Tonight"))
    expect(tonight).to_contain_text("Noor’s longest stretch lately: about 3 h")
    maya.get_by_role("link", name="Nights").click()
    no_barriers(maya)
    maya.get_by_role("link", name="Bring in a log").click()
    choose(maya, long_nights(tmp_path))
    maya.get_by_label("Its times are in").select_option("UTC")
    maya.get_by_role("button", name="Look again").click()
    maya.get_by_role("button", name="Bring it in").click()
    expect(tonight).to_contain_text(re.compile("Noor’s longest stretch lately: about [56].h"), timeout=3000)
    maya.get_by_text("Take it back").click()
    maya.get_by_role("button", name="Delete what came in").click()
    expect(tonight).to_contain_text("Noor’s longest stretch lately: about 3 h", timeout=3000)


def test_files_that_cannot_come_in_are_refused_without_script_and_the_rest_kept(
    phone_of: Phone, server: Server, tmp_path: Path
) -> None:
    maya = phone_of("Maya", java_script_enabled=False)
    large, other = tmp_path / "large.csv", tmp_path / "other.csv"
    with large.open("wb") as file:
        file.truncate(12_000_000)
    other.write_text("date,caregiver,stress\n2026-03-01,Maya,3\n")
    for wrong, sentence in (
        (large, "large.csv is larger than 10 MB"),
        (other, "other.csv is not a log Nearward can read"),
    ):
        maya.goto(f"{server.url}/log/")
        with maya.expect_response(lambda answer: answer.request.method == "POST") as answer:
            choose(maya, wrong)
        assert answer.value.status == 422
        expect(maya.get_by_role("alert")).to_have_count(1)
        expect(maya.get_by_role("alert")).to_contain_text(sentence)
    choose(maya, other, long_nights(tmp_path))
    expect(maya.get_by_text("Sleep-long.csv")).to_be_visible()
    maya.get_by_role("button", name="Go on with the files kept").click()
    maya.get_by_role("button", name="Bring it in").click()
    expect(maya.get_by_role("heading", name="22 rows")).to_be_visible()
    maya.get_by_text("Take it back").click()
    maya.get_by_role("button", name="Delete what came in").click()
    expect(maya.get_by_text("Nothing of it is left here.")).to_be_visible()


def test_a_file_too_large_to_take_in_gets_a_page_that_says_so(
    phone_of: Phone, server: Server, tmp_path: Path
) -> None:
    maya = phone_of("Maya", java_script_enabled=False)
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    maya.goto(f"{server.url}/log/")
    choose(maya, huge)
    expect(maya.get_by_text("This is too large to send")).to_be_visible()
