"""Time the tests: wall and processor seconds by folder, and the slowest ten, printed after every run.

Processor seconds are those of the test's own process, without the servers and browsers it starts. They also
hold on a machine that does other work.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.measured import asked, fenced, write_section

SLOWEST = 10
STARTED = pytest.StashKey[float]()


def processor_seconds() -> float:
    """Return the processor time of this process."""
    spent = os.times()
    return spent.user + spent.system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Hand the start of the test to the reports, which travel from each worker to the controller."""
    item.stash[STARTED] = processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Add the processor seconds of this phase to its report."""
    report = yield
    now = processor_seconds()
    report.processor = now - item.stash.get(STARTED, now)  # type: ignore[attr-defined]
    item.stash[STARTED] = now
    return report


def folder_of(nodeid: str) -> str:
    """Return the folder of a test, two levels deep: `tests/house/test_x.py::y` is in `tests/house`."""
    return "/".join(nodeid.split("::", maxsplit=1)[0].split("/")[:2])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print seconds by folder and the slowest tests."""
    wall: dict[str, float] = defaultdict(float)
    processor: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "processor"):
                wall[report.nodeid] += report.duration
                processor[report.nodeid] += report.processor
    if not wall:
        return
    lines = [*by_folder(wall, processor), "", *slowest(wall, processor)]
    terminalreporter.section("where the seconds went")
    terminalreporter.write_line("\n".join(lines))
    name = os.environ.get("NEARWARD_SECTION")
    if name and asked():
        total = f"{len(wall)} tests, {sum(wall.values()):.0f} s, {sum(processor.values()):.0f} s of processor"
        write_section(name, fenced("\n".join([total, "", *lines])))


def by_folder(wall: dict[str, float], processor: dict[str, float]) -> list[str]:
    """Return a table of the seconds of each folder."""
    lines = [f"{'folder':24} {'tests':>6} {'wall s':>8} {'processor s':>12}"]
    for folder in sorted({folder_of(nodeid) for nodeid in wall}):
        inside = [nodeid for nodeid in wall if folder_of(nodeid) == folder]
        spent = sum(wall[nodeid] for nodeid in inside), sum(processor[nodeid] for nodeid in inside)
        lines.append(f"{folder:24} {len(inside):6} {spent[0]:8.1f} {spent[1]:12.1f}")
    return lines


def slowest(wall: dict[str, float], processor: dict[str, float]) -> list[str]:
    """Return the slowest tests with their wall and processor seconds."""
    first = sorted(wall, key=wall.__getitem__, reverse=True)[:SLOWEST]
    return ["slowest", *(f"{wall[nodeid]:8.1f} {processor[nodeid]:8.1f}  {nodeid}" for nodeid in first)]
