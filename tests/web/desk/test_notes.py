"""A counselor's own notes: sealed, read by nobody else, and theirs until they delete them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from nearward.domain.consent import What
from nearward.web.core.vault import UnreadableError
from nearward.web.desk.models import Note
from nearward.web.desk.notes import own_notes
from nearward.web.grants.models import Counsel, Given
from nearward.web.keeping import leaving
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.models import Caregiver, Counselor, Family, Person, Practice
from nearward.web.people.selectors import wrapped_key
from tests.cast import PASSPHRASE, at_a_desk, let_in
from tests.web.desk.conftest import Room, sit_down

pytestmark = pytest.mark.both_databases
CANARY = "canary-of-the-quiet-hour"


def write(client: Client, words: str = CANARY, *, who: str = "A.", start: str = "/desk/notes/start/") -> str:
    where: str = client.post(start, {"key": str(uuid4())}).headers["Location"]
    body = {"key": str(uuid4()), "number": Note.objects.order_by("number").last().number, "who": who}  # type: ignore[union-attr]
    assert client.post(where, {**body, "words": words}).status_code == 302
    return where


def test_a_note_about_someone_begins_with_their_name_and_is_listed_and_deleted(room: Room) -> None:
    cora = sit_down(room.cora.person)
    where = cora.post(f"/desk/{room.of_alice.pk}/note/", {"key": str(uuid4())}).headers["Location"]
    assert 'value="Alice"' in cora.get(where).content.decode()
    write(cora)
    assert CANARY in cora.get("/desk/notes/").content.decode()
    for note in own_notes(room.cora):
        assert cora.post(f"/desk/notes/{note.row.pk}/delete/").status_code == 302
    assert not Note.objects.exists()


def test_the_same_start_sent_twice_begins_one_note(room: Room) -> None:
    cora, key = sit_down(room.cora.person), str(uuid4())
    first, second = (cora.post("/desk/notes/start/", {"key": key}).headers["Location"] for _ in range(2))
    assert first == second
    assert Note.objects.count() == 1


def test_two_devices_never_write_over_each_other_unseen(room: Room) -> None:
    cora = sit_down(room.cora.person)
    where = write(cora, "from the desk")
    answer = cora.post(where, {"key": str(uuid4()), "number": 0, "who": "A.", "words": "from the train"})
    assert answer.status_code == 409
    for words in ("from the desk", "from the train"):
        assert words in answer.content.decode()


@pytest.mark.parametrize("sent", [{"who": "x" * 121}, {"words": "x" * 20_001}])
def test_a_note_too_long_is_refused(room: Room, sent: dict[str, str]) -> None:
    cora = sit_down(room.cora.person)
    where = write(cora)
    answer = cora.post(where, {"key": str(uuid4()), "number": Note.objects.get().number, **sent})
    assert answer.status_code == 422
    assert [one.words for one in own_notes(room.cora)] == [CANARY]


def _bytes(value: object) -> bytes:
    """Return what a row holds, as it lies there on either database."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_note_lies_readable_in_the_database(room: Room) -> None:
    write(sit_down(room.cora.person), who="canary-of-a-name")
    with connection.cursor() as cursor:
        held = b""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                held += b"|".join(_bytes(value) for value in row)
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if file.exists():
        held += b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert b"Alice" in held, "names of people lie there, so the search finds what is readable"
    assert b"canary-of" not in held


def test_a_note_moved_to_another_counselor_does_not_open(room: Room) -> None:
    write(sit_down(room.cora.person))
    dora = at_a_desk("Dora", "Elsewhere", at=room.now)
    Note.objects.update(counselor=dora)
    with pytest.raises(UnreadableError):
        own_notes(dora)


def test_nobody_else_reads_a_note(room: Room, inside: Callable[[Caregiver], Client]) -> None:
    room.gives(room.of_alice, *What)
    where = write(sit_down(room.cora.person), start=f"/desk/{room.of_alice.pk}/note/")
    dora = at_a_desk("Dora", room.cora.practice.name, at=room.now)
    colleague = sit_down(dora.person)
    assert colleague.get(where).status_code == colleague.post(f"{where}delete/").status_code == 404
    assert CANARY not in colleague.get("/desk/notes/").content.decode()
    for who in (room.alice, room.bob):
        client = inside(who)
        assert client.get(where).status_code == 404
        for path in ("/mine/counselor/", f"/mine/counselor/{room.of_alice.pk}/", "/"):
            assert CANARY not in client.get(path).content.decode()


@pytest.mark.parametrize("how", ["ends", "leaves", "erased"])
def test_a_note_stays_when_a_counsel_ends(room: Room, how: str) -> None:
    cora = sit_down(room.cora.person)
    write(cora, start=f"/desk/{room.of_alice.pk}/note/")
    match how:
        case "ends":
            room.of_alice.delete()
        case "leaves":
            leaving.leave(place=room.alice, now=room.now)
        case "erased":
            erase_person(person=room.alice.person, now=room.now)
    assert [one.words for one in own_notes(room.cora)] == [CANARY]
    assert cora.get("/desk/notes/").status_code == 200


def test_a_counselor_who_is_erased_takes_notes_and_counsels_along_and_leaves_the_family_as_it_was(
    room: Room, inside: Callable[[Caregiver], Client]
) -> None:
    room.gives(room.of_alice, *What)
    cora = sit_down(room.cora.person)
    write(cora)
    Counsel.objects.filter(counselor=room.cora).update(shown=True)
    Family.objects.filter(pk=room.alice.family_id).update(resting=True)
    alice = inside(room.alice)
    assert cora.post("/you/erase/", {"secret": PASSPHRASE}).status_code == 200
    assert not Note.objects.exists()
    assert not Counsel.objects.exists()
    assert not Given.objects.exists()
    assert not Counselor.objects.exists()
    assert not Person.objects.filter(pk=room.cora.pk).exists()
    assert Practice.objects.filter(name=room.cora.practice.name).exists()
    assert not Family.objects.get(pk=room.alice.family_id).resting
    assert "Cora" not in alice.get("/mine/counselor/").content.decode()
    assert alice.get("/mine/").status_code == 200


def test_a_pause_stays_while_another_counselor_whom_one_shows_is_left(room: Room) -> None:
    dora = at_a_desk("Dora", "Elsewhere", at=room.now)
    let_in(room.alice, dora, at=room.now)
    Counsel.objects.update(shown=True)
    Family.objects.filter(pk=room.alice.family_id).update(resting=True)
    erase_person(person=room.cora.person, now=room.now + timedelta(minutes=1))
    assert Family.objects.get(pk=room.alice.family_id).resting
    assert wrapped_key(dora.pk)
