"""The unit for systemd: the docs show the file that is shipped, and systemd itself finds nothing wrong with it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs/how-to"
UNIT = DOCS / "nearward.service"
EXPOSED_AT_MOST = 4.0


def tool(name: str) -> str:
    """Return where a tool of systemd lies; without it the test is skipped, and in CI it fails."""
    found = shutil.which(name)
    if not found:
        assert os.environ.get("CI") != "true", f"{name} is missing: apt-get install systemd"
        pytest.skip(f"SKIPPED: {name} is missing (apt-get install systemd), so the unit was not verified")
    return found


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_the_guide_shows_the_file_that_is_shipped() -> None:
    (shown,) = re.findall(r"```ini\n(\[Unit\].*?)```", (DOCS / "host.md").read_text(), re.S)
    assert shown == UNIT.read_text()


def test_systemd_can_read_it(tmp_path: Path) -> None:
    here = tmp_path / UNIT.name
    command = Path(sys.executable).with_name("nearward")
    here.write_text(UNIT.read_text().replace("/opt/nearward/.venv/bin/nearward", str(command)))
    done = run(tool("systemd-analyze"), "verify", str(here))
    assert (done.returncode, done.stderr) == (0, "")


def test_it_can_be_enabled(tmp_path: Path) -> None:
    folder = tmp_path / "etc/systemd/system"
    folder.mkdir(parents=True)
    shutil.copy(UNIT, folder)
    assert run(tool("systemctl"), f"--root={tmp_path}", "enable", UNIT.name).returncode == 0
    assert (folder / "multi-user.target.wants" / UNIT.name).is_symlink()


def test_it_exposes_little() -> None:
    done = run(tool("systemd-analyze"), "security", "--offline=true", str(UNIT))
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= EXPOSED_AT_MOST


def test_it_waits_for_the_network_and_runs_as_its_own_user() -> None:
    lines = UNIT.read_text().splitlines()
    assert any(line.startswith("After=network-online.target") for line in lines)
    assert {"Wants=network-online.target", "User=nearward", "UMask=0077"} <= set(lines)
    guide = (DOCS / "host.md").read_text()
    own_folder = "install -d -o nearward -g nearward -m 0700 /srv/nearward"
    for step in ("useradd --system", own_folder, "systemctl enable"):
        assert step in guide
