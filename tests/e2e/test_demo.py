"""`nearward demo` as it is started from a terminal."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import free_port

LINK = re.compile(r"^([\w. ]+): http\S+")


@pytest.mark.proved
def test_a_demo_kept_in_a_folder_starts_again_with_the_same_family(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "nearward", "demo", "--port", str(port), "--data", str(tmp_path)]
    names: list[list[str]] = []
    for _start in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            names.append([])
            while len(names[-1]) < 5:
                line = process.stdout.readline()
                assert line, "the demo ended before it printed its links"
                names[-1] += LINK.findall(line)
            process.send_signal(signal.SIGTERM)
    assert names == [["Maya", "Jonas", "Priya", "Tom", "Dr. Ruiz"]] * 2
