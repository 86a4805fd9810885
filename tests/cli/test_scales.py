"""`population --learn-scales` and `direction --scales`: a file of scales, and nothing else in it."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from nearward.cli import main
from nearward.data.scales import prior_from, read_scales
from nearward.domain.direction.model import PRIOR, learned
from nearward.domain.direction.scales import FEWEST_COUPLES
from nearward.domain.refused import Refused

GOOD = {"b_sd": 0.2, "c_sd": None, "couples": 84, "from": "long.csv"}


def long_csv(couples: int = 62, days: int = 16, need: bool = False, off: float = 0.0) -> str:
    rng = np.random.default_rng(4)
    lines = ["couple,partner,y,x_within,occasion" + (",need_within" if need else "")]
    for couple in range(couples):
        for partner in "ab":
            b, c = rng.normal(-0.1, 0.2), rng.normal(0, 0.3)
            x, n = (value - value.mean() for value in rng.normal(0, 1.8, (2, days)))
            for day in range(days):
                y = np.clip(5 + b * x[day] + need * c * n[day] + rng.normal(0, 1), 0, 10)
                more = f",{n[day]:.4f}" if need else ""
                lines.append(f"k{couple},{partner},{y:.4f},{x[day] + off:.4f},{day}{more}")
    return "\n".join(lines) + "\n"


def diary_csv(slope: float = -0.4) -> str:
    rng = np.random.default_rng(2)
    lines = ["caregiver,date,stress,move,need"]
    for day in range(30):
        stress = int(rng.integers(1, 10))
        move = int(np.clip(round(5 + slope * (stress - 5) + rng.normal(0, 1.2)), 0, 10))
        lines.append(f"Ana,{date(2026, 1, 1) + timedelta(day)},{stress},{move},3")
    return "\n".join(lines) + "\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*words: str, **files: str):
        for name, text in files.items():
            Path(f"{name}.csv").write_text(text)
        return CliRunner().invoke(main, list(words))

    return run


def test_the_file_holds_scales_how_many_couples_and_from_what_and_nothing_else(run):
    result = run("population", "long.csv", "--learn-scales", "s.json", long=long_csv())
    assert result.exit_code == 0, result.stderr
    made = json.loads(Path("s.json").read_text())
    assert list(made) == ["b_sd", "c_sd", "couples", "from"]
    assert made | {"b_sd": 0} == {"b_sd": 0, "c_sd": None, "couples": 62, "from": "long.csv"}
    assert made["b_sd"] == pytest.approx(0.22, abs=0.05)
    assert made["b_sd"] == round(made["b_sd"], 2)
    assert "not learned, since there is no column need_within" in " ".join(result.stdout.split())


def test_the_partners_need_is_learned_where_the_file_has_it(run):
    run("population", "long.csv", "--learn-scales", "s.json", long=long_csv(need=True))
    assert read_scales(Path("s.json")).c_sd == pytest.approx(0.3, abs=0.06)


def test_learning_changes_nothing_of_the_answer(run):
    plain = json.loads(run("population", "long.csv", "--json", long=long_csv()).stdout)
    also = json.loads(run("population", "long.csv", "--json", "--learn-scales", "s.json").stdout)
    assert {**plain, "seconds": 0} == {**also, "seconds": 0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (long_csv(couples=20), f"{FEWEST_COUPLES} couples or more"),
        (long_csv(days=9), "found 0"),
        (long_csv(off=4.0), "x_within"),
    ],
)
def test_what_may_not_be_learned_from_is_refused_and_leaves_no_file(run, text, said):
    result = run("population", "long.csv", "--learn-scales", "s.json", "--json", long=text)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr
    assert not Path("s.json").exists()
    assert run("population", "long.csv", "--json").exit_code == 0


def test_a_file_that_cannot_be_written_is_one_sentence(run):
    result = run("population", "long.csv", "--learn-scales", "no/s.json", "--json", long=long_csv())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "s.json cannot be written" in result.stderr


def test_direction_reads_them_as_widths_and_its_answer_keeps_its_shape(run):
    Path("narrow.json").write_text(json.dumps(GOOD | {"b_sd": 0.15}))
    Path("wide.json").write_text(json.dumps(GOOD | {"b_sd": 0.5}))
    usual, narrow, wide = (
        json.loads(run("direction", "d.csv", "--json", *words, d=diary_csv()).stdout)[0]
        for words in ((), ("--scales", "narrow.json"), ("--scales", "wide.json"))
    )
    assert list(usual) == list(narrow) == list(wide)
    assert wide["own_stress"]["mean"] < usual["own_stress"]["mean"] < narrow["own_stress"]["mean"] < 0
    assert wide["own_stress"]["sd"] > usual["own_stress"]["sd"] > narrow["own_stress"]["sd"]


def test_the_usual_width_learned_changes_nothing(run):
    Path("same.json").write_text(json.dumps(GOOD | {"b_sd": 0.32}))
    assert (
        run("direction", "d.csv", "--json", "--scales", "same.json", d=diary_csv()).stdout
        == run("direction", "d.csv", "--json").stdout
    )


def test_the_page_says_where_the_widths_come_from(run):
    Path("s.json").write_text(json.dumps(GOOD))
    shown = " ".join(run("direction", "d.csv", "--scales", "s.json", d=diary_csv()).stdout.split())
    assert "How wide slopes may lie was learned from 84 couples (long.csv)." in shown


BAD = {
    "not JSON": ("b_sd: 1", "expected JSON"),
    "a list": ("[1]", "one JSON object"),
    "a mean": (json.dumps(GOOD | {"b_mean": -0.1}), "and nothing else"),
    "a missing key": ('{"b_sd": 0.2}', "expected b_sd, c_sd, couples, from"),
    "words": (json.dumps(GOOD | {"b_sd": "wide"}), "b_sd"),
    "true": (json.dumps(GOOD | {"c_sd": True}), "c_sd"),
    "not finite": ('{"b_sd": NaN, "c_sd": null, "couples": 84, "from": "a"}', "b_sd"),
    "below 0": (json.dumps(GOOD | {"b_sd": -0.2}), "b_sd"),
    "few couples": (
        json.dumps(GOOD | {"couples": 12}),
        f"couples: expected a whole number, {FEWEST_COUPLES} or more",
    ),
    "half a couple": (json.dumps(GOOD | {"couples": 80.5}), "couples"),
    "no source": (json.dumps(GOOD | {"from": None}), "from"),
    "far too long": ("[" * 30_000, "expected JSON"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_broken_scales_file_is_one_sentence(run, case):
    text, said = BAD[case]
    Path("s.json").write_text(text)
    result = run("direction", "d.csv", "--json", "--scales", "s.json", d=diary_csv())
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("s.json")
    assert said in result.stderr


def test_an_absent_scales_file_is_one_sentence(run):
    result = run("direction", "d.csv", "--scales", "none.json", d=diary_csv())
    assert (result.exit_code, result.stderr) == (2, "none.json cannot be read: No such file or directory.\n")


def test_a_host_without_a_file_has_the_usual_prior(tmp_path):
    path = tmp_path / "s.json"
    path.write_text(json.dumps(GOOD | {"c_sd": 0.41}))
    assert prior_from("") is PRIOR
    assert prior_from(str(path)).sd.tolist() == learned(0.2, 0.41).sd.tolist()
    with pytest.raises(Refused):
        prior_from(str(tmp_path / "none.json"))
