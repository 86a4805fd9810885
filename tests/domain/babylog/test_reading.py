"""A whole log: children, doubles, a second run; and what must hold for any bytes."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.babylog.files import open_file
from nearward.domain.babylog.records import source_key
from nearward.domain.refused import Refused
from tests.domain.babylog.logs import FIXTURES, SLEEP, fixture, log, one, reasons, sleeps

ADMIN = [fixture(f"admin/{path.name}") for path in sorted((FIXTURES / "admin").glob("*.csv"))]
ALL = [fixture(path.name) for path in sorted(FIXTURES.glob("*.csv"))]


def keys(reading, baby=""):
    return frozenset(source_key(reading.source, baby, record) for record in reading.new)


def test_the_child_with_most_rows_is_read_when_nobody_is_named():
    reading = log(*ADMIN)
    assert [(child.label, child.rows) for child in reading.children] == [("Noor Aziz", 7), ("Sami Aziz", 3)]
    assert reading.child.label == "Noor Aziz"
    assert [len(file.new) for file in reading.files] == [1, 2, 1, 3]


@pytest.mark.parametrize("who", ["Sami", "sami  aziz", "2"])
def test_a_child_is_chosen_by_first_name_full_name_or_number(who):
    reading = log(*ADMIN, who=who)
    assert len(reading.new) == 3
    assert (2, "It is about another child: Noor Aziz.") in reasons(reading.files[3])


def test_a_child_the_log_does_not_know_is_refused_with_the_names_it_has():
    with pytest.raises(Refused, match=r"about Noor Aziz, Sami Aziz, not Ben\."):
        log(*ADMIN, who="Ben")


def test_an_unknown_child_id_is_skipped_with_its_reason():
    reading = log(*ALL)
    invalid = next(file for file in reading.files if file.file == "diaperchange-invalid-child.csv")
    assert reasons(invalid) == [(2, "It is about another child: 99.")]
    assert sum(len(file.new) for file in reading.files) == 39 + 40 + 75 + 23


def test_a_log_that_names_no_child_is_taken_whole():
    assert len(one("start,end,nap\n2026-03-09 21:40:00,2026-03-10 00:55:00,0\n", who="Noor").new) == 1


def test_one_id_with_two_names_is_two_children():
    rows = "child_id,child_first_name,start,end,nap\n"
    rows += "1,Noor,2026-03-09 21:40:00,2026-03-10 00:55:00,0\n1,Ben,2026-03-08 21:40:00,2026-03-08 23:55:00,0\n"
    assert len(log(("sleep.csv", rows.encode())).children) == 2


def test_a_double_is_skipped_and_names_the_row_it_repeats():
    night, longer = (
        "1,2026-03-09 21:40:00,2026-03-10 00:55:00,0,",
        "1,2026-03-09 21:40:00,2026-03-10 01:55:00,0,",
    )
    assert reasons(sleeps(night, night)) == [(3, "It is the same as row 2.")]
    assert reasons(sleeps(night, longer)) == [(2, "Row 3 has the same start and is kept instead.")]


def test_a_second_run_adds_nothing():
    first = log(*ALL, baby="noor")
    second = log(*ALL, baby="noor", known=keys(first, "noor"))
    assert second.new == ()
    assert [file.known for file in second.files] == [len(file.new) for file in first.files]


def test_the_same_file_twice_in_one_run_is_known_the_second_time():
    first, second = log(fixture("sleep.csv"), fixture("sleep.csv")).files
    assert (len(first.new), second.new, second.known) == (39, (), 39)


def test_another_child_of_the_family_is_another_log():
    first = log(*ALL, baby="noor")
    assert len(log(*ALL, baby="sami", known=keys(first, "noor")).new) == len(first.new)


def test_the_first_and_last_day_are_local():
    reading = log(fixture("sleep.csv"))
    assert (str(reading.first), str(reading.last)) == ("2020-02-10", "2020-02-17")


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["1", "2", "", "0", '"', "2026-03-09 21:40:00", "2026-03-10 02:55:00", "2026-03-29 02:30"]),
)
ROWS = st.lists(st.lists(CELLS, max_size=7).map(",".join), max_size=12).map("\n".join)
HEADERS = st.sampled_from([SLEEP, "start,end,type,method\n", "child_id,time,wet\n", "amount,time\n", ""])


@given(st.one_of(st.binary(max_size=300), st.builds(lambda header, rows: (header + rows).encode(), HEADERS, ROWS)))
def test_no_bytes_whatever_crash_it(content):
    try:
        file = log(("x.csv", content)).files[0]
    except Refused as refusal:
        assert str(refusal).endswith(".")
    else:
        assert file.kind is None or file.rows == len(file.new) + file.known + len(file.skipped)


@settings(max_examples=40)
@given(HEADERS, ROWS)
def test_whatever_came_in_once_is_known_the_second_time(header, rows):
    try:
        file = open_file("x.csv", (header + rows).encode())
    except Refused:
        return
    first = log((file.name, (header + rows).encode()))
    assert log((file.name, (header + rows).encode()), known=keys(first)).new == ()


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(chance: random.Random):
    header, *rows = fixture("sleep.csv")[1].decode().splitlines()
    rows += [rows[3], rows[4].replace(",1,", ",0,")]
    shuffled = chance.sample(rows, len(rows))
    before, after = (one("\n".join([header, *lines])) for lines in (rows, shuffled))
    assert before.new == after.new
    assert len(before.skipped) == len(after.skipped)
