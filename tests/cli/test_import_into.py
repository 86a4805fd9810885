"""`nearward import` into the real database."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner

from nearward.cli import main
from nearward.web.babylog.models import Import, LogEntry
from nearward.web.people import services as people
from tests.conftest import Cast
from tests.web.babylog.logs import SLEEP, nights


@pytest.fixture
def sleep(tmp_path: Path) -> Path:
    path = tmp_path / "sleep.csv"
    path.write_text("\n".join([SLEEP, *nights(3, 4)]))
    return path


def run(*arguments: object):
    return CliRunner().invoke(main, ["import", "--zone", "Europe/Madrid", *map(str, arguments)])


def answer(*arguments: object):
    result = run("--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refused(*arguments: object) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def add(cast: Cast, name: str, **facts: object):
    born = {"born_on": cast.kit.born_on} | facts
    return people.save_child(me=cast.alice, facts=people.ChildFacts(name, **born), now=datetime.now(UTC))


def test_it_writes_what_it_says_and_a_second_run_adds_nothing(cast: Cast, sleep: Path) -> None:
    family = cast.alice.family_id
    first = answer(sleep, "--family", family)
    assert first["source"] == "baby buddy"
    assert [(f["kind"], f["rows"], f["new"], f["known"]) for f in first["files"]] == [("sleep", 13, 13, 0)]
    assert LogEntry.objects.filter(child=cast.kit).count() == 13
    again = answer(sleep, "--family", family, "--child", "kit")
    assert (again["files"][0]["new"], again["files"][0]["known"]) == (0, 13)
    made = Import.objects.get()
    assert (made.by, made.zone, made.family_id) == (None, "Europe/Madrid", family)


def test_the_same_log_through_the_web_is_known(cast: Cast, sleep: Path, phone: object) -> None:
    from tests.web.babylog.logs import bring_in, file

    bring_in(phone(cast.alice), file("sleep.csv", *nights(3, 4)))
    assert answer(sleep, "--family", cast.alice.family_id)["files"][0]["new"] == 0


def test_a_person_reads_a_table(cast: Cast, sleep: Path) -> None:
    result = run(sleep, "--family", cast.alice.family_id)
    assert "came in" in result.stdout
    assert "About Kit" in result.stdout


def test_where_it_goes_must_be_clear(cast: Cast, sleep: Path) -> None:
    family = cast.alice.family_id
    assert f"{family} (Alice, Bob)" in refused(sleep)
    assert refused(sleep, "--family", "7").startswith("There is no family 7 on this server")
    assert refused(sleep, "--family", uuid4()).startswith("There is no family")
    assert refused(sleep, "--family", cast.zed.family_id).startswith("There is no child in this family")
    add(cast, "Kai")
    assert refused(sleep, "--family", family) == "Say which child with --child NAME: Kit, Kai."
    assert refused(sleep, "--family", family, "--child", "Ada") == "The children here are Kit, Kai, not Ada."
    assert refused(sleep, "--family", family, "--child", "Kai") == "The log is about Kit, not Kai."
    assert answer(sleep, "--family", family, "--child", "Kai=Kit")["files"][0]["new"] == 13


def test_a_server_with_one_family_and_one_child_needs_neither(db: object, sleep: Path) -> None:
    from nearward.web.people.models import Invite
    from tests.conftest import come_in

    assert refused(sleep) == "There is no family on this server yet."
    alice = come_in("Alice", Invite.For.FAMILY)
    facts = people.ChildFacts("Kit", born_on=datetime(2020, 1, 1, tzinfo=UTC).date())
    people.save_child(me=alice, facts=facts, now=datetime.now(UTC))
    assert answer(sleep)["files"][0]["new"] == 13


def test_a_lost_child_takes_nothing(cast: Cast, sleep: Path) -> None:
    people.record_loss(me=cast.alice, child=cast.kit, now=datetime.now(UTC))
    assert refused(sleep, "--family", cast.alice.family_id).startswith("There is no child in this family")
    assert not LogEntry.objects.exists()
