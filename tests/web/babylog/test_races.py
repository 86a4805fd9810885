"""A real database file: several imports at the same moment, and nothing left of one that was taken back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = """
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
"""
AT_ONCE = """
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
TAKEN_BACK = """
from pathlib import Path
from django.conf import settings
from nearward.web.babylog.services import keep_preview, undo_import
from nearward.web.people.models import Caregiver, Person

def on_disk():
    files = Path(settings.DATABASES["default"]["NAME"]).parent.glob("*.sqlite3*")
    return any(b"CANARY" in file.read_bytes() for file in files)

person = Person.objects.create(sign_in_name="a", name="A")
me = Caregiver.objects.create(family=family, person=person, role="partner", joined_at=now)
files = log(*nights(3, 30, child="1,Kit,CANARY"), name="CANARY.csv")
keep_preview(me=me, files=files, earlier=None, now=now)
made = import_records(files=files, chosen=Chosen(child, ZoneInfo("UTC")), by=me, now=now).made
assert on_disk()
undo_import(me=me, made=made, now=now)
assert not on_disk()
print("gone")
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"NEARWARD_DATA": str(folder), "NEARWARD_DATABASE_URL": ""}
    code = [sys.executable, "-c", SETUP + script]
    return subprocess.run(code, capture_output=True, text=True, check=False, env=env, cwd=Path.cwd())


@pytest.mark.proved
def test_four_imports_at_once_bring_each_row_in_once(tmp_path: Path) -> None:
    done = run(AT_ONCE, tmp_path)
    assert done.stdout == "once\n", done.stderr


@pytest.mark.proved
def test_nothing_of_an_import_is_left_in_the_file_after_undo(tmp_path: Path) -> None:
    done = run(TAKEN_BACK, tmp_path)
    assert done.stdout == "gone\n", done.stderr
