"""A new family with a copy of the children and their log: no word of the couple, and two logs from then on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client

from nearward.domain.night_taps import Act
from nearward.web.babylog import services as babylog
from nearward.web.babylog import taps
from nearward.web.babylog.models import Import, LogEntry, Preview, RecentLog, RecentTaps
from nearward.web.keeping.erasing import erase_person
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child, Family, Invite
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast, Figure, ask_of, come_in, say
from tests.web.babylog.logs import FEED, log, nights
from tests.web.holding.rooms import write_down

Phone = Callable[[Caregiver], Client]
MARKED = "a word of the two"


def just_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def logged(cast: Cast) -> Cast:
    """Bring in Kit's sleep and feeds, one row of each that names things nobody else should read."""
    feeds = log("1,Kit,,2026-01-02 10:00:00,2026-01-02 10:20:00,breast milk,bottle,,x", name="Bob.csv", header=FEED)
    chosen = babylog.Chosen(cast.kit, ZoneInfo("UTC"), "1")
    for files in (log(*nights(5), name=f"{MARKED}.csv"), feeds):
        babylog.import_records(files=files, chosen=chosen, by=cast.bob, now=just_now())
    return cast


def leave(client: Client, *, copy: bool = True) -> None:
    body = {"do": "leave", **({"copy": "on"} if copy else {})}
    assert client.post("/you/leave/", body).status_code == 302


def of(who: Caregiver) -> list[tuple[object, ...]]:
    """Return the log of a caregiver's family as it stands, by what it says and not by its ids."""
    who.refresh_from_db()
    rows = LogEntry.objects.filter(family=who.family_id).order_by("start", "kind")
    return list(rows.values_list("kind", "start", "end", "nap", "type", "method"))


def test_the_page_offers_the_copy_and_the_tap_brings_it(logged: Cast, phone: Phone, figure: Figure) -> None:
    alice = phone(logged.alice)
    assert '<input type="checkbox" name="copy" checked>' in alice.get("/you/leave/").content.decode()
    before = of(logged.bob)
    leave(alice)
    logged.alice.refresh_from_db()
    assert logged.alice.family_id != logged.bob.family_id
    assert of(logged.alice) == of(logged.bob) == before
    copied = Child.objects.get(family=logged.alice.family_id)
    assert (copied.name, copied.born_on, copied.pk == logged.kit.pk) == ("Kit", logged.kit.born_on, False)
    assert "Kit" in alice.get("/family/").content.decode()
    figure(f"leaving with the log: {len(before)} entries copied, 0 words of the couple")


def test_without_the_tick_nothing_is_copied(logged: Cast, phone: Phone) -> None:
    leave(phone(logged.alice), copy=False)
    assert of(logged.alice) == []
    assert not Child.objects.filter(family=logged.alice.family_id).exists()


def test_whoever_stays_starts_a_new_family_with_it_and_lets_someone_in(logged: Cast, phone: Phone) -> None:
    leave(phone(logged.alice), copy=False)
    bob = phone(logged.bob)
    page = bob.get("/you/leave/").content.decode()
    assert "Start a new family" in page
    assert "Leave now" not in page
    answer = bob.post("/you/leave/", {"do": "leave", "copy": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/family/"
    assert "This is your new family." in answer.content.decode()
    assert "Invite your partner" in answer.content.decode()
    logged.bob.refresh_from_db()
    assert len(of(logged.bob)) > 20
    come_in("Noa", Invite.For.PARTNER, logged.bob, at=just_now())


def test_a_new_partner_reads_no_word_from_before(logged: Cast, phone: Phone) -> None:
    ask_of(logged.bob, at=just_now())
    say(logged.alice, at=just_now(), levels={"sleep": 4}, room=0, note=MARKED)
    write_down(logged.bob, title=MARKED, mine=True)
    leave(phone(logged.alice), copy=False)
    leave(phone(logged.bob))
    bob = Caregiver.objects.get(pk=logged.bob.pk)
    noa = phone(come_in("Noa", Invite.For.PARTNER, bob, at=just_now()))
    made = Import.objects.filter(family=bob.family_id).first()
    assert made is not None
    for path in ("/", "/us/", "/holding/", "/nights/", "/family/", "/log/", f"/log/imports/{made.pk}/"):
        page = noa.get(path)
        assert page.status_code == 200
        assert MARKED not in page.content.decode()
        assert "Alice" not in page.content.decode()
        assert "csv" not in page.content.decode().split("<main")[1] or path == "/log/"


def test_who_brought_it_in_and_its_files_are_forgotten(logged: Cast, phone: Phone) -> None:
    Preview.objects.create(family_id=logged.alice.family_id, author=logged.alice, made_at=just_now(), files=b"x")
    leave(phone(logged.alice))
    logged.alice.refresh_from_db()
    made = Import.objects.get(family=logged.alice.family_id)
    assert (made.by_id, made.files, made.who) == (None, [], "")
    assert phone(logged.alice).get(f"/log/imports/{made.pk}/left-out.csv").content.count(b"\n") <= 1
    assert "A copy, made on" in phone(logged.alice).get(f"/log/imports/{made.pk}/").content.decode()
    assert not Preview.objects.filter(family=logged.alice.family_id).exists()


def test_what_was_pumped_stays_behind(logged: Cast, phone: Phone) -> None:
    LogEntry.objects.filter(kind="feeding").update(kind="pumping")
    leave(phone(logged.alice))
    assert {row[0] for row in of(logged.alice)} == {"sleep"}


def test_what_was_tapped_here_comes_along_and_the_line_of_the_night_does_not(logged: Cast, phone: Phone) -> None:
    circle, before = circle_of(logged.alice, now=just_now()), of(logged.bob)
    taps.tap(circle=circle, act=Act.FED, key=uuid4(), rings=(), now=just_now())
    taps.leave_line(circle=circle, line=MARKED, rings=(), now=just_now())
    leave(phone(logged.alice))
    assert of(logged.alice) == of(logged.bob) != before
    assert LogEntry.objects.get(family=logged.alice.family_id, brought_in=None).key.split("/")[2] != str(
        logged.kit.pk
    )
    assert [row.line for row in RecentTaps.objects.all()] == [""], "the taps themselves stay; the line goes"


def test_nothing_but_the_children_and_their_log_is_in_the_new_family(logged: Cast, phone: Phone) -> None:
    write_down(logged.alice, mine=True)
    phone(logged.alice).post("/nights/feeding/", {"way": "breast", "breast": [str(logged.alice.pk)]})
    leave(phone(logged.alice))
    logged.alice.refresh_from_db()
    told = {
        model._meta.label
        for model in apps.get_models()
        if any(field.name == "family" and field.related_model is Family for field in model._meta.fields)
        and model._default_manager.filter(family=logged.alice.family_id).exists()
    }
    assert told == {"people.Caregiver", "people.Child", "babylog.Import", "babylog.LogEntry", "babylog.RecentLog"}


def test_what_changes_on_one_side_never_shows_on_the_other(logged: Cast, phone: Phone) -> None:
    alice, bob = phone(logged.alice), phone(logged.bob)
    leave(alice)
    hers, his = of(logged.alice), of(logged.bob)
    copied = Child.objects.get(family=logged.alice.family_id)
    alice.post(f"/family/children/{copied.pk}/", {"name": "Kay", "born_on": "2026-01-01", "home": "on"})
    assert "Kay" not in bob.get("/family/").content.decode()
    made = Import.objects.filter(family=logged.bob.family_id).order_by("at")[0]
    bob.post(f"/log/imports/{made.pk}/undo/")
    bob.post(f"/family/children/{logged.kit.pk}/lost/")
    assert of(logged.alice) == hers
    assert of(logged.bob) != his
    assert "Kay" in alice.get("/family/").content.decode()
    assert RecentLog.objects.filter(family=logged.alice.family_id).exists()


@pytest.mark.parametrize("eraser", ["alice", "bob"])
def test_erasing_one_side_leaves_the_other(logged: Cast, phone: Phone, eraser: str) -> None:
    leave(phone(logged.alice))
    other = logged.bob if eraser == "alice" else logged.alice
    before = of(other)
    erase_person(person=getattr(logged, eraser).person, now=just_now())
    assert of(other) == before != []
    assert LogEntry.objects.count() == len(before)


def test_a_lost_child_is_not_copied_nor_anything_of_its_log(logged: Cast, phone: Phone) -> None:
    people.record_loss(me=logged.alice, child=logged.kit, now=just_now())
    alice = phone(logged.alice)
    assert 'name="copy"' not in alice.get("/you/leave/").content.decode()
    leave(alice)
    assert of(logged.alice) == []
    kept = Child.objects.get(family=logged.alice.family_id)
    assert (kept.name, kept.due_on, kept.born_on) == ("", None, None), "that there was a loss, and nothing of whom"


def test_of_twins_only_the_one_who_is_here_is_copied(logged: Cast, phone: Phone) -> None:
    born = (just_now() - timedelta(days=40)).date()
    people.save_child(me=logged.alice, facts=people.ChildFacts("Pip", born_on=born), now=just_now())
    people.record_loss(me=logged.alice, child=logged.kit, now=just_now())
    leave(phone(logged.alice))
    logged.alice.refresh_from_db()
    assert [child.name for child in Child.objects.filter(family=logged.alice.family_id)] == ["Pip"]
    assert of(logged.alice) == []


def test_a_helper_copies_nothing(logged: Cast, phone: Phone) -> None:
    gran = phone(logged.gran)
    assert 'name="copy"' not in gran.get("/you/leave/").content.decode()
    leave(gran)
    assert Child.objects.count() == 1


def test_an_ended_helper_and_a_stranger_copy_nothing(logged: Cast, phone: Phone) -> None:
    people.end_place(place=logged.gran, now=just_now())
    assert phone(logged.gran).post("/you/leave/", {"do": "leave", "copy": "on"}).status_code == 302
    leave(phone(logged.zed))
    assert Child.objects.count() == 1


def test_the_same_files_brought_in_again_add_nothing(logged: Cast, phone: Phone) -> None:
    leave(phone(logged.alice))
    logged.alice.refresh_from_db()
    copied = Child.objects.get(family=logged.alice.family_id)
    chosen = babylog.Chosen(copied, ZoneInfo("UTC"), "1")
    again = babylog.import_records(files=log(*nights(5)), chosen=chosen, by=logged.alice, now=just_now())
    assert again.made is None
