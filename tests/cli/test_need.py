"""`nearward need`: the contract, against a slow oracle written from its words alone; the page; bad input."""

import json
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nearward.cli import main

NEEDS = ("recover", "reassurance", "track", "hands", "heard", "sleep", "calm")
HEADER = ["caregiver", "at", *NEEDS, "room"]
AT = "2026-11-24T21:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("need")


@pytest.fixture(scope="module")
def ask(folder):
    def ask(rows, *options, at=AT, header=HEADER):
        path = folder / "checkins.csv"
        lines = rows if isinstance(rows, str) else "\n".join(",".join(map(str, row)) for row in [header, *rows])
        path.write_text(lines, encoding="utf-8")
        return CliRunner().invoke(main, ["need", str(path), "--at", at, *options])

    return ask


@pytest.fixture(scope="module")
def answer(ask):
    def answer(rows, *options, **more):
        result = ask(rows, "--json", *options, **more)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return json.loads(result.stdout)

    return answer


def row(name, at, level=0, room=""):
    """A row whose need10 is ten quarters of `level`."""
    return [name, at, *[level] * 7, room]


def needs(found):
    return [night["need"] for night in found["nights"]]


def test_what_was_said_now_counts_whole_then_half_then_a_quarter(answer):
    days = [row("Ana", f"2026-11-{day}T21:00", 0, 4) for day in range(19, 24)]
    (found,) = answer([*days, row("Ana", AT, 4, 0)])
    assert (found["latest"], found["usual"]) == (10.0, 0.0)
    assert needs(found) == [10, 5, 2.5, 1.25, 0.63, 0.31, 0.16]  # 0.625, 0.3125, 0.15625
    assert [night["weight"] for night in found["nights"]] == [2.0, 1.5, 1.3, 1.1, 1.1, 1.0, 1.0]  # 1.25 is 1.3
    assert [night["room"] for night in found["nights"]] == [0, 2, 3, 3.5, 3.75, 3.88, 3.94]
    assert [night["night"] for night in found["nights"]] == list(range(7))


def test_two_who_swap_needs_swap_weights_the_same_evening(answer):
    before = [row(name, f"2026-11-{day}T20:00", level) for day in range(18, 24) for name, level in
              (("Ana", 4), ("Ben", 0))]  # fmt: skip
    ana, ben = answer([*before, row("Ana", AT, 0), row("Ben", AT, 4)])
    assert (ana["nights"][0]["weight"], ben["nights"][0]["weight"]) == (1.0, 2.0)
    assert (ana["nights"][6]["weight"], ben["nights"][6]["weight"]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-18T04:00", (10.0, 10.0)),  # the first minute of the seventh day
        ("2026-11-18T03:59", (10.0, 10.0)),  # eighth day: the last known
        ("2026-11-04T04:00", (10.0, 10.0)),  # the twenty-first day
        ("2026-11-04T03:59", (10.0, 3.0)),  # silent for 21 days
        ("2026-11-24T21:01", (None, 3.0)),  # later than now
    ],
)
def test_what_is_assumed_after_silence(answer, said, expected):
    (found,) = answer([row("Ana", said, 4, 0)])
    assert (found["latest"], found["usual"]) == expected
    assert set(needs(found)) == {expected[1]}
    assert {night["room"] for night in found["nights"]} == ({0.0} if expected[1] == 10 else {2.0})


def test_room_has_its_own_latest_and_its_own_silence(answer):
    rows = [row("Ana", "2026-11-20T21:00", 2, 4), row("Ana", AT, 4), row("Ben", "2026-10-01T21:00", 2, 4),
            row("Ben", AT, 4)]  # fmt: skip
    ana, ben = answer(rows, "--nights", "1")
    assert (ana["nights"][0]["need"], ana["nights"][0]["room"]) == (10.0, 4.0)
    assert (ben["nights"][0]["need"], ben["nights"][0]["room"]) == (10.0, 2.0)


def test_of_two_rows_of_one_minute_the_later_in_the_file_counts(answer):
    (found,) = answer([row("Ana", AT, 1), row("Ana", AT, 3), row("Ana", "2026-11-24T20:59", 4)])
    assert (found["latest"], found["usual"]) == (7.5, 7.5)


def test_columns_in_any_order_and_more_of_them(ask):
    header = ["note", "room", *reversed(NEEDS), "at", "caregiver"]
    result = ask([["x", 1, "", "", "", 4, 4, 4, 4, AT, "Ana"]], "--json", header=header)
    assert json.loads(result.stdout)[0]["latest"] == 10.0
    assert result.stderr == "Columns not read: note.\n"


def test_a_file_without_rows_holds_nobody(answer):
    assert answer([]) == []


MINUTE = timedelta(minutes=1)
names = st.sampled_from(["Ana", "Ben", "Zoë"])
level = st.sampled_from(["", "0", "1", "2", "3", "4"])
# Around the two clock changes of Europe and of North America as well: a wall time is a wall time.
starts = st.sampled_from(["2026-03-29T03:30", "2026-10-25T02:30", "2026-03-08T02:30", "2026-11-01T01:30", AT])
offsets = st.one_of(
    st.integers(-60, 26 * 24 * 60),
    st.sampled_from([0, 1, -1, 24 * 60, 2 * 24 * 60, 7 * 24 * 60, 21 * 24 * 60]),
)
rows_of = st.lists(st.tuples(names, offsets, st.lists(level, min_size=8, max_size=8)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(said=rows_of, start=starts, nights=st.integers(1, 9))
@example(said=[("Ana", 0, ["4"] * 8), ("Ana", 24 * 60, [""] * 8)], start=AT, nights=7)
def test_it_is_what_the_contract_says(answer, said, start, nights):
    at = datetime.fromisoformat(start)
    rows = [(name, at - offset * MINUTE, levels) for name, offset, levels in said]
    lines = [[name, f"{when:%Y-%m-%dT%H:%M}", *levels] for name, when, levels in rows]
    assert answer(lines, "--nights", str(nights), at=start) == oracle(rows, at, nights)


def oracle(rows, at, nights):
    """The contract, slowly: every day asked one by one, fifty digits, nothing shared with the program."""
    with localcontext() as context:
        context.prec = 50
        return [_oracle_one(name, rows, at, nights) for name in dict.fromkeys(name for name, _, _ in rows)]


def _oracle_one(name, rows, at, nights):
    mine = [(when, levels) for one, when, levels in rows if one == name and when <= at]
    need, room = [], []
    for when, levels in mine:
        top = sorted((int(value or 0) for value in levels[:7]), reverse=True)[:3]
        need.append((when, Decimal(10) * sum(top) / 3 / 4))
        if levels[7]:
            room.append((when, Decimal(levels[7])))
    need_of, room_of = _line(need, at, Decimal(3)), _line(room, at, Decimal(2))
    latest = _last(need)
    return {
        "caregiver": name,
        "latest": None if latest is None else _rounded(latest[1], "0.01"),
        "usual": _rounded(need_of(None), "0.01"),
        "nights": [
            {
                "night": d,
                "need": _rounded(need_of(d), "0.01"),
                "weight": _rounded(1 + need_of(d) / 10, "0.1"),
                "room": _rounded(room_of(d), "0.01"),
            }
            for d in range(nights)
        ],
    }


def _line(said, at, unknown):
    begins = at.replace(hour=4, minute=0, second=0)
    if begins > at:
        begins -= timedelta(days=1)
    lasts = []
    for back in range(21):
        first = begins - timedelta(days=back)
        lasts.append(_last([one for one in said if first <= one[0] < first + timedelta(days=1)]))
    recent = sorted(one[1] for one in lasts[:7] if one)
    if not any(lasts):
        return lambda d: unknown
    latest = _last(said)
    if not recent:
        return lambda d: latest[1]
    middle = len(recent) // 2
    u = recent[middle] if len(recent) % 2 else (recent[middle - 1] + recent[middle]) / 2
    hours = Decimal((at - latest[0]) // MINUTE) / 60
    return lambda d: u if d is None else u + Decimal("0.5") ** (hours / 24 + d) * (latest[1] - u)


def _last(said):
    best = None
    for one in said:
        if best is None or one[0] >= best[0]:
            best = one
    return best


def _rounded(value, step):
    return float((value + Decimal("1e-30")).quantize(Decimal(step), ROUND_HALF_UP))


def test_the_page_names_each_night_and_what_is_assumed(ask):
    page = ask([row("Ana", AT, 4), row("Ben", "2026-10-01T21:00", 4), row("Cy", "2026-12-01T21:00", 4)]).stdout
    words = " ".join(page.split())
    assert "Said last on 2026-11-24 at 21:00: 10. Usual: 10." in words
    assert "That is over 21 days ago, so a need of 3 is assumed." in words
    assert "Nothing was said by then, so a need of 3 is assumed." in words
    assert "tonight ━━━━━━━━━━━━━━━━━━━━ 10.00 2.0" in words
    assert "Wed 25 Nov" in words


def test_before_nine_in_the_morning_tonight_is_the_night_in_progress(ask):
    page = ask([row("Ana", AT, 4)], at="2026-11-25T08:59").stdout
    assert "Wed 25 Nov" in page
    assert "Thu 26 Nov" in page


LINE = "Ana,2026-11-24T20:00,1,1,1,1,1,1,1,2"
HEAD = ",".join(HEADER)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("", "checkins.csv is empty: expected a header row with caregiver, at,"),
        (f"{HEAD.replace(',calm', '')}\n", "row 1: expected columns between commas, among them calm"),
        (f"{HEAD}\n{LINE},9", "row 2: expected 10 cells as in the header, found 11."),
        (f"{HEAD}\n{LINE}\n{LINE.replace('Ana', ' ')}", "row 3, column caregiver: expected a name"),
        (f"{HEAD}\n{LINE.replace('T20:00', '')}", "row 2, column at: expected a local date and time such as"),
        (f"{HEAD}\n{LINE.replace('20:00', '20:00+01:00')}", "row 2, column at: expected a local date and time"),
        (f"{HEAD}\n{LINE.replace('11-24', '02-30')}", "row 2, column at: expected a local date and time"),
        (
            f"{HEAD}\n{LINE[:-1]}5",
            "row 2, column room: expected a whole number from 0 to 4, or nothing, found",
        ),
        (f"{HEAD}\n{LINE.replace(',1,1,2', ',1,-1,2')}", "row 2, column calm: expected a whole number from 0 to 4"),
        (f"{HEAD}\n{LINE.replace(',1,1,2', ',nan,1,2')}", "row 2, column sleep: expected a whole number"),
    ],
)
def test_bad_input_is_one_sentence_with_its_place(ask, file, expected):
    for options in ((), ("--json",)):
        result = ask(file, *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert expected in result.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--at", "tonight"], "--at: expected a local date and time such as 2026-11-24T21:00, found 'tonight'."),
        (["--nights", "0"], "--nights: expected a whole number from 1 to 62, found '0'."),
        (["--nights", "-3"], "--nights: expected a whole number from 1 to 62, found '-3'."),
        (["--nights", "x"], "--nights: expected a whole number from 1 to 62, found 'x'."),
    ],
)
def test_bad_options_are_one_sentence(ask, options, expected):
    result = ask([], *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected + "\n")


def test_a_file_that_is_not_there_is_one_sentence():
    result = CliRunner().invoke(main, ["need", "no-such.csv", "--at", AT])
    assert (result.exit_code, result.stderr) == (2, "no-such.csv cannot be read: No such file or directory.\n")


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar(ask, at):
    assert ask([row("Ana", at, 4, 0)], at=at).exit_code == 0
