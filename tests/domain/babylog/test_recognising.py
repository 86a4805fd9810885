"""Which file is what, and what is said of a file that is none of ours."""

import pytest

from nearward.domain.babylog.baby_buddy import BabyBuddy
from nearward.domain.babylog.files import open_file
from nearward.domain.babylog.text import MAX_BYTES, MAX_LINES, MAX_ROWS
from nearward.domain.refused import Refused
from tests.domain.babylog.logs import FIXTURES, fixture, one

KINDS = {
    "sleep.csv": "sleep",
    "feeding.csv": "feeding",
    "diaperchange.csv": "change",
    "diaperchange-invalid-child.csv": "change",
    "pumping.csv": "pumping",
    "admin/Sleep-2026-03-10.csv": "sleep",
    "admin/Feeding-2026-03-10.csv": "feeding",
    "admin/DiaperChange-2026-03-10.csv": "change",
    "admin/Pumping-2026-03-10.csv": "pumping",
}
NOT_NEEDED = [
    "bmi", "child", "headcircumference", "height", "note", "tag", "temperature", "tummytime", "weight",
]  # fmt: skip


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_each_header_set_is_recognised(path, kind):
    assert open_file(*fixture(path)).shape.kind == kind


def test_every_fixture_is_covered():
    names = {path.name for path in FIXTURES.glob("*.csv")}
    assert names == {f"{name}.csv" for name in NOT_NEEDED} | {path for path in KINDS if "/" not in path}


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_a_file_that_planning_does_not_need_is_said_not_refused(name):
    file = one(fixture(f"{name}.csv")[1])
    assert (file.kind, file.new, file.skipped) == (None, (), ())
    assert file.rows > 0
    assert str(file.notes[0].note) == "Not needed for planning; nothing of it is kept."


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("start,end,nap", "sleep"),
        ("nap,start,child_first_name", "sleep"),
        ("child_id,start,method", "feeding"),
        ("START, End ,Type", "feeding"),
        ("time,solid", "change"),
        ("child_id,start,end,amount,notes,tags", "pumping"),
    ],
)
def test_any_column_may_be_missing_and_in_any_order(header, kind):
    columns = tuple(column.strip().casefold() for column in header.split(","))
    shape = BabyBuddy().recognise(columns)
    assert shape is not None
    assert shape.kind == kind


def test_a_header_that_fits_several_is_told_by_the_name_of_the_file():
    content = b"child_id,start,end,notes,tags\n1,2026-03-09 21:40:00,2026-03-10 00:55:00,,\n"
    assert open_file("Sleep-2026-03-10.csv", content).shape.kind == "sleep"
    assert open_file("Tummy-Time.csv", content).shape.kind is None
    with pytest.raises(Refused, match="do not say whether it holds sleep or feeds"):
        open_file("export.csv", content)


@pytest.mark.parametrize(
    "content",
    [
        b"Type,Start,End,Duration,Start Condition,End Condition,Notes\nSleep,2026-01-01 10:00,,,,,\n",
        b'"Type","Profile Name","Start Date/time","[Sleep] End Date/time"\n"Sleep","Noor","2026-01-01 10:00:00",\n',
        b"Baby,Time,Duration(minutes),Note\nNoor,3/9/26, 21:40,30,\n",
        b"date,caregiver,stress,move\n2026-01-01,Ana,3,5\n",
        b"%PDF-1.7 hello",
        b"{}",
    ],
)
def test_a_file_of_another_program_is_answered_with_what_can_be_read(content):
    with pytest.raises(Refused) as refusal:
        open_file("other.csv", content)
    assert str(refusal.value) == (
        "other.csv is not a log Nearward can read. It reads CSV files exported from Baby Buddy."
    )
    assert "\n" not in str(refusal.value)


def test_utf16_is_named():
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        with pytest.raises(Refused, match="UTF-16"):
            open_file("sleep.csv", "child_id,start,end,nap\n".encode(codec))


def test_another_encoding_is_refused_with_what_to_do():
    with pytest.raises(Refused, match="Save it as a CSV file in UTF-8"):
        open_file("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(Refused, match="Save it as a CSV file in UTF-8"):
        open_file("sleep.csv", "child_first_name,start,end,nap\nZoë,,,\n".encode("latin-1"))


def test_an_empty_file_is_refused():
    for content in (b"", b"\xef\xbb\xbf", b"\r\n\r\n"):
        with pytest.raises(Refused, match="is empty"):
            open_file("sleep.csv", content)


def test_a_file_past_the_limit_is_refused_by_bytes_and_by_rows():
    with pytest.raises(Refused, match="larger than 10 MB"):
        open_file("sleep.csv", bytes(MAX_BYTES + 1))
    with pytest.raises(Refused, match="more than 50,000 rows"):
        open_file("sleep.csv", b"start,end,nap\n" + b"x,,\n" * (MAX_ROWS + 1))


COSTLY = {
    "one line": b"," * 6_000_000,
    "one line after the header": b"start,end,nap\n" + b"x" * 30_000,
    "quotes that open on every line": b"start,end,nap\n" + b'x","\n' * 10_000,
}


@pytest.mark.parametrize("content", COSTLY.values(), ids=COSTLY)
def test_a_file_that_is_costly_to_parse_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Refused, match="Export it again as CSV"):
        open_file("sleep.csv", content)


@pytest.mark.parametrize("line", [b"\n", b"\r", b"\r\n", b",,\n", b'"\n'])
def test_lines_that_hold_nothing_count_towards_the_limit(line: bytes) -> None:
    with pytest.raises(Refused, match="more than 100,000 lines"):
        open_file("sleep.csv", b"start,end,nap\n" + line * MAX_LINES)


def test_a_header_of_hundreds_of_columns_is_not_a_log() -> None:
    with pytest.raises(Refused, match="not a log Nearward can read"):
        open_file("sleep.csv", b"start,end,nap" + b"," * 300)


def test_a_long_note_over_many_lines_is_read() -> None:
    note = '"' + "a long night, and a long note. " * 100 + "\n" * 150 + '"'
    file = one(f"child_id,start,end,nap,notes\n1,2026-03-09 21:40:00,2026-03-10 00:55:00,0,{note}\n")
    assert len(file.new) == 1


def test_a_semicolon_file_is_read():
    file = one("child_id;start;end;nap\n1;2026-03-09 21:40:00;2026-03-10 00:55:00;0\n")
    assert len(file.new) == 1
