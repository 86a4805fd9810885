"""`nearward population`: its contract, and what it says to a broken file."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from nearward.cli import main

DIARY = Path(__file__).parents[1] / "domain" / "direction" / "data" / "support_diary.csv"


@pytest.fixture
def ask(tmp_path):
    def ask(text, *options):
        path = tmp_path / "long.csv"
        path.write_text(text)
        return CliRunner().invoke(main, ["population", str(path), *options])

    return ask


def lines(couples=8, days=6):
    rng = np.random.default_rng(1)
    level = rng.normal(0, 1, (couples, 2))
    out = []
    for couple in range(couples):
        for day in range(days):
            for partner in "ab":
                x = rng.normal()
                y = 5 + level[couple, int(partner == "b")] + 0.4 * x + rng.normal()
                out.append(f"k{couple},{partner},{y:.4f},{x:.4f},{day}")
    return out


def long(*rows, header="couple,partner,y,x_within,occasion"):
    return "\n".join([header, *rows]) + "\n"


def test_the_answer_has_the_shape_of_the_contract():
    result = CliRunner().invoke(main, ["population", str(DIARY), "--json"])
    made = json.loads(result.stdout)
    assert list(made) == [
        "loglik", "fixed", "se", "random_cov", "random_order", "residual", "couples", "iterations", "seconds"
    ]  # fmt: skip
    assert made["loglik"] == pytest.approx(-4112.519, abs=1e-3)
    assert list(made["fixed"]["a"]) == [
        "intercept",
        "day",
        "x_between",
        "px_between",
        "x_within",
        "px_within",
    ]
    assert made["random_order"] == ["intercept a", "intercept b", "x_within a", "x_within b"]
    assert np.array(made["random_cov"]).shape == (4, 4)
    assert list(made["residual"]) == ["sd", "corr"]
    assert made["couples"][0]["couple"] == "1"
    assert list(made["couples"][0]["slope"]) == ["a", "b"]
    assert made["seconds"] < 5


def test_occasion_pairs_rows_and_is_no_fixed_effect(ask):
    made = json.loads(ask(long(*lines()), "--json").stdout)
    assert list(made["fixed"]["a"]) == ["intercept", "x_within"]


def test_rows_in_another_order_and_some_missing_are_fine_with_occasion(ask):
    some = [line for at, line in enumerate(lines(10)) if at % 7]
    one, other = (json.loads(ask(long(*rows), "--json").stdout) for rows in (some, some[::-1]))
    assert one["loglik"] == pytest.approx(other["loglik"], abs=1e-5)


def test_the_page_is_readable(ask):
    result = ask(long(*lines()))
    assert result.exit_code == 0
    assert "x_within" in result.stdout
    assert "REML" in result.stdout


ALTERNATING = [line.rsplit(",", 1)[0] for line in lines()]
PLAIN = "couple,partner,y,x_within"
BAD = {
    "a number in words": (long("k0,a,high,1,0"), ("row 2", "column y", "'high'")),
    "an empty cell": (long("k0,a,,1,0"), ("row 2", "column y", "empty")),
    "no couple": (long(",a,1,1,0"), ("row 2", "couple")),
    "a third partner": (long("k0,a,1,1,0", "k0,b,1,1,0", "k1,c,1,1,0"), ("row 4", "partner", "'c'")),
    "one partner only": (long("k0,a,1,1,0", "k1,a,1,2,0"), ("partner", "two")),
    "the same row twice": (long(*lines(), lines()[0]), ("row 98", "occasion", "row 2")),
    "no occasion in a cell": (long("k0,a,1,1,"), ("row 2", "occasion")),
    "no x_within": (long("k0,a,1", header="couple,partner,y"), ("row 1", "x_within")),
    "rows that do not alternate": (long(*ALTERNATING[1:], header=PLAIN), ("row 12", "partner")),
    "half a pair": (long(*ALTERNATING[:-1], header=PLAIN), ("row 96", "occasion")),
    "two in a row": (long("k0,a,1,1", "k0,a,1,1", header=PLAIN), ("row 3", "alternate")),
    "too few couples": (long(*lines(couples=3)), ("at least 5 couples",)),
    "a constant column": (
        long(*[f"{line},1" for line in lines()], header="couple,partner,y,x_within,occasion,k"), ("column k",)
    ),
    "no rows": (long(), ("two partners",)),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence(ask, case):
    text, parts = BAD[case]
    result = ask(text, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    for part in parts:
        assert part in result.stderr
