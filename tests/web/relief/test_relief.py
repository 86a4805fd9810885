"""“I can't go on” over HTTP: day and night, asleep, no plan, off duty, with a helper, alone, unanswered."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.selectors import tonight_of
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from nearward.web.people.services import end_place
from nearward.web.relief import services
from nearward.web.watch.models import Call, Watch
from tests.conftest import Cast
from tests.web.relief.nights import AT_ELEVEN, AT_THREE, EVENING, NOON, PhoneOf, agreed_night, give_a_phone

Signaled = list[list[UUID]]


@pytest.fixture
def signaled() -> Iterator[Signaled]:
    """Return whose phones were signaled, call by call; a call that signals nobody is left out."""
    told: Signaled = []

    def note(people: list[UUID], **_: object) -> None:
        if people:
            told.append(list(people))

    with patch.object(services.notify, "call_now", note):
        yield told


@pytest.fixture
def noon(cast: Cast) -> Iterator[time_machine.Traveller]:
    """Let it be noon, with Noor at home and no plan."""
    Child.objects.filter(pk=cast.kit.pk).update(born_on=(NOON - timedelta(days=40)).date(), name="Noor")
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def call(client: Client) -> str:
    """Tap the button, and return the screen after it."""
    answer = client.post("/now/", {"do": "call"}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def take_over(client: Client) -> None:
    assert client.post("/now/take/", {"do": "take over"}).status_code == 302


NEEDED = "can’t go on and needs you to take Noor now."


@pytest.mark.parametrize("path", ["/", "/nights/"])
def test_two_buttons_stand_on_both_screens_by_day_without_a_plan(
    noon: object, cast: Cast, phone: PhoneOf, path: str
) -> None:
    shown = page(phone(cast.alice), path)
    assert "I can’t go on. Call Bob" in shown
    assert "Help for me" in shown


def test_by_day_without_a_plan_the_other_reads_it_and_takes_over(
    noon: object, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    alice, bob = phone(cast.alice), phone(cast.bob)
    call(alice)
    assert signaled == [[cast.bob.person_id]]
    shown = page(bob)
    assert f"Alice {NEEDED}" in shown
    assert shown.index(NEEDED) < shown.index('aria-label="The lean"')
    take_over(bob)
    assert "Bob has Noor until 20:00." in page(alice)
    assert "You have Noor until 20:00." in page(bob)
    assert not Call.objects.exists()


def test_the_screen_begins_with_hurt_then_putting_down_then_who_is_near(
    noon: object, cast: Cast, phone: PhoneOf
) -> None:
    shown = call(phone(cast.alice))
    order = [
        "If you might hurt yourself or Noor:", "tel:112", "tel:024", "Bob’s phone will not ring.",
        "You can put your baby down", "Never, ever shake or hurt a baby.", "barnsleyhospital.nhs.uk",
        "You can go and wake Bob, if that is safe for you.", "/mine/screening/trusted/", "I’m all right now",
    ]  # fmt: skip
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_in_protected_sleep_it_rings_only_where_the_sleeper_allows_it(
    cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        give_a_phone(night.sleeper, rings_in_sleep=False)
        assert f"{night.sleeper.name}’s phone will not ring." in call(night.caller)
        assert signaled == []
        assert NEEDED in page(night.other)


def test_in_protected_sleep_it_rings_where_the_sleeper_said_yes(
    cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        give_a_phone(night.sleeper, rings_in_sleep=True)
        assert "phone will not ring" not in call(night.caller)
        assert signaled == [[night.sleeper.person_id]]


def test_who_never_answered_whether_it_may_ring_is_not_woken(
    cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        give_a_phone(night.sleeper)
        call(night.caller)
        assert signaled == []


def test_from_the_tap_the_rest_of_the_night_is_theirs_and_no_plan_was_written(cast: Cast, phone: PhoneOf) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        before = list(PlannedNight.objects.order_by("pk").values())
        call(night.caller)
        take_over(night.other)
        seen = tonight_of(circle_of(cast.alice, now=now()), now=now())
        assert seen is not None and seen.holds
        assert {seen.people[at].pk for at in seen.plan.duty[6:]} == {night.sleeper.pk}
        assert f"{night.sleeper.name} has Noor until 09:00." in page(night.caller)
        assert list(PlannedNight.objects.order_by("pk").values()) == before


def test_someone_off_duty_by_the_plan_can_call_too(cast: Cast, phone: PhoneOf) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        call(night.other)
        assert NEEDED in page(night.caller)
        take_over(night.caller)
        seen = tonight_of(circle_of(cast.alice, now=AT_THREE), now=AT_THREE)
        assert seen is not None
        assert {seen.people[at].pk for at in seen.plan.duty[6:]} == {night.on_duty.pk}


@pytest.mark.parametrize(("do", "taken"), [("again", False), ("again", True), ("turn", True)])
def test_no_plan_gives_the_later_half_to_who_could_not_go_on(
    cast: Cast, phone: PhoneOf, do: str, taken: bool
) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        call(night.caller)
        if taken:
            take_over(night.other)
        row = PlannedNight.objects.order_by("evening", "-number")[0]
        night.other.post(f"/nights/{row.pk}/answer/", {"do": do})
        seen = tonight_of(circle_of(cast.alice, now=now()), now=now())
        assert seen is not None and seen.plan.duty is not None
        if not taken:
            assert seen.row.number > row.number
        assert night.on_duty.pk not in {seen.people[at].pk for at in seen.plan.duty[13:]}


def test_a_helper_on_duty_reads_one_sentence_and_takes_over(cast: Cast, phone: PhoneOf, signaled: Signaled) -> None:
    with agreed_night(cast, phone, AT_ELEVEN, helper=True) as night:
        give_a_phone(cast.gran)
        alice, gran = night.clients["Alice"], night.clients["Gran"]
        shown = call(alice)
        assert "Gran is on duty now and can come." in shown
        assert signaled == [[cast.gran.person_id]]
        assert "Alice needs you to take Noor now." in page(gran)
        assert "can’t go on" not in page(gran)
        take_over(gran)
        assert "Gran has Noor until 09:00." in page(alice)


def test_a_helper_off_duty_reads_nothing_and_cannot_take_over(cast: Cast, phone: PhoneOf) -> None:
    with agreed_night(cast, phone, AT_THREE, helper=True) as night:
        gran, before = night.clients["Gran"], page(night.clients["Gran"])
        call(night.clients["Alice"])
        assert page(gran).count("Noor") == before.count("Noor")
        assert gran.post("/now/take/", {"do": "take over"}).status_code == 404
        assert Call.objects.count() == 1


def test_alone_the_button_names_nobody_and_the_screen_is_there(
    noon: object, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    end_place(place=cast.bob, now=NOON)
    alice = phone(cast.alice)
    assert "I can’t go on</a>" in page(alice)
    shown = call(alice)
    assert "If you might hurt yourself or Noor:" in shown
    assert "will not ring" not in shown
    assert not Call.objects.exists()
    assert signaled == []


def test_more_taps_within_ten_minutes_send_nothing(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    alice = phone(cast.alice)
    for minutes in (0, 1, 9, 10, 12):
        noon.move_to(NOON + timedelta(minutes=minutes))
        call(alice)
    assert len(signaled) == 2
    assert Call.objects.count() == 1


def test_it_repeats_each_minute_for_five_minutes(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    call(phone(cast.alice))
    due = NOON + timedelta(minutes=1)
    while due is not None:
        assert services.send_due(now=due - timedelta(seconds=1)) == due
        due = services.send_due(now=due)
    assert len(signaled) == 1 + 5
    assert services.send_due(now=NOON + timedelta(minutes=9)) is None
    assert len(signaled) == 6


def test_two_processes_send_a_due_signal_once(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    call(phone(cast.alice))
    at = NOON + timedelta(minutes=1)
    row = Call.objects.select_related("author__person").get()
    services._send_again(row, at)
    services._send_again(row, at)  # another process read the same row before this one moved it on
    assert len(signaled) == 1 + 1


def test_a_server_that_was_down_goes_on_in_step_and_not_after_ten_minutes(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    call(phone(cast.alice))
    assert services.send_due(now=NOON + timedelta(minutes=3, seconds=20)) == NOON + timedelta(minutes=4)
    assert len(signaled) == 2
    services.send_due(now=NOON + timedelta(minutes=40))
    assert len(signaled) == 2
    assert Call.objects.exists()


def test_it_stops_once_someone_takes_over(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    call(phone(cast.alice))
    take_over(phone(cast.bob))
    assert services.send_due(now=NOON + timedelta(minutes=1)) is None
    assert len(signaled) == 1


def test_after_five_minutes_without_an_answer_it_says_so_and_others_come_first(
    noon: time_machine.Traveller, cast: Cast, phone: PhoneOf
) -> None:
    alice = phone(cast.alice)
    shown = call(alice)
    assert "has not answered" not in shown
    noon.move_to(NOON + timedelta(minutes=5))
    shown = page(alice, "/now/")
    assert "Bob has not answered." in shown
    assert shown.index("/mine/screening/trusted/") < shown.index("You can go and wake Bob")
    assert shown.index("You can go and wake Bob") < shown.index("You can put your baby down")


def test_signals_that_were_all_refused_are_told_to_the_caller(noon: object, cast: Cast, phone: PhoneOf) -> None:
    give_a_phone(cast.bob)
    alice = phone(cast.alice)
    with patch.object(services.notify, "call_now"):
        assert "will not ring" not in call(alice)
    row = Call.objects.get()
    services._note_answer(row.pk, cast.alice.person_id, accepted=False)
    assert "Bob’s phone will not ring." in page(alice, "/now/")
    services._note_answer(row.pk, cast.alice.person_id, accepted=True)
    assert "will not ring" not in page(alice, "/now/")


def test_the_screen_is_there_though_nothing_could_be_kept(noon: object, cast: Cast, phone: PhoneOf) -> None:
    with patch.object(services, "call", side_effect=OperationalError("disk full")):
        answer = phone(cast.alice).post("/now/", {"do": "call"})
    assert answer.status_code == 200
    assert "If you might hurt yourself or Noor:" in answer.content.decode()
    assert "Bob’s phone will not ring." in answer.content.decode()


def test_all_right_closes_it_and_nothing_is_kept(noon: object, cast: Cast, phone: PhoneOf) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    call(alice)
    alice.post("/now/all-right/")
    assert NEEDED not in page(bob)
    assert not Call.objects.exists() and not Watch.objects.exists()
    answer = bob.post("/now/take/", {"do": "take over"}, follow=True)
    assert "Nobody needs you to take over now." in answer.content.decode()
    assert not Watch.objects.exists()


def test_what_holds_by_a_tap_is_gone_after_the_night(cast: Cast, phone: PhoneOf) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        call(night.caller)
        take_over(night.other)
        services.send_due(now=EVENING + timedelta(hours=15, minutes=1))
        assert not Watch.objects.exists() and not Call.objects.exists()


def test_who_was_relieved_can_take_over_again_by_their_own_tap(cast: Cast, phone: PhoneOf) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        call(night.caller)
        take_over(night.other)
        assert "I’ve got Noor again" in page(night.caller)
        assert "I’ve got Noor again" not in page(night.other)
        take_over(night.caller)
        assert not Watch.objects.exists()


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_a_pause_of_sharing_stops_neither_the_call_nor_the_answer(
    noon: object, cast: Cast, phone: PhoneOf, who: str, signaled: Signaled
) -> None:
    give_a_phone(cast.bob)
    Caregiver.objects.filter(pk=getattr(cast, who).pk).update(paused=True)
    alice, bob = phone(cast.alice), phone(cast.bob)
    call(alice)
    assert len(signaled) == 1
    assert f"Alice {NEEDED}" in page(bob)
    take_over(bob)
    assert not Call.objects.exists()


def test_a_counselors_pause_changes_nothing_of_it(noon: object, cast: Cast, phone: PhoneOf) -> None:
    cast.alice.family.resting = True
    cast.alice.family.save()
    call(phone(cast.alice))
    assert f"Alice {NEEDED}" in page(phone(cast.bob))


def test_after_a_loss_it_works_and_speaks_of_no_baby(noon: object, cast: Cast, phone: PhoneOf) -> None:
    Child.objects.update(lost_at=NOON)
    alice, bob = phone(cast.alice), phone(cast.bob)
    shown = call(alice)
    assert "If you might hurt yourself:" in shown
    assert "You can put your baby down" not in shown
    assert "Alice can’t go on and needs you now." in page(bob)
    assert "Noor" not in shown + page(bob) + page(alice)
    take_over(bob)
    assert not Call.objects.exists() and not Watch.objects.exists()


def test_a_stranger_and_a_helper_have_no_such_page(cast: Cast, phone: PhoneOf) -> None:
    call(phone(cast.zed))
    assert phone(cast.gran).get("/now/").status_code == 404
    assert phone(cast.gran).post("/now/", {"do": "call"}).status_code == 404
    assert NEEDED not in page(phone(cast.bob))
