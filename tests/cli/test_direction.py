"""`nearward direction`: its contract, its page, and what it says to a broken file."""

import csv
import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from nearward.cli import main

HEADER = "caregiver,date,stress,move,need"
START = date(2026, 1, 1)


@pytest.fixture
def write(tmp_path):
    def write(text: str | bytes, name: str = "diary.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def ask(write):
    def ask(text, *options):
        return CliRunner().invoke(main, ["direction", str(write(text)), *options])

    return ask


@pytest.fixture
def answers(ask):
    def answers(text, *options):
        result = ask(text, "--json", *options)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return answers


def rows(days=30, slope=-0.8, who="Ana", seed=1):
    rng = np.random.default_rng(seed)
    stress = rng.integers(1, 10, days)
    move = np.clip(np.round(5 + slope * (stress - 5) + rng.normal(0, 0.7, days)), 0, 10).astype(int)
    return [f"{who},{START + timedelta(day)},{stress[day]},{move[day]},{day % 5}" for day in range(days)]


def diary(*lines, header=HEADER):
    return "\n".join([header, *lines]) + "\n"


def test_each_person_is_answered_in_the_order_of_the_contract(answers):
    made = answers(diary(*rows(who="Ben", slope=0.8), *rows(who="Ana", seed=2)))
    assert [one["caregiver"] for one in made] == ["Ben", "Ana"]
    assert list(made[0]) == [
        "couple", "caregiver", "checkins", "days", "own_stress", "partner_need",
        "statement", "checkins_to_go", "changed",
    ]  # fmt: skip
    assert list(made[0]["own_stress"]) == ["mean", "sd", "low80", "high80", "p_away"]
    assert [one["statement"] for one in made] == ["usually toward", "usually away"]
    assert made[0]["couple"] is None
    assert made[0]["checkins_to_go"] is None
    assert (made[1]["checkins"], made[1]["days"]) == (28, 28)


def test_columns_may_come_in_any_order_and_couples_stay_apart(answers):
    lines = [
        f"{i % 3},{line.split(',')[4]},c{i % 2},{','.join(line.split(',')[:4])}" for i, line in enumerate(rows(40))
    ]
    made = answers(diary(*lines, header="mood,need,couple,caregiver,date,stress,move"))
    assert [(one["couple"], one["caregiver"]) for one in made] == [("c0", "Ana"), ("c1", "Ana")]
    assert made[0]["partner_need"] is None


def test_columns_that_are_not_read_are_named_on_standard_error(ask):
    result = ask(diary(*[line + ",7" for line in rows(5)], header=HEADER + ",mood"), "--json")
    assert result.exit_code == 0
    assert "mood" in result.stderr
    json.loads(result.stdout)


def test_the_window_ends_at_each_ones_own_last_check_in(answers):
    made = answers(diary(*rows(60), *rows(10, who="Ben")), "--window", "14")
    assert [one["checkins"] for one in made] == [14, 10]


def test_one_caregiver_only_is_answered_without_a_partners_need(answers):
    assert answers(diary(*rows()))[0]["partner_need"] is None


def test_constant_stress_cannot_tell(answers):
    lines = [f"Ana,{START + timedelta(day)},5,{day % 7},3" for day in range(40)]
    made = answers(diary(*lines))[0]
    assert made["statement"] == "cannot tell yet"
    assert made["checkins_to_go"] >= 1


def test_a_header_alone_is_an_empty_list(answers):
    assert answers(diary()) == []


def test_someone_who_only_said_a_need_is_still_listed(answers):
    made = answers(diary(f"Ben,{START},,,4", *rows()))
    assert (made[0]["caregiver"], made[0]["checkins"], made[0]["statement"]) == ("Ben", 0, "cannot tell yet")


def test_an_event_without_stress_is_kept_and_not_used(answers):
    header = HEADER + ",kind,time"
    lines = [f"{line},daily,07:00" for line in rows(12)]
    with_events = [*lines, f"Ana,{START},,3,2,event,13:00", f"Ana,{START},8,3,2,event,14:00"]
    assert answers(diary(*lines, header=header))[0]["checkins"] == 12
    assert answers(diary(*with_events, header=header))[0]["checkins"] == 13


def test_the_others_private_columns_change_nothing(answers):
    mine = rows()
    others = [
        [f"Ben,{START + timedelta(day)},{stress},{move},{day % 4}" for day in range(30)]
        for stress, move in ((2, 9), ("", ""), (9, 0))
    ]
    made = [answers(diary(*mine, *theirs))[0] for theirs in others]
    assert made[0] == made[1] == made[2]
    assert made[0]["partner_need"] is not None


def test_a_diary_from_a_spreadsheet_with_a_byte_order_mark_is_read(answers):
    assert answers(b"\xef\xbb\xbf" + diary(*rows()).replace("\n", "\r\n").encode())[0]["checkins"] == 28


def test_several_rows_a_day_may_repeat_by_chance(answers):
    twice = [
        line for day, line in enumerate(rows(30)) for line in (line, f"Ana,{START + timedelta(day)},4,{day % 9},2")
    ]
    made = answers(diary(*twice, twice[0]))
    assert made[0]["days"] == 28


def test_the_page_has_one_line_a_person(ask):
    result = ask(diary(*rows(), *rows(who="Ben", slope=0.8)))
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith(("Ana", "Ben"))]
    assert [("usually away" in lines[0]), ("usually toward" in lines[1])] == [True, True]
    assert all("●" in line for line in lines)
    assert "not a cause, not your character" in " ".join(result.stdout.split())
    assert "!" not in result.stdout


def test_a_change_is_told_below_the_lines(ask):
    later = [line.replace("2026-01", "2026-02") for line in rows(28, slope=0.8, seed=5)]
    assert "something changed" in ask(diary(*rows(31), *later)).stdout


def test_a_plot_is_a_drawing_with_names_made_safe(ask, tmp_path):
    target = tmp_path / "plot.svg"
    assert ask(diary(*rows(who="<Ana & co>"), *rows(who="Ben")), "--json", "--plot", str(target)).exit_code == 0
    drawing = ET.fromstring(target.read_text())
    texts = [node.text for node in drawing.iter() if node.tag.endswith("text")]
    assert "<Ana & co>" in texts
    assert "Usually away" in texts


def test_a_plot_that_cannot_be_written_is_one_sentence(ask, tmp_path):
    result = ask(diary(*rows()), "--plot", str(tmp_path / "nowhere" / "plot.svg"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


BAD = {
    "stress above ten": (diary("Ana,2026-01-01,11,5,5"), ("row 2", "stress", "0 to 10", "'11'")),
    "move below zero": (diary("Ana,2026-01-01,1,-1,5"), ("row 2", "move", "0 to 10")),
    "need in words": (diary(rows(3)[0], "Ana,2026-01-02,1,5,lots"), ("row 3", "need", "'lots'")),
    "not a number": (diary("Ana,2026-01-01,nan,5,5"), ("row 2", "stress")),
    "infinite": (diary("Ana,2026-01-01,5,inf,5"), ("row 2", "move")),
    "a comma as decimal point": (diary('Ana,2026-01-01,"3,5",5,5'), ("row 2", "stress")),
    "a date that is none": (diary("Ana,2026-02-30,1,5,5"), ("row 2", "date", "2026-02-30")),
    "a date the other way": (diary("Ana,01/02/2026,1,5,5"), ("row 2", "date", "2026-03-09")),
    "no date": (diary("Ana,,1,5,5"), ("row 2", "date", "empty")),
    "no name": (diary(",2026-01-01,1,5,5"), ("row 2", "caregiver", "empty")),
    "an hour that is none": (diary("Ana,2026-01-01,1,5,5,25:00", header=HEADER + ",time"), ("row 2", "time")),
    "a kind that is none": (diary("Ana,2026-01-01,1,5,5,weekly", header=HEADER + ",kind"), ("row 2", "kind")),
    "no couple": (diary("Ana,2026-01-01,1,5,5,", header=HEADER + ",couple"), ("row 2", "couple")),
    "too few cells": (diary("Ana,2026-01-01,1,5"), ("row 2", "5 cells")),
    "too many cells": (diary(*rows(3), "Ana,2026-01-09,1,5,5,5"), ("row 5", "5 cells")),
    "a third caregiver": (
        diary(*rows(2), *rows(2, who="Ben"), *rows(2, who="Cleo")), ("row 6", "caregiver", "Cleo")
    ),
    "a column missing": (diary("Ana,2026-01-01,1,5", header="caregiver,date,stress,move"), ("row 1", "need")),
    "a column twice": (diary("1,1", header="caregiver,caregiver"), ("row 1", "twice")),
    "nothing at all": ("", ("empty", "header")),
    "the same row twice": (diary(*rows(5), rows(5)[1]), ("row 7", "date", "row 3")),
    "the whole file twice": (diary(*rows(12), *rows(12)), ("row 14", "row 2")),
    "the same moment twice": (
        diary("Ana,2026-01-01,1,5,5,07:00", "Ana,2026-01-01,2,6,5,07:00", header=HEADER + ",time"),
        ("row 3", "row 2"),
    ),
    "another encoding": (diary(*rows(3)).encode() + "Zoé,2026-01-05,1,5,5\n".encode("latin-1"), ("UTF-8",)),
    "two bytes a letter": (diary(*rows(3)).encode("utf-16"), ("UTF-8",)),
    "a zero byte": (diary(*rows(3)).encode() + b"A\0na,2026-01-05,1,5,5\n", ("row 4", "zero byte")),
    "a quote left open": (diary(*rows(2), '"Ana,2026-01-05,1,5,5'), ("row",)),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_bad_input_is_one_sentence_with_file_row_and_column(ask, case, option):
    text, parts = BAD[case]
    result = ask(text, *option)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "diary.csv" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr


def test_a_file_of_200_megabytes_is_refused_at_once(write):
    path = write(diary(*rows(3)))
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    result = CliRunner().invoke(main, ["direction", str(path), "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "200 MB" in result.stderr
    assert "split" in result.stderr


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_is_no_file_is_one_sentence(tmp_path, name):
    result = CliRunner().invoke(main, ["direction", str(tmp_path / name)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_very_long_cells_are_shown_short(ask):
    assert len(ask(diary(f"Ana,2026-01-01,{'9' * 4000},5,5")).stderr) < 200


def test_many_couples_come_back_in_order(answers):
    lines = [f"c{couple % 700},{line}" for couple in range(700) for line in rows(2)]
    lines += [f"c{couple},{line}" for couple in range(700) for line in rows(2, who="Ben")]
    made = answers(diary(*lines, header="couple," + HEADER))
    assert [one["couple"] for one in made] == [f"c{n}" for n in range(700)] * 2
    assert len(list(csv.reader(lines))) == 2800
