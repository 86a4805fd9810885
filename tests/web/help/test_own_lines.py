"""A host's own help lines: in place of the countries they name, or not at all."""

from pathlib import Path

import pytest
from django.test import Client

from nearward.data.helplines import COLUMNS, countries, lines_for, own_rows
from nearward.domain.refused import Refused
from nearward.web.keeping import checking

HEAD = ",".join(COLUMNS)
GOOD = (
    "ES,emergency,Emergencias,112,call,es,yes,2026-11-20,a sign",
    "ES,suicide,Mi línea,900 123 456,call,es,yes,2026-11-20,x",
)


def written(folder: Path, *rows: str, head: str = HEAD) -> str:
    file = folder / "lines.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return str(file)


def test_of_a_country_it_names_only_its_rows_are_shown_and_of_others_ours(tmp_path: Path) -> None:
    own = written(tmp_path, *GOOD, "SE,emergency,SOS,112,call,sv,yes,2026-11-20,x", "SE,suicide,No,,,,no,,-")
    assert [line.name for line in lines_for("ES", own)] == ["Emergencias", "Mi línea"]
    assert [line.number for line in lines_for("SE", own)] == ["112"]
    assert lines_for("GB", own) == lines_for("GB")
    assert set(countries(own)) == {*countries(), "SE"}


def test_they_are_what_every_page_shows(client: Client, settings: object, tmp_path: Path) -> None:
    settings.HELPLINES = written(tmp_path, *GOOD)
    page = client.get("/help/?country=ES").content.decode()
    assert "Mi línea" in page
    assert "Línea 024" not in page
    assert 'href="tel:900123456"' in page


@pytest.mark.parametrize(
    ("row", "said"),
    [("Spain,emergency,E,112,call,es,yes,2026-11-20,x", "row 2: expected a country"),
     ("ES,crisis,E,112,call,es,yes,2026-11-20,x", "row 2: expected a country"),
     ("ES,emergency,E,112,call,es,maybe,2026-11-20,x", "yes or no"),
     ("ES,emergency,E,112,call,es,yes,last week,x", "last_checked"),
     ("ES,emergency,,112,call,es,yes,2026-11-20,x", "expected a name"),
     ("ES,emergency,E,ask anyone,call,es,yes,2026-11-20,x", "a number a telephone can call"),
     ("ES,emergency,E,112,call,es,yes,2026-11-20,x,y", "no more cells"),
     ("", "expected the columns")],
)  # fmt: skip
def test_a_row_with_a_fault_is_named_and_ours_stand(
    db: object, client: Client, settings: object, tmp_path: Path, row: str, said: str
) -> None:
    settings.HELPLINES = written(tmp_path, row)
    with pytest.raises(Refused, match=said):
        own_rows(Path(settings.HELPLINES))
    assert "Línea 024" in client.get("/help/?country=ES").content.decode()
    found = [one for one in checking.look() if one.what == "help lines"]
    assert [one.state for one in found] == ["fix", "ok"]
    assert said in found[0].sentence


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("nothing.csv", "bytes.csv"):
        with pytest.raises(Refused, match=name):
            own_rows(tmp_path / name)


def test_a_row_half_filled_may_wait_until_it_was_checked(tmp_path: Path) -> None:
    assert lines_for("FI", written(tmp_path, "FI,suicide,,,,,no,,")) == ()
