"""How to find a counselor: for everyone, while expecting too; places are the host's own, and checked ones only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nearward.data.counselors import all_places, own_file, places_for
from nearward.domain.refused import Refused
from nearward.web.keeping.checking import look

HEAD = "country,name,way,languages,verified,last_checked\n"
GOOD = 'ES,"Centro Puerto",https://puerto.example/parejas,"español, English",yes,2026-11-20\n'


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    all_places.cache_clear()


def a_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "counselors.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_everyone_finds_whom_and_what_to_ask_without_a_session_or_the_database(client: Client) -> None:
    answer = client.get("/help/counselor/")
    assert answer.status_code == 200
    assert "What to ask them" in answer.content.decode()
    assert not answer.cookies
    assert 'href="/help/counselor/"' in client.get("/help/").content.decode()


def test_a_hosts_checked_places_stand_there_by_country(client: Client, settings: Any, tmp_path: Path) -> None:
    unchecked = "ES,Someone,https://someone.example,es,no,\n"
    elsewhere = GOOD.replace("ES", "IS").replace("Puerto", "Hafen")  # a country without help lines of ours
    settings.COUNSELORS = a_file(tmp_path, HEAD + GOOD + unchecked + elsewhere)
    shown = client.get("/help/counselor/?country=ES").content.decode()
    assert 'href="https://puerto.example/parejas"' in shown
    assert "Someone" not in shown
    assert "Hafen" not in shown
    assert "Hafen" in client.get("/help/counselor/?country=IS").content.decode()


def test_a_telephone_is_dialled() -> None:
    from nearward.data.counselors import Place

    assert Place("ES", "Centro", "+34 900 00-00", "").href == "tel:+349000000"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("es,Centro,https://a.example,,yes,2026-11-20\n", "country"),
        ("ES,Centro,http://a.example,,yes,2026-11-20\n", "way"),
        ('ES,Centro,"javascript:alert(1)",,yes,2026-11-20\n', "way"),
        ('ES,Centro,"https://a.example/""><b>",,yes,2026-11-20\n', "way"),
        ("ES,,https://a.example,,yes,2026-11-20\n", "name"),
        ("ES,Centro,https://a.example,,perhaps,2026-11-20\n", "verified"),
        ("ES,Centro,https://a.example,,yes,soon\n", "last_checked"),
        ("ES,Centro,https://a.example,,yes,2026-11-20,more\n", "column 7"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_all_others_are_used(tmp_path: Path, row: str, says: str) -> None:
    other = GOOD.replace("Puerto", "Faro")
    own = a_file(tmp_path, HEAD + GOOD + row + other)
    assert [place.name for place in places_for("ES", own)] == ["Centro Puerto", "Centro Faro"]
    (fault,) = own_file(Path(own)).faults
    assert fault.startswith(f"counselors.csv, row 3, {says}: expected ")


@pytest.mark.parametrize("text", ["", "country,name\nES,x\n", HEAD])
def test_a_file_without_its_columns_or_a_row_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="columns"):
        all_places(a_file(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("nowhere.csv", "bytes.csv"):
        with pytest.raises(Refused, match=name):
            all_places(str(tmp_path / name))


def test_check_says_what_is_wrong_with_it(db: object, settings: Any, tmp_path: Path) -> None:
    settings.COUNSELORS = a_file(tmp_path, HEAD + GOOD)
    assert [found.state for found in look() if found.what == "counselors"] == ["ok"]
    settings.COUNSELORS = str(tmp_path / "nowhere.csv")
    found = [found for found in look() if found.what == "counselors"]
    assert [one.state for one in found] == ["fix"]
    assert "nowhere.csv" in found[0].sentence
    (tmp_path / "one.csv").write_text(HEAD + GOOD + GOOD.replace("yes", "perhaps"))
    settings.COUNSELORS = str(tmp_path / "one.csv")
    found = [found for found in look() if found.what == "counselors"]
    assert [one.state for one in found] == ["fix"]
    assert "one.csv, row 3, verified: expected yes or no. That row is left out." in found[0].sentence
