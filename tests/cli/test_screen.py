"""`nearward screen`: its contract, help before everything, and bad input."""

import json

import pytest
from click.testing import CliRunner

from nearward.cli import main


def ask(*arguments):
    return CliRunner().invoke(main, ["screen", *arguments])


def answer(*arguments):
    result = ask(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["phq9", "0,1,0,2,0,0,1,0,0"], (4, "minimal", False, False)),
        (["phq9", "3,3,3,3,3,3,3,3,3"], (27, "severe", True, True)),
        (["phq9", "1,1,1,1,1,1,1,2,1"], (10, "moderate", True, True)),
        (["phq9", "0,0,0,0,0,0,0,0,0", "--cutoff", "1"], (0, "minimal", False, False)),
        (["phq2", "1,2"], (3, None, True, False)),
        (["gad2", "1,1"], (2, None, False, False)),
        (["gad7", "1,1,1,1,2,2,2"], (10, "moderate", True, False)),
        (["epds", "0,0,3,0,3,3,3,3,3,3"], (0, None, False, False)),
        (["epds", "3,3,0,3,0,0,0,0,0,0"], (30, None, True, True)),
        (["epds", "0,0,3,0,3,3,3,3,3,2"], (1, None, False, True)),
        (["epds", "3,3,3,3,2,3,3,3,3,3"], (10, None, False, False)),
        (["epds", "3,3,3,3,1,3,3,3,3,3"], (11, None, True, False)),
        (["epds", "3,3,3,3,2,3,3,3,3,3", "--cutoff", "10"], (10, None, True, False)),
        (["epds", "3,3,3,3,1,3,3,3,3,3", "--cutoff", "13"], (11, None, False, False)),
        (["EPDS", " 0, 0,3,0,3,3,3,3,3,3 "], (0, None, False, False)),
    ],
)
def test_the_contract(arguments, said):
    assert answer(*arguments) == dict(zip(("score", "band", "positive", "help_now"), said, strict=True))


def test_help_stands_before_the_score():
    page = ask("phq9", "0,0,0,0,0,0,0,0,1").stdout
    assert page.startswith("Are you safe right now?")
    assert page.index("988") < page.index("PHQ-9: 1 of 27")
    assert "Nobody is watching this in real time" in page
    assert "help above comes first" in page


def test_without_help_needed_the_page_begins_with_the_result_and_says_what_it_is_not():
    page = " ".join(ask("epds", "3,3,3,3,1,3,3,3,3,3").stdout.split())
    assert page.startswith("EPDS: 11 of 30 11 is at or above 11")
    for words in ("not a diagnosis", "Next: tell your midwife", "not a medical device", "kept nowhere"):
        assert words in page
    assert "safe right now" not in page
    assert "!" not in page


def test_the_cut_off_that_was_given_is_the_one_that_is_named():
    assert "at or above 7" in ask("epds", "3,3,3,3,3,3,3,3,3,3", "--cutoff", "7").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["phq3", "0,0"], "INSTRUMENT: expected one of phq2, phq9, gad2, gad7, epds; found 'phq3'."),
        ([], "INSTRUMENT: expected one of"),
        (["phq2"], "ANSWERS, answer 1: expected a whole number from 0"),
        (["phq2", ""], "ANSWERS, answer 1"),
        (["phq2", "0"], "expected 2 answers for PHQ-2, found 1."),
        (["phq2", "0,0,0"], "expected 2 answers for PHQ-2, found 3."),
        (["phq2", "0,4"], "answer 2: expected a whole number from 0 (the first printed option) to 3."),
        (["phq2", "-1,0"], "ANSWERS, answer 1"),
        (["phq2", "0,"], "ANSWERS, answer 2"),
        (["phq2", "0 0"], "ANSWERS, answer 1"),
        (["phq2", "0", "0"], "ANSWERS, answer 1"),
        (["phq2", "0,1.5"], "ANSWERS, answer 2"),
        (["phq2", "0,²"], "ANSWERS, answer 2"),
        (["phq2", "0,nan"], "ANSWERS, answer 2"),
        (["phq2", "0;0"], "ANSWERS, answer 1"),
        (["phq2", "0," + "9" * 5000], "ANSWERS, answer 2"),
        (["phq2", "0,0", "--cutoff", "0"], "expected a cut-off from 1 to 6 for PHQ-2."),
        (["phq2", "0,0", "--cutoff", "7"], "expected a cut-off from 1 to 6 for PHQ-2."),
        (["phq2", "0,0", "--cutoff", "-2"], "--cutoff: expected a whole number"),
        (["phq2", "0,0", "--cutoff", "many"], "--cutoff: expected a whole number"),
        (["phq2", "0,0", "--loud"], "ANSWERS, answer 2"),
    ],
)
def test_bad_input_is_one_sentence(arguments, sentence):
    result = ask(*arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
