"""Several imports of the same log at the same moment, on a real database file."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo
from nearward.cli.running import setup
setup()
from django.core.management import call_command
from django.db import connection
from nearward.web.babylog.models import Import, LogEntry
from nearward.web.babylog.services import Chosen, import_records
from nearward.web.people.models import Child, Family
from tests.web.babylog.logs import log, nights
call_command("migrate", verbosity=0)
now = datetime.now(UTC)
family = Family.objects.create(created_at=now)
child = Child.objects.create(family=family, name="Kit", born_on=(now - timedelta(days=90)).date(), created_at=now)
start = threading.Barrier(4)

def run(count):
    files = log(*nights(3, count))
    start.wait()
    try:
        brought = import_records(files=files, chosen=Chosen(child, ZoneInfo("UTC")), by=None, now=now)
        return len(brought.reading.new)
    finally:
        connection.close()

with ThreadPoolExecutor(4) as pool:
    came = list(pool.map(run, [30, 40, 40, 20]))
kept = LogEntry.objects.count()
assert kept == sum(came) == 40 * 3 + 1, (kept, came)
assert Import.objects.count() == sum(one > 0 for one in came)
assert sum(file["new"] for made in Import.objects.all() for file in made.files) == kept
print("once")
"""


def test_four_imports_at_once_bring_each_row_in_once(tmp_path: object) -> None:
    env = os.environ | {"NEARWARD_DATA": str(tmp_path), "NEARWARD_DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, env=env, cwd=Path.cwd()
    )
    assert done.stdout == "once\n", done.stderr
