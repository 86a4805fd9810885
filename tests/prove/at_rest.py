"""Promise 7: private text at rest."""

import base64
import random
import time
from uuid import uuid4

from tests.prove import house
from tests.prove.registry import Figure, proof

PREFIX = "canary-in-the-mine-"


def forms(text: str) -> list[bytes]:
    """Return how a text may lie in a file: plain, wide, hex, base64 at each of its three alignments."""
    plain = text.encode()
    shifted = [base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)]
    wide, hexed = text.encode("utf-16-le"), plain.hex().encode()
    return [plain, wide, hexed, hexed.upper(), *(form for form in shifted if len(form) >= 8)]


def sightings(needle: str) -> dict[str, int]:
    """Count a text in every file of the data folder, logs and log of the database included."""
    found = {}
    for file in house.data().rglob("*"):
        if file.is_file() and "static" not in file.parts:
            held = file.read_bytes()
            found[str(file)] = sum(held.count(form) for form in forms(needle))
    return found


@proof("7 at rest", "0 found of 10,000 canaries", (300, 2_000, 10_000))
def canaries_in_files(count: int) -> Figure:
    """Write notes through the service while a server runs, read some, back up; then search every file."""
    house.settle(static=True)
    from django.db import transaction

    alice = house.come_in("Alice")
    session, ids = house.session_of(alice), []
    with house.serving(house.data()) as server:
        for start in range(0, count, 250):
            with transaction.atomic():
                ids += [house.note(alice, f"{PREFIX}{n:06} violet") for n in range(start, min(start + 250, count))]
        phone = house.Phone(server.port, session)
        shown = [phone.get(f"/mine/check-ins/{ids[n]}/")[1].count(f"{PREFIX}{n:06}") for n in range(0, count, 97)]
        phone.check_in(uuid4(), f"{PREFIX}by phone")
        house.nearward("backup")
        files = sightings(PREFIX)
        log = sum(size.stat().st_size for size in house.data().glob("*-wal"))
    (house.data() / "control").write_bytes(base64.b64encode(f"x{PREFIX}planted".encode()))
    control = sightings(PREFIX)[str(house.data() / "control")]
    hits = sum(files.values())
    said = f"{hits} found of {count:,} in {len(files)} files (log {log // 1024:,} KB); planted one found: {control}"
    return Figure(said, hits == 0 and control == 1 and all(shown) and log > 0)


@proof("7 at rest", "0 of 10,000 flipped bytes accepted", (500, 2_000, 10_000))
def flipped_bytes(count: int) -> Figure:
    """Flip one bit of a stored note, or of a person's wrapped key, and try to open it."""
    house.settle()
    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of, note_place
    from nearward.web.core import vault
    from nearward.web.people.selectors import wrapped_key

    alice, chance, accepted = house.come_in("Alice"), random.Random(7), 0
    for n in range(20):
        house.note(alice, f"note {n} " * chance.randrange(1, 40))
    rows = list(CheckIn.objects.all())
    assert all(note_of(row, alice).startswith("note") for row in rows)
    wrapped = wrapped_key(alice.person_id)
    for n in range(count):
        row = chance.choice(rows)
        note, key = bytearray(row.note), bytearray(wrapped)
        target = key if n % 10 == 0 else note
        target[chance.randrange(len(target))] ^= 1 << chance.randrange(8)
        try:
            vault.open_text(bytes(note), wrapped=bytes(key), place=note_place(row, alice.person_id))
            accepted += 1
        except vault.UnreadableError:
            pass
    return Figure(f"{accepted} of {count:,} accepted", accepted == 0)


@proof("7 at rest", "0 of 1,000 swapped rows accepted", (100, 300, 1_000))
def swapped_rows(count: int) -> Figure:
    """Move a sealed note to another row, another person or another field, in the database itself."""
    house.settle()
    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of, note_place
    from nearward.web.core import vault
    from nearward.web.people.selectors import wrapped_key

    alice, chance, accepted = house.come_in("Alice"), random.Random(11), 0
    bob = house.come_in("Bob", alice)
    for n in range(30):
        house.note((alice, bob)[n % 2], f"note {n}")
    rows = list(CheckIn.objects.select_related("author__person"))
    for n in range(count):
        one, other = chance.sample(rows, 2)
        place = note_place(one, one.author.person_id)
        try:
            if n % 3 == 0:
                field = vault.Place(place.model, "draft", place.owner, place.row)
                vault.open_text(one.note, wrapped=wrapped_key(one.author.person_id), place=field)
            else:
                CheckIn.objects.filter(pk=one.pk).update(note=other.note)
                note_of(CheckIn.objects.get(pk=one.pk), one.author)
            accepted += 1
        except vault.UnreadableError:
            CheckIn.objects.filter(pk=one.pk).update(note=one.note)
    kept = all(note_of(row, row.author).startswith("note") for row in CheckIn.objects.all())
    return Figure(f"{accepted} of {count:,} accepted", accepted == 0 and kept)


def crowd(count: int) -> None:
    """Make many people with keys and recovery seeds, quickly."""
    from allauth.mfa.models import Authenticator

    from nearward.web.core import vault
    from nearward.web.people.models import Person, PersonKey

    people = [Person(sign_in_name=f"p{n}", name=f"P {n}", password="!") for n in range(count)]
    Person.objects.bulk_create(people, batch_size=500)
    PersonKey.objects.bulk_create(
        [PersonKey(person=person, wrapped=vault.new_wrapped_key(person.pk)) for person in people], batch_size=500
    )
    Authenticator.objects.bulk_create(
        [
            Authenticator(
                user=person, type="recovery_codes", data={"seed": vault.seal_secret(str(n)), "used_mask": 0}
            )
            for n, person in enumerate(people)
        ],
        batch_size=300,
    )


@proof("7 at rest", "10,000 people rewrapped in ≤ 5 s", (300, 10_000, 10_000), postgres=True)
def rotated_people(count: int) -> Figure:
    """Rotate the server key over many people, each with a recovery seed; then open everything."""
    house.settle()
    from allauth.mfa.models import Authenticator
    from django.conf import settings

    from nearward.web.core import vault
    from nearward.web.keeping.rotating import rotate
    from nearward.web.people.models import PersonKey

    alice = house.come_in("Alice")
    checkin = house.note(alice, "before the keys turned")
    crowd(count)
    old = settings.KEYRING.all()
    start = time.perf_counter()
    done = rotate()
    seconds = time.perf_counter() - start
    opened = sum(vault.is_current(row.person_id, bytes(row.wrapped)) for row in PersonKey.objects.iterator())
    seeds = [row.data["seed"] for row in Authenticator.objects.iterator()]
    fresh = sum(vault.is_secret_current(seed) for seed in seeds)
    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of

    vault.unwrap.cache_clear()
    same = note_of(CheckIn.objects.get(pk=checkin), alice) == "before the keys turned"
    gone = len(settings.KEYRING.all()) == 1 and settings.KEYRING.all() != old
    met = seconds <= 5 and opened == count + 1 == done.people and fresh == count == done.secrets and same and gone
    return Figure(f"{done.people:,} people and {done.secrets:,} seeds in {seconds:.2f} s", met)


@proof("7 at rest", "0 unreadable after a crash at any step", (6, 12, 40))
def crashed_rotations(count: int) -> Figure:
    """Crash a rotation at each of its writes, again and again, with someone coming in between."""
    house.settle()
    from django.conf import settings

    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of
    from nearward.web.core import vault
    from nearward.web.keeping import rotating
    from nearward.web.people.models import Caregiver

    class Crash(BaseException): ...

    def crash(*_: object, **__: object) -> None:
        raise Crash

    places = ("write_keys", "rewrap_all", "_rewrap_secrets", "forget_soon")
    lost = 0
    for n in range(count):
        house.note(house.come_in(f"Person{n}"), f"note {n}")
        name = places[n % len(places)]
        kept = getattr(rotating, name)
        setattr(rotating, name, crash)
        try:
            rotating.rotate()
        except Crash:
            pass
        finally:
            setattr(rotating, name, kept)
        if n % 3 == 2:
            rotating.rotate()
        vault.unwrap.cache_clear()
        settings.KEYRING = type(settings.KEYRING)(settings.KEY_FILE)  # as after a restart
        for row in CheckIn.objects.all():
            try:
                note_of(row, Caregiver.objects.get(pk=row.author_id))
            except vault.UnreadableError:
                lost += 1
    rotating.rotate()
    return Figure(f"{lost} unreadable after {count} crashes", lost == 0 and len(settings.KEYRING.all()) == 1)
