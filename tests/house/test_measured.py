"""What docs/reference/measured.md says was written by a command, and says when and at which commit."""

import re
from pathlib import Path

import pytest

from tests.measured import PAGE, SECTION, STAMP, write_section


def faults(page: str) -> list[str]:
    """Return what of this page no command wrote, and which sections do not say when."""
    outside = re.sub(r"`[^`\n]+`", "", SECTION.sub("", page))
    found = [f"outside every section: {line}" for line in outside.splitlines() if re.search(r"\d|^\||^```", line)]
    undated = [found["name"] for found in SECTION.finditer(page) if not STAMP.search(found["body"])]
    return found + [f"no date or commit: {name}" for name in undated]


def test_every_figure_was_written_by_a_command() -> None:
    assert faults(PAGE.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "| a figure | 12 ms | 15 ms |\n",
        "It takes 12 ms.\n",
        "<!-- begin by hand -->\n## by hand\n\n| a figure | 12 ms |\n<!-- end by hand -->\n",
        "<!-- begin a -->\nMeasured on 2026-01-01 at 10:00 UTC.\n<!-- end a -->\n",
    ],
)
def test_a_row_written_by_hand_is_found(planted: str) -> None:
    assert faults(f"# What it costs\n\n{planted}")


def test_a_section_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    page = tmp_path / "measured.md"
    page.write_text("# What it costs\n\nWords.\n")
    write_section("bin/one", ["| first |"], page=page)
    write_section("bin/other", ["| stays |"], page=page)
    write_section("bin/one", ["| second |"], page=page)
    held = page.read_text()
    assert faults(held) == []
    assert [found["name"] for found in SECTION.finditer(held)] == ["bin/one", "bin/other"]
    assert ("| first |" in held, "| second |" in held, "| stays |" in held) == (False, True, True)
