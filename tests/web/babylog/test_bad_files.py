"""Files that cannot come in: 422, one sentence by the field, and nothing that was chosen is lost."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearward.domain.babylog.text import MAX_BYTES
from nearward.web.babylog.models import LogEntry, Preview
from nearward.web.core import uploads
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.babylog.logs import SLEEP, choices, file, look, nights, upload

Phone = Callable[[Caregiver], Client]
HEADER = SLEEP.encode() + b"\n"
BAD = {
    "other.csv": (b"date,caregiver,stress\n", "It reads CSV files exported from Baby Buddy."),
    "empty.csv": (b"\n\n", "empty.csv is empty."),
    "wide.csv": ("\ufeff" + SLEEP).encode("utf-16"), 
    "latin.csv": (HEADER + b"1,Jos\xe9,,,,0,\n", "latin.csv is not in UTF-8."),
    "photo.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.csv is not in UTF-8."),
    "long.csv": (HEADER + b"1,,,,,0,\n" * 50_001, "long.csv has more than 50,000 rows"),
    "unsure.csv": (b"child_id,start,end\n", "do not say whether it holds sleep or feeds"),
}  # fmt: skip
BAD["wide.csv"] = (BAD["wide.csv"], "wide.csv is saved as UTF-16.")  # type: ignore[assignment]


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence(cast: Cast, phone: Phone, name: str) -> None:
    content, sentence = BAD[name]
    answer = upload(phone(cast.alice), SimpleUploadedFile(name, content))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="error"') == 1
    assert sentence in page
    assert not Preview.objects.exists()


def test_no_file_at_all_is_said(cast: Cast, phone: Phone) -> None:
    answer = upload(phone(cast.alice))
    assert answer.status_code == 422
    assert "Choose one or more CSV files." in answer.content.decode()


def test_a_file_too_large_is_refused_unread(cast: Cast, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "KEPT_BYTES", MAX_BYTES // 2)
    answer = upload(phone(cast.alice), SimpleUploadedFile("large.csv", b"x" * (MAX_BYTES + 1)))
    assert answer.status_code == 422
    assert "large.csv is larger than 10 MB" in answer.content.decode()


def test_many_files_that_are_large_together_are_refused(cast: Cast, phone: Phone) -> None:
    half = b"x" * (MAX_BYTES // 2 + 1)
    answer = upload(phone(cast.alice), SimpleUploadedFile("a.csv", half), SimpleUploadedFile("b.csv", half))
    assert answer.status_code == 422
    assert "Together these files are larger than 10 MB" in answer.content.decode()


def test_files_with_too_many_lines_together_are_refused(cast: Cast, phone: Phone) -> None:
    half = SimpleUploadedFile("a.csv", HEADER + b"\n" * 60_000)
    answer = upload(phone(cast.alice), half, SimpleUploadedFile("b.csv", HEADER + b"\n" * 60_000))
    assert answer.status_code == 422
    assert "b.csv has more than 100,000 lines" in answer.content.decode()


def test_too_many_files_are_refused(cast: Cast, phone: Phone) -> None:
    many = [file(f"{n}.csv", f"1,Kit,,2026-01-0{n % 9 + 1} 10:00:0{n % 7},,0,{n}") for n in range(21)]
    answer = upload(phone(cast.alice), *many)
    assert answer.status_code == 422
    assert "more than 20 files" in answer.content.decode()


def test_the_files_that_could_be_read_are_kept_when_another_is_refused(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    answer = upload(alice, file("good.csv", *nights(3, 2)), SimpleUploadedFile("bad.csv", b"a,b\n"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bad.csv is not a log Nearward can read." in page
    assert "good.csv" in page
    kept = str(Preview.objects.get().pk)
    assert f'name="kept" value="{kept}"' in page
    on = upload(alice, kept=kept)
    assert on["Location"] == f"/log/previews/{kept}/"
    more = upload(alice, file("better.csv", *nights(4, 3)), kept=kept)
    page = alice.get(more["Location"]).content.decode()
    assert "good.csv" in page
    assert "better.csv" in page


def test_kept_files_of_someone_else_are_not_taken_up(cast: Cast, phone: Phone) -> None:
    theirs = look(phone(cast.alice), file("alice.csv", *nights(3, 2))).split("/")[3]
    answer = upload(phone(cast.zed), file("bob.csv", *nights(3, 2)), kept=theirs)
    assert answer.status_code == 200
    answer = upload(phone(cast.bob), file("bob.csv", *nights(4, 2)), kept=theirs)
    assert "alice.csv" not in phone(cast.bob).get(answer["Location"]).content.decode()
    assert Preview.objects.filter(pk=theirs).exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("zone", "Mars/Olympus", "Choose a time zone from the list."),
        ("zone", "../../etc/passwd", "Choose a time zone from the list."),
        ("child", "nobody", "Choose one of your children."),
        ("who", "99", "Choose one of the children in the log."),
        ("zone", "", "Choose a time zone from the list."),
        ("child", "", "Choose one of your children."),
    ],
)
def test_a_choice_that_is_none_is_refused_and_the_others_kept(
    cast: Cast, phone: Phone, field: str, value: str, sentence: str
) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3, 2), *nights(4, 2, child="2,Sam,")))
    sent = choices(alice.get(url)) | {"who": "2"} | {field: value}
    for do in ("look", "in", "rows"):
        answer = alice.post(url, sent | {"do": do})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    if field != "who":
        assert 'value="2" selected' in answer.content.decode()
    assert not LogEntry.objects.exists()


def test_a_log_in_which_one_number_has_two_names_can_still_be_chosen(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3, 2, child="1,Ann,"), *nights(4, 3, child="1,Bea,")))
    page = alice.get(url)
    assert page.status_code == 200
    done = alice.post(url, choices(page) | {"who": "Ann", "do": "look"})
    assert done.status_code == 200
    assert "7 rows would come in" in done.content.decode()


def test_words_of_a_file_are_never_markup(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    rows = nights(3, 2, child='1,<script>alert(1)</script>,"><b>')
    page = alice.get(look(alice, file("<img src=x>.csv", *rows))).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>" not in page.replace("<b>Sleep</b>", "")


def test_an_endless_upload_is_cut_off(cast: Cast, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "HEARD_BYTES", 1000)
    answer = upload(phone(cast.alice), SimpleUploadedFile("endless.csv", b"x" * 200_000))
    assert answer.status_code == 422
    assert not Preview.objects.exists()


CELL = st.sampled_from(
    [
        "",
        "1",
        "0",
        "Kit",
        "2026-02-30 10:00:00",
        "2026-03-29 02:30:00",
        "9999-12-31 23:59:59",
        '"',
        "a\nb",
        "٣",
        "\x00",
    ]
) | st.text(max_size=12)
FILES = st.lists(
    st.binary(max_size=200)
    | st.lists(st.lists(CELL, max_size=8), max_size=6).map(
        lambda rows: "\n".join([SLEEP, *(",".join(row) for row in rows)]).encode(errors="replace")
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_whatever_the_bytes_the_answer_is_a_page(cast: Cast, phone: Phone, contents: list[bytes]) -> None:
    alice = phone(cast.alice)
    files = [SimpleUploadedFile(f"{number}.csv", content or b"x") for number, content in enumerate(contents)]
    answer = upload(alice, *files)
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        page = alice.get(answer["Location"])
        assert page.status_code == 200
        assert alice.post(answer["Location"], choices(page) | {"do": "in"}).status_code in {200, 302}
        assert alice.post(answer["Location"], choices(page) | {"do": "rows"}).status_code == 200
