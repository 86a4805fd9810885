"""A person takes along everything of theirs, and nothing of anyone else's."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from pypdf import PdfReader

from nearward.domain.needs import NEEDS
from nearward.domain.screening.routing import SAFE
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.core import vault
from nearward.web.core.pdf import BOX, Paper
from nearward.web.export.everything import HOLDS, everything_of, plain
from nearward.web.export.paper import written
from nearward.web.keeping.erasing import FATE, erase_person
from nearward.web.keeping.leaving import leave, pause
from nearward.web.people.models import Caregiver, Family, Person
from nearward.web.people.selectors import circle_of, wrapped_key
from tests.conftest import Cast, Figure
from tests.tables import tables_that_name_a_person
from tests.web.export.living import OWN, alice_writes, what_bob_does
from tests.web.screening.papers import licensed

URL = "/mine/export/"
Inside = Callable[[Caregiver], Client]
FILES = {"everything": "nearward.json", "paper": "nearward.pdf", "forms": "nearward-forms.json"}


def take(client: Client, file: str) -> bytes:
    answer = client.post(URL, {"file": file})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{FILES[file]}"'
    return answer.content


def read(paper: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())


def own_file(who: Caregiver, at: datetime) -> str:
    """Return everything but the babies, which both enter."""
    person = Person.objects.get(pk=who.person_id)
    place = Caregiver.objects.select_related("person", "family").get(pk=who.pk)
    made = everything_of(person, circle_of(place, now=at), now=at)
    return json.dumps(plain(made | {"babies": []}), ensure_ascii=False)


def own_paper(who: Caregiver, at: datetime) -> bytes:
    place = Caregiver.objects.select_related("person", "family").get(pk=who.pk)
    return written(everything_of(place.person, circle_of(place, now=at), now=at) | {"babies": []}, [], {})


def test_every_table_that_points_to_a_person_says_what_the_export_holds_of_it() -> None:
    named = tables_that_name_a_person()
    assert named == set(HOLDS) - {"account.EmailAddress"} | ({"account.EmailAddress"} & named)
    assert set(HOLDS) == set(FATE)


def test_the_file_and_the_paper_hold_all_of_ones_own_words_and_none_of_the_others(
    cast: Cast, inside: Inside
) -> None:
    at = datetime.now(UTC)
    alice_writes(cast, at)
    for _name, act in list(what_bob_does(cast, at))[:15]:
        act()
    file, paper = take(inside(cast.alice), "everything").decode(), read(take(inside(cast.alice), "paper"))
    for words in OWN:
        assert words in file
        assert words in paper
    for text in (file, paper):
        assert "of-Bob" not in text
        assert "Bob" not in text
        assert "Gran" not in text
    theirs = take(inside(cast.bob), "everything").decode() + read(take(inside(cast.bob), "paper"))
    assert "of-Alice" not in theirs
    assert "Alice" not in theirs


def test_no_act_of_the_other_changes_ones_file_by_one_byte(cast: Cast, figure: Figure) -> None:
    at = datetime.now(UTC)
    alice_writes(cast, at)
    before, paper, acts = own_file(cast.alice, at), own_paper(cast.alice, at), 0
    for name, act in what_bob_does(cast, at):
        act()
        acts += 1
        assert own_file(cast.alice, at) == before, name
    assert own_paper(cast.alice, at) == paper
    figure(f"the other's acts against one's own file: {acts} played, 0 bytes changed")


def test_what_one_left_behind_is_in_ones_file_also_once_the_other_is_erased(cast: Cast) -> None:
    at = datetime.now(UTC)
    alice_writes(cast, at)
    leave(place=cast.alice, now=at)
    before = own_file(cast.alice, at)
    erase_person(person=cast.bob.person, now=at)
    assert own_file(cast.alice, at) == before
    left = Family.objects.exclude(pk=Caregiver.objects.get(pk=cast.alice.pk).family_id)
    erase_person(person=cast.alice.person, now=at)
    assert list(left.filter(caregivers__person__sign_in_name__in=["alice", "bob"])) == []


def test_the_file_comes_along_after_leaving(cast: Cast, inside: Inside) -> None:
    at = datetime.now(UTC)
    alice_writes(cast, at)
    leave(place=cast.alice, now=at)
    file = json.loads(take(inside(cast.alice), "everything"))
    gone = {"cycle-of-Alice", "choir-of-Alice"}  # what was shown or asked ends with leaving
    assert [words for words in OWN if words not in gone and words not in json.dumps(file)] == []
    assert file["babies"] == []


def test_it_works_while_sharing_is_paused(cast: Cast, inside: Inside) -> None:
    pause(place=cast.alice, paused=True, now=datetime.now(UTC))
    for file in FILES:
        take(inside(cast.alice), file)


def test_the_forms_are_fhir_with_no_name_and_no_licensed_words(
    cast: Cast, inside: Inside, tmp_path: Path, settings: Any
) -> None:
    settings.EPDS = str(licensed(tmp_path))
    alice_writes(cast, datetime.now(UTC))
    whole = take(inside(cast.alice), "forms")
    bundle = Bundle.model_validate_json(whole)
    assert len(bundle.entry) == 6
    assert whole != take(inside(cast.alice), "forms"), "the number that stands for the person is drawn anew"
    for text in (whole.decode(), take(inside(cast.alice), "everything").decode()):
        assert "Made-up question" not in text
    assert "Alice" not in whole.decode()
    assert "Made-up question" not in read(take(inside(cast.alice), "paper"))


def test_help_comes_first_on_the_paper_where_a_form_spoke_of_harm(cast: Cast, inside: Inside) -> None:
    alice_writes(cast, datetime.now(UTC))
    text = read(take(inside(cast.alice), "paper"))
    assert text.index(SAFE) < text.index("112") < text.index("Sign-in name") < text.index("PHQ-9")
    assert SAFE not in read(take(inside(cast.bob), "paper"))


def test_a_helper_and_a_closed_room_give_nothing(cast: Cast, phone: Inside, inside: Inside) -> None:
    assert inside(cast.gran).get(URL).status_code == 404
    assert inside(cast.gran).post(URL, {"file": "paper"}).status_code == 404
    closed = phone(cast.alice)
    answer = closed.post(URL, {"file": "everything"})
    assert (answer.status_code, answer["Location"]) == (302, "/mine/open/?next=%2Fmine%2Fexport%2F")
    assert "mine_waiting" not in closed.session


def test_a_file_that_does_not_exist_is_refused(cast: Cast, inside: Inside) -> None:
    for sent in ({}, {"file": "nothing"}):
        assert inside(cast.alice).post(URL, sent).status_code == 422


def test_taking_it_along_leaves_no_trace(cast: Cast, inside: Inside) -> None:
    alice_writes(cast, datetime.now(UTC))
    client = inside(cast.alice)

    def every_row() -> dict[str, int]:
        with connection.cursor() as cursor:
            tables = [name for name in connection.introspection.table_names(cursor) if "session" not in name]
            return {name: _rows(cursor, name) for name in tables}

    before = every_row()
    for file in FILES:
        take(client, file)
    assert every_row() == before


def _rows(cursor: Any, table: str) -> int:
    cursor.execute(f'SELECT * FROM "{table}"')
    return hash(tuple(sorted(map(repr, cursor.fetchall()))))


def test_doors_lead_to_it(cast: Cast, inside: Inside) -> None:
    for page in ("/mine/", "/you/", "/you/leave/"):
        assert f'href="{URL}"' in inside(cast.alice).get(page).content.decode()
    for page in ("/you/", "/you/leave/"):
        assert f'href="{URL}"' not in inside(cast.gran).get(page).content.decode()


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Zoë", "Zoë"),
        ("Łukasz", "Łukasz"),
        ("Ольга", "Ольга"),
        ("明", BOX),
        ("🌙", BOX),
        ("لا", BOX),
        ("\u202eab", "ab"),
    ],
)
def test_names_of_any_script_make_a_paper(name: str, drawn: str) -> None:
    paper = Paper(name, made_at=datetime(2026, 3, 10, tzinfo=UTC), language="en")
    paper.say(f"{name} " * 400 + "x" * 3000)
    text = read(paper.file())
    assert drawn in text
    assert ("cannot draw" in text) == (drawn == BOX)


@pytest.mark.proved
def test_what_a_year_costs(cast: Cast, inside: Inside, figure: Figure) -> None:
    alice, now = cast.alice, datetime.now(UTC)
    moments = [now - timedelta(hours=12 * number + 1) for number in range(730)]
    said = Said.objects.bulk_create(
        Said(family_id=alice.family_id, author=alice, at=at, levels=dict.fromkeys(NEEDS, 2), room=2)
        for at in moments
    )
    rows = [
        CheckIn(
            family_id=alice.family_id, author=alice, said=one, at=one.at, zone="UTC", day=one.at.date(), stress=5
        )
        for one in said
    ]
    key = wrapped_key(alice.person_id)
    for row in rows:
        place = vault.Place("checkins.CheckIn", "note", alice.person_id, row.pk)
        row.note = vault.seal_text("A long night, and the lamp was on. " * 6, wrapped=key, place=place)
    CheckIn.objects.bulk_create(rows)
    client = inside(alice)
    for file in ("everything", "paper"):
        begun = time.perf_counter()
        size = len(take(client, file))
        spent = time.perf_counter() - begun
        figure(f"a year of two check-ins a day as {FILES[file]}: {spent:.1f} s, {size / 1e6:.2f} MB")
        assert spent < 30
