"""Time the tests: wall and processor seconds by folder, and the slowest ten, printed after every run.

Processor seconds include the processes a test starts and waits for (servers, browsers), so that they also hold
on a busy machine.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

SLOWEST = 10
STARTED = pytest.StashKey[float]()


def processor_seconds() -> float:
    """Return the processor time of this process and of its finished children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


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
    folders = sorted({folder_of(nodeid) for nodeid in wall})
    terminalreporter.section("seconds by folder")
    terminalreporter.write_line(f"{'folder':30} {'tests':>6} {'wall':>8} {'processor':>10}")
    for folder in folders:
        inside = [nodeid for nodeid in wall if folder_of(nodeid) == folder]
        total = sum(wall[nodeid] for nodeid in inside), sum(processor[nodeid] for nodeid in inside)
        terminalreporter.write_line(f"{folder:30} {len(inside):6} {total[0]:8.1f} {total[1]:10.1f}")
    terminalreporter.section("slowest tests (wall, processor)")
    for nodeid in sorted(wall, key=wall.__getitem__, reverse=True)[:SLOWEST]:
        terminalreporter.write_line(f"{wall[nodeid]:8.1f} {processor[nodeid]:8.1f}  {nodeid}")
