"""The commands of keeping, as a person meets them."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from nearward.cli import main
from nearward.domain.refused import Refused
from nearward.web.checkins import services as checkins
from nearward.web.core import lock
from nearward.web.keeping import checking
from nearward.web.people.models import Person
from tests.conftest import Cast
from tests.prove import house
from tests.web.screening.papers import licensed


def look_for(what: str) -> list[checking.Finding]:
    return [finding for finding in checking.look() if finding.what == what]


def test_help_lines_older_than_180_days_are_named(db: object) -> None:
    assert [finding.state for finding in look_for("help lines")] == ["ok"]
    with time_machine.travel("2027-12-01"):
        (finding,) = look_for("help lines")
    assert finding.state == "mind"
    assert "US" in finding.sentence


@pytest.mark.parametrize(
    ("host", "https", "loopback", "state"),
    [("localhost", False, True, "ok"), ("near.example", True, False, "ok"), ("192.168.1.5", True, False, "mind")],
)
def test_passkeys_need_a_name_and_https(
    db: object, settings: Any, host: str, https: bool, loopback: bool, state: str
) -> None:
    settings.HOST, settings.HTTPS, settings.LOOPBACK = host, https, loopback
    assert look_for("passkeys")[0].state == state


def test_plain_http_beyond_this_machine_must_be_fixed(db: object, settings: Any) -> None:
    settings.HOST, settings.LOOPBACK = "near.example", False
    assert "fix" in {finding.state for finding in look_for("address")}


def test_no_backup_and_an_old_one_are_said(db: object, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    assert "None was ever made" in look_for("backup")[0].sentence
    (tmp_path / "last-backup.json").write_text(json.dumps({"made": "2026-01-01T00:00:00+00:00"}))
    assert look_for("backup")[0].state == "mind"


def test_a_scales_file_is_looked_at_only_where_one_is_set(db: object, tmp_path: Path, settings: Any) -> None:
    assert look_for("scales") == []
    settings.SCALES = str(tmp_path / "scales.json")
    assert look_for("scales")[0].state == "fix"
    (tmp_path / "scales.json").write_text('{"b_sd": 0.2, "c_sd": null, "couples": 84, "from": "long.csv"}')
    assert look_for("scales")[0].state == "ok"


def test_a_key_that_does_not_fit_the_database_must_be_fixed(cast: Cast) -> None:
    cast.alice.person.vault_key.wrapped = b"x" * 60
    cast.alice.person.vault_key.save()
    ids = sorted(Person.objects.values_list("pk", flat=True))
    if cast.alice.person_id in (ids[0], ids[-1]):
        assert look_for("keys")[0].state == "fix"


def command(*words: str, **env: str) -> Result:
    return CliRunner().invoke(main, list(words), env=env)


def test_erasing_asks_first_and_knows_whom(cast: Cast) -> None:
    assert command("erase", "nobody", "--yes").exit_code == 2
    assert command("erase", "alice").exit_code == 1
    assert Person.objects.filter(name="Alice").exists()
    done = command("erase", "Alice", "--yes", "--json")
    assert json.loads(done.stdout) == {"erased": str(cast.alice.person_id)}
    assert not Person.objects.filter(name="Alice").exists()


def test_a_full_disk_is_said_honestly_and_in_full(cast: Cast, phone: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(checkins, "check_in", full)
    alice: Client = phone(cast.alice)
    alice.raise_request_exception = False
    page = alice.post("/check-in/", {"stress": 4, "key": "b9b1c2f0-0000-4000-8000-000000000000"})
    assert page.status_code == 507
    assert "was not saved; everything saved before is safe" in page.content.decode()


def test_a_restore_waits_for_no_running_server_and_a_server_for_no_restore(tmp_path: Path) -> None:
    with (
        lock.serving(tmp_path),
        lock.serving(tmp_path),
        pytest.raises(Refused, match="Stop it"),
        lock.alone(tmp_path),
    ):
        pass
    with lock.alone(tmp_path), pytest.raises(Refused, match="under way"), lock.serving(tmp_path):
        pass


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A folder of its own with one person and one backup, made by the commands."""
    folder = tmp_path_factory.mktemp("kept")
    env = {"NEARWARD_DATA": str(folder / "data"), "NEARWARD_DATABASE_URL": "", "NEARWARD_KEY_FILE": ""}
    shutil.copytree(settings.STATIC_ROOT, folder / "data/static")
    (folder / "data").chmod(0o755)
    build = "import os; from tests.prove import house; house.settle(); house.note(house.come_in('Alice'), 'a note')"
    house.subprocess.run([house.sys.executable, "-c", build], env={**os.environ, **env}, check=True)
    made = house.nearward("backup", str(folder / "one.backup"), "--json", **env)
    key = next(line.strip() for line in made.stderr.splitlines() if line.startswith("    "))
    return {**env, "KEY": key, "FILE": json.loads(made.stdout)["file"]}


def test_the_key_is_shown_once_and_the_copy_is_for_its_owner_only(kept: dict[str, str]) -> None:
    again = house.nearward("backup", **kept)
    assert kept["KEY"] not in again.stderr + again.stdout
    data = Path(kept["NEARWARD_DATA"])
    assert (data / "backup.key").stat().st_mode & 0o777 == Path(kept["FILE"]).stat().st_mode & 0o777 == 0o600
    assert (data / "nearward.sqlite3").stat().st_mode & 0o077 == 0
    assert not list(data.glob(".backup-*"))


def test_one_secret_restores_on_a_new_machine(kept: dict[str, str], tmp_path: Path) -> None:
    into = tmp_path / "new"
    done = house.nearward(
        "restore", kept["FILE"], "--into", str(into), "--json",
        **{**kept, "NEARWARD_BACKUP_KEY": kept["KEY"].lower()},
    )  # fmt: skip
    assert json.loads(done.stdout)["tables"]["checkins_checkin"] == 1
    assert (into / "nearward.key").read_bytes() == (Path(kept["NEARWARD_DATA"]) / "nearward.key").read_bytes()
    assert (into / "backup.key").read_text().strip() == kept["KEY"]


def test_nothing_is_overwritten_unasked_and_a_wrong_key_changes_nothing(kept: dict[str, str]) -> None:
    before = (Path(kept["NEARWARD_DATA"]) / "nearward.sqlite3").read_bytes()
    refused = house.nearward("restore", kept["FILE"], expect=2, **kept)
    assert "--overwrite" in refused.stderr
    wrong = "0000 0000 0000 0000 0000 0000 0000 0000 T8B4"
    assert house.nearward("restore", kept["FILE"], "--overwrite", expect=2, **kept, NEARWARD_BACKUP_KEY=wrong)
    assert (Path(kept["NEARWARD_DATA"]) / "nearward.sqlite3").read_bytes() == before


def test_check_says_whether_a_licensed_form_was_taken(db: object, settings: object, tmp_path: Path) -> None:
    assert look_for("EPDS") == []
    settings.EPDS = str(licensed(tmp_path))
    assert [(one.state, "3 March 2026" in one.sentence) for one in look_for("EPDS")] == [("ok", True)]
    settings.EPDS = str(licensed(tmp_path, permission="TODO"))
    assert [(one.state, "written permission" in one.sentence) for one in look_for("EPDS")] == [("fix", True)]


def test_check_answers_a_machine_too(kept: dict[str, str]) -> None:
    found = json.loads(house.nearward("check", "--json", **kept).stdout)
    assert {"what", "state", "sentence"} == set(found[0])
    broken = {**kept, "NEARWARD_URL": "http://near.example"}
    assert house.nearward("check", expect=2, **broken).returncode == 2
