"""Erase a person: their key, their words, their account. What the other said stays, byte for byte."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from nearward.domain.refused import Refused
from nearward.web.asks import erasing as asks
from nearward.web.babylog import erasing as babylog
from nearward.web.checkins import erasing as checkins
from nearward.web.core.forget import forget_soon
from nearward.web.expecting import erasing as expecting
from nearward.web.feed import erasing as feed
from nearward.web.grants import erasing as grants
from nearward.web.holding import erasing as holding
from nearward.web.keeping import ledger
from nearward.web.mine import erasing as mine
from nearward.web.nights import erasing as nights
from nearward.web.notify import erasing as notify
from nearward.web.own import erasing as own
from nearward.web.people import erasing as people
from nearward.web.people.models import Caregiver, Person
from nearward.web.reflection import erasing as reflection
from nearward.web.repair import erasing as repair
from nearward.web.review import erasing as review
from nearward.web.screening import erasing as screening
from nearward.web.together import erasing as together
from nearward.web.us import erasing as us
from nearward.web.watch import erasing as watch

# Every table with a column that points to a person or to their place, and what erasing does to its rows.
# A test reads the models and fails when one is missing here.
FATE = {
    "account.EmailAddress": "unused: Nearward knows no e-mail address",
    "asks.Ask": "own go (emptied where the other answered); the other's stay",
    "asks.Given": "own go",
    "babylog.Import": "stays, as the baby's; who brought it in is forgotten",
    "babylog.Preview": "go",
    "checkins.CheckIn": "go",
    "checkins.Said": "go",
    "core.Submission": "go",
    "expecting.Draft": "go",
    "expecting.Opened": "own go; the other's stay",
    "expecting.Proposal": "own go",
    "feed.FeedLink": "goes",
    "grants.Counsel": "go, with what they gave, the lines of what was read, and what was offered",
    "holding.Before": "own go; the other's stay",
    "holding.Offer": "go, by or to this person",
    "holding.Part": "go: a step between both",
    "holding.Quiet": "goes",
    "holding.Responsibility": "own go where nobody else holds or worded a part; the rest stays, without them",
    "mfa.Authenticator": "go",
    "mine.Shown": "goes",
    "nights.GivenSleep": "goes",
    "nights.Hours": "goes",
    "nights.NightYes": "own go",
    "nights.PlannedNight": "emptied where the person was in it: only that there was a plan stays",
    "notify.Phone": "go",
    "notify.SleepRule": "goes",
    "own.Answered": "own go, and those to what one asked",
    "own.Draft": "go",
    "own.OwnTime": "own go; the other's stay, without this person's answer",
    "people.Counselor": "goes, with their notes; what families gave them ends",
    "people.Caregiver": "goes, or stays empty under the other's entries",
    "people.Invite": "own go",
    "people.KnownBrowser": "go",
    "people.Pin": "goes",
    "people.PersonKey": "goes, which closes whatever it sealed",
    "people.Tries": "go",
    "people.ZoneSuggestion": "own goes; the family's clock stays as it is",
    "reflection.Draft": "go",
    "reflection.Shown": "goes",
    "repair.Draft": "go",
    "repair.Left": "own go",
    "repair.Proposal": "own go",
    "repair.Repair": "own go (emptied where the other wrote); the other's stay",
    "repair.Shared": "own go",
    "review.Agreed": "own go",
    "review.Draft": "go",
    "review.Opened": "own go; the other's stay",
    "together.Shared": "go: a step between both",
    "screening.Answered": "go",
    "screening.SomeoneTrusted": "goes",
    "us.CyclePart": "own goes",
    "us.Wording": "own go; the other's stay",
    "usersessions.UserSession": "go",
    "watch.Call": "goes; a call that closed is gone already",
    "watch.Watch": "goes",
}


def ledger_file() -> Path:
    """Return where this server's ledger lies."""
    return settings.DATA / ledger.NAME


def erase_person(*, person: Person, now: datetime) -> None:
    """Erase everything of one person, at once and for good; erasing twice changes nothing."""
    person_id = person.pk
    before = person_id in ledger.read(ledger_file())
    try:
        with transaction.atomic():
            people.erase_account(person)
            grants.erase_desk_of(person, now=now)
            for place in Caregiver.objects.filter(person=person_id):
                _erase_place(place, now)
            people.remove_person(person_id)
            ledger.add(ledger_file(), [person_id])
            forget_soon()
    except Exception:
        if not before and ledger_file().exists():
            ledger.strike(ledger_file(), person_id)
        raise


def _erase_place(place: Caregiver, now: datetime) -> None:
    grants.erase_of(place)
    checkins.erase_of(place)
    us.erase_of(place)
    review.erase_of(place)
    together.erase_of(place)
    expecting.erase_of(place)
    repair.erase_of(place)
    mine.erase_of(place)
    reflection.erase_of(place)
    own.erase_of(place)
    screening.erase_of(place)
    nights.erase_of(place)
    notify.erase_of(place)
    watch.erase_of(place)
    feed.erase_of(place)
    asks.erase_of(place, now=now)
    holding.erase_of(place)
    babylog.erase_of(place)
    kept = any(room.others_words_in(place.family_id) for room in (asks, holding, repair, expecting))
    held = _others_hold_on(place)
    people.remove_place(place, keep_husk=held, keep_family=kept, now=now)
    if held and not _others_hold_on(place):
        people.remove_empty_place(place)


def _others_hold_on(place: Caregiver) -> bool:
    return any(room.others_hold_on(place) for room in (asks, review, repair, expecting))


def replay(*, now: datetime, tell: Callable[[int], None] = lambda _n: None) -> int:
    """Erase again whoever the ledger names and the database still knows. Returns how many that were."""
    named = ledger.read(ledger_file())
    back = [person for person in Person.objects.filter(vault_key__isnull=False) if person.pk in named]
    for number, person in enumerate(back, 1):
        erase_person(person=person, now=now)
        tell(number)
    return len(back)


def person_called(name: str) -> Person:
    """Return the person with this sign-in name or id, or refuse with one sentence."""
    found = Person.objects.filter(sign_in_name=name.lower(), vault_key__isnull=False).first()
    if found is None:
        try:
            found = Person.objects.filter(pk=name, vault_key__isnull=False).first()
        except ValidationError:
            found = None
    if found is None:
        raise Refused(f"Nobody here signs in as “{name}”. Give the name they sign in with, or their id.")
    return found
