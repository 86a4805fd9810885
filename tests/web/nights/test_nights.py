"""Nights on two phones: proposed, agreed by each for themselves, handed on in the night and counted nowhere."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.domain.nights import family as rules
from nearward.domain.nights.check import broken_rules
from nearward.web.checkins.models import CheckIn
from nearward.web.nights.given_sleep import give_sleep
from nearward.web.nights.models import GivenSleep, NightYes, PlannedNight
from nearward.web.nights.selectors import nights_from, tonight_of
from nearward.web.nights.services import problem_of
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast, say

Phone = Callable[[Caregiver], Client]
USUAL = {"bed": "21:00", "up": "07:00", "leaves_at": "08:00", "floor": "180"}
EVENING = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 18:00 in Madrid, a Tuesday


@pytest.fixture
def clock() -> object:
    with time_machine.travel(EVENING, tick=False) as moving:
        yield moving


@pytest.fixture
def both(clock: object, cast: Cast, phone: Phone) -> tuple[Client, Client]:
    Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
    return phone(cast.alice), phone(cast.bob)


def page(client: Client, path: str = "/nights/") -> str:
    return client.get(path).content.decode()


def tonight(cast: Cast) -> PlannedNight:
    seen = tonight_of(circle_of(cast.alice, now=EVENING), now=datetime.now(UTC))
    assert seen is not None
    return seen.row


def answer(client: Client, row: PlannedNight, do: str) -> None:
    client.post(f"/nights/{row.pk}/answer/", {"do": do})


def plan(client: Client) -> None:
    assert client.post("/nights/plan/").status_code == 302


def test_nothing_is_planned_by_itself_and_nothing_holds_until_both_agree(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    assert "No night is planned yet." in page(alice)
    assert not PlannedNight.objects.exists()
    plan(alice)
    row = tonight(cast)
    assert PlannedNight.objects.count() == 7
    assert "I agree" in page(bob)
    answer(alice, row, "agree")
    assert "You said yes. It holds once Bob does too." in page(alice)
    assert "You both agreed" not in page(bob)
    answer(bob, row, "agree")
    for client in both:
        assert "You both agreed. It holds for this night only." in page(client)


def test_whoever_needs_more_gets_the_longer_sleep(cast: Cast, both: tuple[Client, Client]) -> None:
    say(cast.alice, at=EVENING - timedelta(hours=3), levels={"sleep": 4, "recover": 4, "hands": 4}, room=0)
    say(cast.bob, at=EVENING - timedelta(hours=3), levels={}, room=4)
    plan(both[0])
    seen = tonight_of(circle_of(cast.alice, now=EVENING), now=EVENING)
    assert seen is not None
    minutes = {seen.people[at].name: block.minutes for at, block in seen.plan.protected}
    assert minutes["Alice"] > minutes["Bob"] >= 180


def test_an_independent_judge_finds_nothing_wrong(cast: Cast, both: tuple[Client, Client]) -> None:
    plan(both[0])
    circle = circle_of(cast.alice, now=EVENING)
    seen = nights_from(circle, tonight(cast).evening)
    evenings = [rules.Evening(one.row.evening) for one in seen]
    problem, _people = problem_of(circle, evenings, now=EVENING)
    assert broken_rules(problem, [one.plan for one in seen]) == []


def test_a_yes_already_given_is_not_touched_by_planning_again(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    plan(bob)
    assert tonight(cast).pk == row.pk
    assert NightYes.objects.filter(night=row).count() == 2


def test_a_yes_is_to_the_proposal_that_was_read(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    old = tonight(cast)
    answer(bob, old, "turn")
    said = alice.post(f"/nights/{old.pk}/answer/", {"do": "agree"}, follow=True).content.decode()
    assert "This night changed just now." in said
    assert not NightYes.objects.exists()


def test_planning_again_without_news_keeps_the_yes_already_said(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    answer(alice, tonight(cast), "agree")
    plan(bob)
    assert PlannedNight.objects.count() == 7
    assert NightYes.objects.filter(night=tonight(cast), caregiver=cast.alice).exists()


def test_a_tap_that_is_none_of_the_four_says_so(both: tuple[Client, Client]) -> None:
    answered = both[0].post("/nights/slept/", {"key": uuid4(), "minutes": "long"})
    assert answered.status_code == 422
    assert "Choose one of the four." in answered.content.decode()


def test_not_this_night_stays_refused_until_someone_asks(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    row = tonight(cast)
    answer(bob, row, "put off")
    plan(alice)
    assert tonight(cast).put_off
    assert "Not this night: the proposal rests." in page(alice)
    answer(alice, row, "again")
    assert not tonight(cast).put_off


def test_the_other_way_round_is_a_new_proposal(cast: Cast, both: tuple[Client, Client]) -> None:
    plan(both[0])
    row = tonight(cast)
    answer(both[0], row, "agree")
    first = row.plan["duty"][2]
    answer(both[1], row, "turn")
    assert tonight(cast).number == 2
    assert tonight(cast).plan["duty"][2] != first
    assert not NightYes.objects.filter(night=tonight(cast)).exists()


def test_a_helper_sees_the_nights_they_are_on_and_no_others(
    cast: Cast, both: tuple[Client, Client], phone: Phone
) -> None:
    gran = phone(cast.gran)
    gran.post(f"/nights/helpers/{cast.gran.pk}/", {"evenings": ["1"], "start": "22:00", "end": "02:00"})
    plan(both[0])
    row = tonight(cast)
    names = {row.people[who] for who in row.plan["duty"]}
    assert (gran.get(f"/nights/{row.pk}/").status_code == 200) == (str(cast.gran.pk) in names)
    others = PlannedNight.objects.exclude(evening=row.evening)
    assert all(gran.get(f"/nights/{one.pk}/").status_code == 404 for one in others)
    assert "need" not in page(gran).lower()


def test_a_stranger_finds_no_night(cast: Cast, both: tuple[Client, Client], phone: Phone) -> None:
    plan(both[0])
    zed = phone(cast.zed)
    assert zed.get(f"/nights/{tonight(cast).pk}/").status_code == 404
    assert zed.post(f"/nights/{tonight(cast).pk}/answer/", {"do": "agree"}).status_code == 404
    assert zed.post("/nights/plan/").status_code == 302
    assert not PlannedNight.objects.filter(family=cast.zed.family_id).exists()


def test_hours_change_the_next_plan_and_not_the_agreed_one(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    hours = {"bed": "23:00", "up": "06:00", "leaves": ["2"], "leaves_at": "07:00", "floor": "240"}
    assert bob.post("/nights/hours/", hours).status_code == 302
    assert tonight(cast).plan == row.plan
    answer(bob, row, "again")
    changed = tonight(cast)
    assert all(changed.people[who] == str(cast.alice.pk) for who in changed.plan["duty"][22:])


def weights(cast: Cast) -> tuple[float, float]:
    """Tonight's weights of Alice and Bob, as a plan made now takes them."""
    problem, _people = problem_of(circle_of(cast.alice, now=EVENING), [rules.Evening(EVENING.date())], now=EVENING)
    first, second = problem.nights[0].weights
    return first, second


def test_private_sleep_enters_no_plan(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    plan(alice)
    before = tonight(cast).plan
    alice.post("/nights/slept/", {"key": uuid4(), "minutes": 90})
    assert CheckIn.objects.get().sleep_minutes == 90
    answer(bob, tonight(cast), "again")
    assert (tonight(cast).plan, weights(cast)) == (before, (1.3, 1.3))


def test_a_number_of_sleep_given_by_a_tap_is_open_counts_and_is_taken_back(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    alice.post("/nights/sleep/", {"hours": "3"})
    assert weights(cast) == (1.5, 1.3)
    assert "You gave your sleep to the plan: 3\N{NO-BREAK SPACE}h." in page(alice)
    assert "Alice gave a number of sleep to the plan: 3\N{NO-BREAK SPACE}h. It counts until Tuesday." in page(bob)
    alice.post("/nights/sleep/", {"do": "take back"})
    assert weights(cast) == (1.3, 1.3)
    assert "a number of sleep to the plan" not in page(bob)
    assert not GivenSleep.objects.exists()


def test_a_number_of_sleep_ends_by_itself_after_a_week(cast: Cast, both: tuple[Client, Client]) -> None:
    give_sleep(me=cast.alice, minutes=60, now=EVENING - timedelta(days=7))
    assert weights(cast) == (1.3, 1.3)
    give_sleep(me=cast.alice, minutes=60, now=EVENING - timedelta(days=7) + timedelta(minutes=1))
    assert weights(cast) == (1.6, 1.3)


@pytest.mark.parametrize("hours", ["0", "4.5", "12"])
def test_any_number_of_sleep_from_none_to_twelve_hours_can_be_given(
    cast: Cast, both: tuple[Client, Client], hours: str
) -> None:
    shown = page(both[0])
    assert 'name="hours" id="hours-slept" min="0" max="12" step="0.5"' in shown
    assert both[0].post("/nights/sleep/", {"hours": hours}).status_code == 302
    assert GivenSleep.objects.get().minutes == round(float(hours) * 60)


@pytest.mark.parametrize("sent", [{"hours": "12.5"}, {"hours": "-1"}, {"hours": "long"}, {}])
def test_a_number_of_sleep_that_cannot_be_is_refused_in_words(
    both: tuple[Client, Client], sent: dict[str, str]
) -> None:
    answered = both[0].post("/nights/sleep/", sent)
    assert answered.status_code == 422
    said = answered.content.decode()
    assert "goes from 0 to 12 hours." in said or "Choose how many hours." in said
    assert not GivenSleep.objects.exists()


def test_when_two_swap_their_needs_tonights_new_proposal_swaps(cast: Cast, both: tuple[Client, Client]) -> None:
    """For six days Alice needed most; this evening it is Bob, and the plan follows at once."""
    high, low = {"sleep": 4, "recover": 4, "hands": 4}, {"sleep": 0}
    for day in range(1, 7):
        say(cast.alice, at=EVENING - timedelta(days=day), levels=high, room=0)
        say(cast.bob, at=EVENING - timedelta(days=day), levels=low, room=4)
    plan(both[0])
    assert longest_sleeper(cast) == "Alice"
    say(cast.alice, at=EVENING, levels=low, room=4)
    say(cast.bob, at=EVENING, levels=high, room=0)
    answer(both[0], tonight(cast), "again")
    assert longest_sleeper(cast) == "Bob"
    later = problem_of(
        circle_of(cast.alice, now=EVENING), [rules.Evening(EVENING.date() + timedelta(days=6))], now=EVENING
    )[0].nights[0]
    assert later.weights[0] > later.weights[1]  # by then the usual week is back


def longest_sleeper(cast: Cast) -> str:
    seen = tonight_of(circle_of(cast.alice, now=EVENING), now=EVENING)
    assert seen is not None
    return max((block.minutes, seen.people[at].name) for at, block in seen.plan.protected)[1]


def test_what_is_said_while_sharing_is_paused_enters_no_plan(cast: Cast, both: tuple[Client, Client]) -> None:
    cast.alice.paused = True
    say(cast.alice, at=EVENING, levels={"sleep": 4, "recover": 4, "hands": 4}, room=0)
    assert weights(cast) == (1.3, 1.3)


@pytest.mark.parametrize(
    ("path", "sent", "sentence"),
    [
        (
            "/nights/hours/",
            {"bed": "late", "up": "07:00", "leaves_at": "08:00", "floor": "180"},
            "hours and minutes",
        ),
        ("/nights/hours/", {"bed": "07:00", "up": "07:00", "leaves_at": "08:00", "floor": "180"}, "are the same"),
        ("/nights/feeding/", {"way": "bottles", "bottles": ""}, "How many bottles"),
        ("/nights/feeding/", {"way": "bottles", "bottles": "99"}, "Twelve at most."),
    ],
)
def test_bad_input_gets_one_sentence(
    both: tuple[Client, Client], path: str, sent: dict[str, str], sentence: str
) -> None:
    answered = both[0].post(path, sent)
    assert answered.status_code == 422
    assert sentence in answered.content.decode()


def test_after_a_loss_there_are_no_nights(cast: Cast, both: tuple[Client, Client]) -> None:
    plan(both[0])
    both[0].post(f"/family/children/{cast.kit.pk}/lost/")
    night = PlannedNight.objects.first()
    assert night is not None
    for path in ("/nights/", f"/nights/{night.pk}/", "/nights/hours/", "/nights/feeding/"):
        assert both[1].get(path)["Location"] == "/", path
    assert "has 2" not in page(both[1], "/")
