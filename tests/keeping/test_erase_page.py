"""Erase everything of mine, through the pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from nearward.domain import asks
from nearward.web.asks import services as asking
from nearward.web.asks.models import Answer, Ask
from nearward.web.babylog.models import Import, Preview
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.keeping import erasing, ledger
from nearward.web.people import pins
from nearward.web.people.models import Caregiver, Child, Family, Invite, Person, PersonKey
from tests.cast import at_a_desk
from tests.conftest import PASSPHRASE, Cast, ask_of, come_in, say
from tests.house.passkeys import a_passkey
from tests.tables import tables_that_name_a_person

Phone = Callable[[Caregiver], Client]
PROOF = {"secret": PASSPHRASE}


def just_now() -> datetime:
    return datetime.now(UTC)


def test_it_is_three_taps_and_a_passphrase_from_every_page(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert 'href="/you/"' in alice.get("/").content.decode()
    assert 'href="/you/erase/"' in alice.get("/you/").content.decode()
    assert alice.post("/you/erase/", PROOF).status_code == 200
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
    page = one.post("/you/erase/", PROOF)
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


def is_gone(person: Person) -> bool:
    return not Person.objects.filter(pk=person.pk, is_active=True).exists()


def test_with_mine_closed_nothing_is_erased_by_whoever_holds_the_phone(cast: Cast, phone: Phone) -> None:
    for who in (cast.alice, cast.gran):
        for sent in ({}, {"secret": ""}, {"secret": "not the passphrase"}, {"secret": "2486"}, {"pin": PASSPHRASE}):
            answer = phone(who).post("/you/erase/", sent)
            assert answer.status_code == 422
            assert 'class="error"' in answer.content.decode()
        assert not is_gone(who.person)


@pytest.mark.parametrize("secret", ["2486", " 2486 ", PASSPHRASE])
def test_the_pin_or_the_passphrase_is_asked_for_in_the_same_step(cast: Cast, phone: Phone, secret: str) -> None:
    pins.set_pin(person=cast.alice.person, pin="2486")
    alice = phone(cast.alice)
    assert "Your PIN, or your passphrase" in alice.get("/you/erase/").content.decode()
    assert alice.post("/you/erase/", {"secret": secret}).status_code == 200
    assert is_gone(cast.alice.person)


def test_a_helper_and_a_counselor_have_a_passphrase(cast: Cast, phone: Phone) -> None:
    cora = at_a_desk("Cora", at=just_now())
    counselor = Client()
    counselor.force_login(cora.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    for person, client in ((cast.gran.person, phone(cast.gran)), (cora.person, counselor)):
        page = client.get("/you/erase/").content.decode()
        assert "Your passphrase" in page
        assert "PIN" not in page.split("<form")[-1]
        assert client.post("/you/erase/").status_code == 422
        assert client.post("/you/erase/", PROOF).status_code == 200
        assert is_gone(person)


@pytest.mark.parametrize(
    ("wrong", "said", "too_many"),
    [
        ("9713", "That is not your PIN.", "Too many tries with this PIN."),
        ("not the passphrase", "That is not your passphrase.", "Too many tries with your passphrase."),
    ],
)
def test_wrong_ones_are_one_sentence_and_counted(
    cast: Cast, phone: Phone, wrong: str, said: str, too_many: str
) -> None:
    pins.set_pin(person=cast.alice.person, pin="2486")
    alice = phone(cast.alice)
    for _ in range(5):
        page = alice.post("/you/erase/", {"secret": wrong}).content.decode()
        assert page.count(said) == 1
        assert wrong not in page
    right = "2486" if wrong.isdigit() else PASSPHRASE
    refused = alice.post("/you/erase/", {"secret": right})
    assert (refused.status_code, too_many in refused.content.decode()) == (422, True)
    assert not is_gone(cast.alice.person)


def test_tries_to_open_mine_and_tries_to_erase_are_counted_together(cast: Cast, phone: Phone) -> None:
    pins.set_pin(person=cast.alice.person, pin="2486")
    alice = phone(cast.alice)
    for _ in range(5):
        alice.post("/mine/open/", {"pin": "9713"})
    assert "Too many tries with this PIN." in alice.post("/you/erase/", {"secret": "2486"}).content.decode()


def with_a_passkey(cast: Cast, phone: Phone) -> Client:
    Authenticator.objects.create(user=cast.alice.person, type="webauthn", data=a_passkey("A phone"))
    return phone(cast.alice)


def shown(client: Client, person: Person) -> None:
    """Note in this session that its person showed a passkey just now, as the sign-in library does."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, "mfa", type="webauthn", reauthenticated=True)
    session.save()


def test_a_passkey_shown_after_it_was_asked_for_leaves_one_tap(cast: Cast, phone: Phone) -> None:
    alice = with_a_passkey(cast, phone)
    assert "/sign-in/again/passkey/?next=/you/erase/" in alice.get("/you/erase/").content.decode()
    shown(alice, cast.alice.person)
    assert 'name="secret"' not in alice.get("/you/erase/").content.decode()
    assert alice.post("/you/erase/").status_code == 200
    assert is_gone(cast.alice.person)


def test_a_passkey_shown_before_to_open_something_else_does_not_count(cast: Cast, phone: Phone) -> None:
    alice = with_a_passkey(cast, phone)
    shown(alice, cast.alice.person)
    assert 'name="secret"' in alice.get("/you/erase/").content.decode()
    assert alice.post("/you/erase/").status_code == 422
    assert not is_gone(cast.alice.person)


def test_a_passkey_shown_more_than_five_minutes_ago_does_not_count(cast: Cast, phone: Phone) -> None:
    with time_machine.travel(just_now(), tick=False) as clock:
        alice = with_a_passkey(cast, phone)
        alice.get("/you/erase/")
        shown(alice, cast.alice.person)
        clock.shift(timedelta(minutes=5))
        assert alice.post("/you/erase/").status_code == 422


def test_to_pause_and_to_leave_nothing_is_asked(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert 'href="/you/leave/"' in alice.get("/you/erase/").content.decode()
    assert 'type="password"' not in alice.get("/you/leave/").content.decode()
    for act in ("pause", "share", "leave"):
        assert alice.post("/you/leave/", {"do": act}).status_code == 302


def test_the_other_keeps_what_they_wrote_and_sees_none_of_hers(cast: Cast, phone: Phone) -> None:
    hers = ask_of(cast.alice, at=just_now(), what=asks.Ask("sleep", "take", "tonight", "hold me"))
    asked, but = Ask.objects.get(pk=hers), asks.But("after the call")
    asking.answer_ask(ask=asked, by=cast.bob, answer=but, seen=0, key=uuid4(), now=just_now())
    his = ask_of(cast.bob, at=just_now())
    before = Ask.objects.filter(pk=his).values().get()
    phone(cast.alice).post("/you/erase/", PROOF)
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
    phone(cast.alice).post("/you/erase/", PROOF)
    assert Child.objects.filter(family=cast.bob.family_id).exists()
    phone(cast.bob).post("/you/erase/", PROOF)
    assert not Family.objects.filter(pk=cast.bob.family_id).exists()
    assert set(Person.objects.values_list("name", flat=True)) == {"Gran", "Zed"}


def test_a_helper_goes_and_the_family_stays(cast: Cast, phone: Phone) -> None:
    phone(cast.gran).post("/you/erase/", PROOF)
    assert not Person.objects.filter(name="Gran").exists()
    assert Caregiver.objects.filter(family=cast.alice.family_id).count() == 2


def test_the_name_is_free_again_and_the_other_may_invite_someone_new(cast: Cast, phone: Phone) -> None:
    ask_of(cast.bob, at=just_now())
    phone(cast.alice).post("/you/erase/", PROOF)
    phone(cast.bob).post("/you/leave/", {"do": "leave"})  # a new family: one of two has left the old one
    bob = Caregiver.objects.get(pk=cast.bob.pk)
    again = come_in("Alice", Invite.For.PARTNER, bob, at=just_now())
    assert "Bob holds" not in phone(again).get("/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client, db: object) -> None:
    assert client.post("/you/erase/", PROOF).status_code == 302


def test_an_erasure_the_database_refuses_leaves_no_line_in_the_ledger(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise OSError("no room")

    erasing.ledger_file().unlink(missing_ok=True)  # an earlier test erased someone with the same id
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
    phone(cast.alice).post("/you/erase/", PROOF)
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
    named = tables_that_name_a_person()
    assert named == set(erasing.FATE) - {"account.EmailAddress"} | ({"account.EmailAddress"} & named)


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
