"""A host's own help lines: in place of the countries they name, or not at all."""

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from nearward.data.helplines import COLUMNS, SUICIDE, countries, lines_for, own_file
from nearward.domain.refused import Refused
from nearward.web.core.host_files import helpline_faults, log_faults
from nearward.web.keeping import checking

HEAD = ",".join(COLUMNS)
GOOD = (
    "ES,emergency,Emergencias,112,call,es,yes,2026-11-20,a sign",
    "ES,suicide,Mi línea,900 123 456,call,es,yes,2026-11-20,x",
)


def written(folder: Path, *rows: str, head: str = HEAD) -> str:
    file = folder / "lines.csv"
    file.write_bytes("\n".join([head, *rows]).encode())
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


WRONG = [
    ("Spain,emergency,E,112,call,es,yes,2026-11-20,x", "country: expected two letters, such as ES."),
    ("ES,crisis,E,112,call,es,yes,2026-11-20,x", "kind: expected one of emergency, suicide, "),
    ("ES,emergency,E,112,call,es,maybe,2026-11-20,x", "verified: expected yes or no."),
    ("ES,emergency,E,112,call,es,yes,last week,x", "last_checked: expected the day"),
    ("ES,emergency,,112,call,es,yes,2026-11-20,x", "name: expected a name"),
    ("ES,emergency,E,ask anyone,call,es,yes,2026-11-20,x", "number: expected a number a telephone can call"),
    ("ES,emergency,E,112,call,es,yes,2026-11-20,x,y", "column 10: expected no more than 9 cells, found 10."),
    ('ES,emergency,"E,112,call,es,yes,2026-11-20,x', "expected quotes in pairs"),
]


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_a_row_with_a_fault_is_named_and_all_others_are_used(
    db: object, client: Client, settings: object, tmp_path: Path, row: str, said: str
) -> None:
    portugal = "PT,suicide,A linha,800 100 200,call,pt,yes,2026-11-20,x"
    settings.HELPLINES = written(tmp_path, GOOD[1], "", row, portugal)
    assert "A linha" in client.get("/help/?country=PT").content.decode()
    spain = client.get("/help/?country=ES").content.decode()
    assert "Mi línea" in spain
    assert "Línea 024" not in spain
    assert 'href="tel:112"' in spain, "our emergency number stands in for a row that cannot be read"
    found = [one for one in checking.look() if one.what == "help lines"]
    assert [one.state for one in found] == ["fix", "ok"]
    assert f"lines.csv, row 4{':' if 'quotes' in said else ','} {said}" in found[0].sentence


def test_the_log_names_the_row_when_the_server_starts(
    settings: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.HELPLINES = written(tmp_path, *GOOD, WRONG[0][0])
    log_faults()
    assert caplog.messages == [
        "NEARWARD_HELPLINES: lines.csv, row 4, country: expected two letters, such as ES. That row is left out."
    ]


def test_many_faults_are_named_up_to_ten(settings: object, tmp_path: Path) -> None:
    settings.HELPLINES = written(tmp_path, *[WRONG[0][0]] * 12)
    said = helpline_faults()
    assert len(said) == 11
    assert "2 more rows" in said[-1]


@tried(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=40), max_size=5))
def test_whatever_stands_in_a_file_the_good_row_is_used(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    own = written(tmp_path_factory.mktemp("any"), *rows, GOOD[1])
    assert "Mi línea" in [line.name for line in lines_for("ES", own) if line.kind == SUICIDE]


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("nothing.csv", "bytes.csv"):
        with pytest.raises(Refused, match=name):
            own_file(tmp_path / name)
    with pytest.raises(Refused, match="row 1: expected the columns"):
        own_file(Path(written(tmp_path)))


def test_a_row_half_filled_may_wait_until_it_was_checked(tmp_path: Path) -> None:
    assert lines_for("FI", written(tmp_path, "FI,suicide,,,,,no,,")) == ()
