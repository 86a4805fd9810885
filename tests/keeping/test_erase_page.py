"""Erase everything of mine, through the pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from nearward.domain import asks
from nearward.web.asks import services as asking
from nearward.web.asks.models import Answer, Ask
from nearward.web.babylog.models import Import, Preview
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.keeping import erasing, ledger
from nearward.web.people.models import Caregiver, Child, Family, Invite, Person, PersonKey
from tests.conftest import Cast, ask_of, come_in, say

Phone = Callable[[Caregiver], Client]


def just_now() -> datetime:
    return datetime.now(UTC)


def test_it_is_three_taps_from_every_page(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert 'href="/you/"' in alice.get("/").content.decode()
    assert 'href="/you/erase/"' in alice.get("/you/").content.decode()
    assert alice.post("/you/erase/").status_code == 200
    assert not Person.objects.filter(pk=cast.alice.person_id).exists()


def test_looking_at_the_page_erases_nothing(cast: Cast, phone: Phone) -> None:
    say(cast.alice, at=just_now(), room=2, note="mine")
    page = phone(cast.alice).get("/you/erase/").content.decode()
    assert "What Bob wrote, unchanged" in page
    assert CheckIn.objects.filter(author=cast.alice).count() == 1


def test_everything_of_hers_goes_and_every_phone_of_hers_is_signed_out(cast: Cast, phone: Phone) -> None:
    say(cast.alice, at=just_now(), room=2, note="mine")
    one, other = phone(cast.alice), phone(cast.alice)
    bob = phone(cast.bob)
    page = one.post("/you/erase/")
    assert "Everything of yours here was erased" in page.content.decode()
    assert "you are Alice" not in page.content.decode()
    assert page["Clear-Site-Data"] == '"cache", "storage"'
    assert other.get("/mine/").status_code == one.get("/you/").status_code == 302
    assert bob.get("/").status_code == 200
    assert not CheckIn.objects.filter(author=cast.alice).exists()
    assert not Said.objects.filter(author=cast.alice).exists()
    assert not PersonKey.objects.filter(person=cast.alice.person_id).exists()
    assert cast.alice.person_id in ledger.read(erasing.ledger_file())
    assert Session.objects.count() == 1


def test_the_other_keeps_what_they_wrote_and_sees_none_of_hers(cast: Cast, phone: Phone) -> None:
    hers = ask_of(cast.alice, at=just_now(), what=asks.Ask("sleep", "take", "tonight", "hold me"))
    asked, but = Ask.objects.get(pk=hers), asks.But("after the call")
    asking.answer_ask(ask=asked, by=cast.bob, answer=but, seen=0, key=uuid4(), now=just_now())
    his = ask_of(cast.bob, at=just_now())
    before = Ask.objects.filter(pk=his).values().get()
    phone(cast.alice).post("/you/erase/")
    assert Ask.objects.filter(pk=his).values().get() == before
    assert Answer.objects.get().words == "after the call"
    assert Ask.objects.get(pk=hers).words == ""
    bob = phone(cast.bob)
    assert bob.get(f"/asks/{hers}/").status_code == 404
    for path in ("/", "/family/"):
        page = bob.get(path)
        assert page.status_code == 200
        assert "Alice" not in page.content.decode()
        assert "hold me" not in page.content.decode()
    husk = Person.objects.get(pk=cast.alice.person_id)
    assert (husk.name, husk.is_active, husk.has_usable_password()) == ("", False, False)


def test_the_family_stays_for_the_other_and_goes_with_the_last(cast: Cast, phone: Phone) -> None:
    ask_of(cast.bob, at=just_now())
    phone(cast.alice).post("/you/erase/")
    assert Child.objects.filter(family=cast.bob.family_id).exists()
    phone(cast.bob).post("/you/erase/")
    assert not Family.objects.filter(pk=cast.bob.family_id).exists()
    assert set(Person.objects.values_list("name", flat=True)) == {"Gran", "Zed"}


def test_a_helper_goes_and_the_family_stays(cast: Cast, phone: Phone) -> None:
    phone(cast.gran).post("/you/erase/")
    assert not Person.objects.filter(name="Gran").exists()
    assert Caregiver.objects.filter(family=cast.alice.family_id).count() == 2


def test_the_name_is_free_again_and_the_other_may_invite_someone_new(cast: Cast, phone: Phone) -> None:
    ask_of(cast.bob, at=just_now())
    phone(cast.alice).post("/you/erase/")
    phone(cast.bob).post("/you/leave/", {"do": "leave"})  # a new family: one of two has left the old one
    bob = Caregiver.objects.get(pk=cast.bob.pk)
    again = come_in("Alice", Invite.For.PARTNER, bob, at=just_now())
    assert "Bob holds" not in phone(again).get("/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client, db: object) -> None:
    assert client.post("/you/erase/").status_code == 302


def test_an_erasure_the_database_refuses_leaves_no_line_in_the_ledger(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise OSError("no room")

    monkeypatch.setattr(erasing, "forget_soon", fails)
    with pytest.raises(OSError, match="no room"):
        erasing.erase_person(person=cast.alice.person, now=just_now())
    assert Person.objects.filter(name="Alice").exists()
    assert cast.alice.person_id not in ledger.read(erasing.ledger_file())


def test_nothing_but_an_empty_place_is_left_pointing_to_someone_erased(cast: Cast, phone: Phone) -> None:
    ask_of(cast.bob, at=just_now())
    say(cast.alice, at=just_now(), room=2)
    family = {"family_id": cast.alice.family_id}
    Preview.objects.create(author=cast.alice, made_at=just_now(), files=b"rows", **family)
    brought = {"source": "baby buddy", "zone": "UTC", "files": [], "left_out": b""}
    log = Import.objects.create(child=cast.kit, by=cast.alice, at=just_now(), **brought, **family)
    phone(cast.alice).post("/you/erase/")
    held = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in {Person, Caregiver}
        for whom in (cast.alice.person_id if field.related_model is Person else cast.alice.pk,)
        if model._default_manager.filter(**{field.name: whom}).exists()
    }
    assert held == {"asks.Ask.asked", "people.Caregiver.person"}
    assert Import.objects.get().pk == log.pk


def test_every_table_that_points_to_a_person_has_a_fate() -> None:
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in {Person, Caregiver}
    }
    assert pointing == set(erasing.FATE) - {"account.EmailAddress"} | ({"account.EmailAddress"} & pointing)


def test_a_line_cut_short_by_a_crash_spoils_no_other(tmp_path: object) -> None:
    file = erasing.ledger_file().with_name("another.txt")
    file.write_text("0123-cut")
    people = [UUID(int=n) for n in (1, 2)]
    ledger.add(file, people)
    ledger.add(file, people)
    assert ledger.read(file) == set(people)
    ledger.strike(file, people[0])
    assert ledger.read(file) == {people[1]}
    file.unlink()
