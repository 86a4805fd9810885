"""`nearward import --dry-run`, as a person at a terminal uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nearward.cli import main

FIXTURES = Path(__file__).parents[1] / "fixtures" / "babybuddy"


def run(*arguments):
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def look(*arguments):
    result = run("--dry-run", "--json", "--zone", "Europe/Amsterdam", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refused(*arguments):
    result = run("--dry-run", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def test_it_answers_as_the_contract_says():
    answer = look(FIXTURES / "sleep.csv")
    assert answer["source"] == "baby buddy"
    assert answer["files"] == [
        {"file": "sleep.csv", "kind": "sleep", "rows": 39, "new": 39, "known": 0, "skipped": [], "notes": []}
    ]
    assert (answer["from"], answer["to"]) == ("2020-02-10", "2020-02-17")


def test_every_fixture_in_one_run():
    answer = look(*sorted(FIXTURES.glob("*.csv")))
    assert sum(file["new"] for file in answer["files"]) == 177
    skipped = [(file["file"], row) for file in answer["files"] for row in file["skipped"]]
    assert skipped == [("diaperchange-invalid-child.csv", {"row": 2, "reason": "It is about another child: 99."})]


def test_a_name_is_taken_for_a_log_that_only_numbers_its_children():
    answer = look(FIXTURES / "sleep.csv", FIXTURES / "diaperchange-invalid-child.csv", "--child", "Noor")
    assert [file["new"] for file in answer["files"]] == [39, 0]
    assert answer["child"] == "1"


def test_a_child_is_chosen_by_its_name_or_by_what_the_log_calls_it():
    sleep = FIXTURES / "admin" / "Sleep-2026-03-10.csv"
    assert look(sleep, "--child", "Sami")["files"][0]["new"] == 1
    assert look(sleep, "--child", "Bean=2")["files"][0]["new"] == 1
    assert refused(sleep, "--child", "Bean") == "The log is about Noor Aziz, Sami Aziz, not Bean."


def test_a_person_reads_counts_reasons_and_what_is_kept():
    result = run("--dry-run", "--zone", "UTC", *sorted((FIXTURES / "admin").glob("*.csv")), FIXTURES / "bmi.csv")
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "row 3: It is about another child: Sami Aziz." in text
    assert "the whole file: Not needed for planning; nothing of it is kept." in text
    assert "times read as in UTC. The log also holds Sami Aziz: choose with --child." in text
    assert "Kept: when the baby slept" in text


def test_bad_files_end_with_one_sentence(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("date,caregiver,stress\n")
    assert refused(other).endswith("It reads CSV files exported from Baby Buddy.")
    assert refused(tmp_path / "absent.csv").startswith("absent.csv cannot be read")
    assert refused(tmp_path).endswith("is it there, and a file?")
    assert "not a time zone" in refused(FIXTURES / "sleep.csv", "--zone", "../Mars")


def test_a_hundred_megabytes_are_refused_unread(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    assert refused(large).startswith("large.csv is larger than 10 MB")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_is_refused_too():
    assert refused("/dev/zero").startswith("zero is larger than 10 MB")


def test_words_of_the_file_cannot_steer_the_terminal(tmp_path):
    path = tmp_path / "[red]sleep.csv"
    path.write_text("child_id,start,end,nap\n1,\x1b[31mred,,\n1,\u202eabc,,\n")
    result = run("--dry-run", path)
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "[red]sleep.csv" in result.stdout


def test_a_dry_run_imports_no_django():
    code = (
        "import sys; from nearward.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']\n"
        "assert 'nearward.web' not in sys.modules"
    )
    arguments = ["import", "--dry-run", "--json", str(FIXTURES / "sleep.csv")]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
