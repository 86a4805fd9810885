"""Space, with a return: the other reads when, no countdown, and coming back is gentle."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.web.asks.models import Given
from nearward.web.people.models import Caregiver, Child
from nearward.web.watch.models import Watch
from tests.conftest import Cast, ask_of
from tests.web.relief.nights import AT_ELEVEN, agreed_night

Phone = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 10, 19, 12, tzinfo=UTC)  # 20:12 in Madrid


@pytest.fixture
def clock() -> object:
    with time_machine.travel(EVENING, tick=False) as moving:
        yield moving


@pytest.fixture
def both(clock: object, cast: Cast, phone: Phone) -> tuple[Client, Client]:
    return phone(cast.alice), phone(cast.bob)


def take(client: Client, **fields: object) -> int:
    return client.post("/us/space/", {"key": uuid4(), "minutes": 25, "baby_with": "crib", **fields}).status_code


def page(client: Client, path: str = "/us/space/") -> str:
    return client.get(path).content.decode()


def test_the_other_reads_when_and_a_sentence_that_holds(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert take(bob) == 302
    for path in ("/", "/us/space/"):
        assert "I’m leaving the room. Back at 20:40." in page(alice, path)
    assert "Bob is taking space. Back at 20:40." in page(alice, "/")
    assert "Nothing has to be solved before 20:40." in page(alice)


def test_own_words_and_an_own_time(both: tuple[Client, Client]) -> None:
    alice, bob = both
    take(bob, time="21:30", words="Walking around the block.")
    assert "Walking around the block. Back at 21:30." in page(alice)


def test_coming_back_ends_it_and_offers_first_sentences(both: tuple[Client, Client]) -> None:
    alice, bob = both
    take(bob)
    answer = bob.post(f"/us/space/{Given.objects.get().pk}/back/")
    assert answer["Location"] == "/us/space/back/"
    assert "I’m back. I’m here." in page(bob, "/us/space/back/")
    assert "Bob is taking space" not in page(alice, "/")


def test_a_missed_return_says_so_gently_and_can_be_moved(
    clock: time_machine.Traveller, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    take(bob)
    clock.move_to(EVENING + timedelta(minutes=45))
    assert "20:40 has passed. Bob may need a little longer" in page(alice)
    assert "Bob is taking space" not in page(alice, "/")
    assert "The time you gave has passed. That happens." in page(bob)
    bob.post(f"/us/space/{Given.objects.get().pk}/later/", {"time": "21:15"})
    assert "Back at 21:15." in page(alice)


def test_a_return_is_mandatory_and_within_a_day(both: tuple[Client, Client]) -> None:
    bob = both[1]
    assert bob.post("/us/space/", {"key": uuid4(), "minutes": 0}).status_code == 422
    assert bob.post("/us/space/", {"key": uuid4(), "minutes": 1441}).status_code == 422
    assert take(bob, minutes="") == 302
    assert Given.objects.get().until == EVENING + timedelta(minutes=28)  # 25 minutes, read off a clock: 20:40


def test_a_second_space_takes_the_place_of_the_first(both: tuple[Client, Client]) -> None:
    take(both[1])
    take(both[1], time="22:00")
    assert Given.objects.filter(ended_at__isnull=True).count() == 1
    assert "Back at 22:00." in page(both[0])


def test_while_one_takes_space_the_other_can_too_and_both_returns_are_read(both: tuple[Client, Client]) -> None:
    alice, bob = both
    take(bob)
    assert 'href="?too=1"' in page(alice)
    assert 'name="minutes"' not in page(alice)
    assert 'name="minutes"' in page(alice, "/us/space/?too=1")
    assert "Back at 20:40." in page(alice, "/us/space/?too=1")
    assert take(alice, time="21:10") == 302
    for client in both:
        html = page(client)
        assert "Back at 20:40." in html
        assert "Back at 21:10." in html
        assert "You are both back at 21:10. Nobody has to be first." in html
        assert "within reach of the baby" in html
        assert html.count("back/") == 1  # one's own return, and never the other's
        assert 'name="minutes"' not in page(client, "/us/space/?too=1")
    assert "You both take space. Alice is back at 21:10, Bob at 20:40." in page(alice, "/")


def test_one_who_comes_back_first_reads_the_other_alone(both: tuple[Client, Client]) -> None:
    alice, bob = both
    take(bob)
    take(alice, time="21:10")
    bob.post(f"/us/space/{Given.objects.get(until=EVENING + timedelta(minutes=28)).pk}/back/")
    assert "Nothing has to be solved before 21:10." in page(bob)
    assert "You are both back" not in page(alice)
    assert "Alice is taking space. Back at 21:10." in page(bob, "/")


def test_a_refused_space_beside_the_others_keeps_the_form(both: tuple[Client, Client]) -> None:
    take(both[1])
    answer = both[0].post("/us/space/", {"key": uuid4(), "minutes": 25, "baby_with": "crib", "words": "w" * 301})
    assert answer.status_code == 422
    assert "w" * 301 in answer.content.decode()


def test_only_who_left_says_when_they_are_back(cast: Cast, both: tuple[Client, Client], phone: Phone) -> None:
    take(both[1])
    space = Given.objects.get().pk
    for other in (both[0], phone(cast.zed), phone(cast.gran)):
        assert other.post(f"/us/space/{space}/back/").status_code == 404
        assert other.post(f"/us/space/{space}/later/", {"time": "21:15"}).status_code == 404


def test_a_helper_does_not_see_it(cast: Cast, both: tuple[Client, Client], phone: Phone) -> None:
    take(both[1], words="heron")
    gran = phone(cast.gran)
    assert gran.get("/us/space/").status_code == 404
    assert "heron" not in page(gran, "/")
    assert "taking space" not in page(gran, "/")


def test_a_refused_space_keeps_the_words(both: tuple[Client, Client]) -> None:
    answer = both[1].post("/us/space/", {"key": uuid4(), "minutes": 25, "baby_with": "crib", "words": "w" * 301})
    assert answer.status_code == 422
    assert "w" * 301 in answer.content.decode()


def test_sending_it_twice_makes_one(both: tuple[Client, Client]) -> None:
    key = uuid4()
    for _ in range(2):
        assert both[1].post("/us/space/", {"key": key, "minutes": 25, "baby_with": "crib"}).status_code == 302
    assert Given.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "choices"),
    [
        (datetime(2026, 3, 29, 0, 50, tzinfo=UTC), ["03:10", "03:15", "03:35", "04:20"]),  # 01:50, then on an hour
        (datetime(2026, 10, 25, 0, 10, tzinfo=UTC), ["02:30", "02:35", "02:55", "02:40"]),  # 02:10, then back one
    ],
)
def test_in_a_night_the_clock_changes_the_times_offered_are_the_times_meant(
    clock: time_machine.Traveller, cast: Cast, phone: Phone, at: datetime, choices: list[str]
) -> None:
    clock.move_to(at)
    bob = phone(cast.bob)
    assert re.findall(r"<span>(\d\d:\d\d)<br>", page(bob)) == choices
    take(bob)
    assert f"Back at {choices[1]}." in page(bob)


def test_a_time_typed_in_the_hour_that_comes_twice_is_the_next_one(
    clock: time_machine.Traveller, cast: Cast, phone: Phone
) -> None:
    clock.move_to(datetime(2026, 10, 25, 1, 10, tzinfo=UTC))  # 02:10 for the second time
    bob = phone(cast.bob)
    assert take(bob, time="02:45") == 302
    assert Given.objects.get().until == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_over_midnight_the_return_names_its_day(clock: time_machine.Traveller, cast: Cast, phone: Phone) -> None:
    clock.move_to(datetime(2026, 3, 10, 22, 50, tzinfo=UTC))  # 23:50 in Madrid
    take(phone(cast.bob), time="00:15")
    assert "Back at Wed 00:15." in page(phone(cast.alice))


def test_a_second_tap_on_coming_back_is_no_dead_end(both: tuple[Client, Client]) -> None:
    bob = both[1]
    take(bob)
    space = Given.objects.get().pk
    for _ in range(2):
        assert bob.post(f"/us/space/{space}/back/")["Location"] == "/us/space/back/"
    ended = Given.objects.get().ended_at
    assert bob.post(f"/us/space/{space}/later/", {"time": "21:15"})["Location"] == "/us/space/"
    assert Given.objects.get().ended_at == ended
    assert "Bob is taking space" not in page(both[0], "/")


@pytest.fixture
def noor(cast: Cast) -> None:
    """Let the baby's name be read in sentences."""
    Child.objects.filter(pk=cast.kit.pk).update(name="Noor")


def test_who_leaves_says_who_has_the_baby_and_nothing_is_chosen_beforehand(
    noor: None, both: tuple[Client, Client]
) -> None:
    bob = both[1]
    shown = page(bob)
    for answer in ("Alice, who just said yes", "Noor is safe in the crib and I stay within hearing"):
        assert answer in shown
    assert not re.search(r'name="baby_with"[^>]*checked', shown)
    refused = bob.post("/us/space/", {"key": uuid4(), "minutes": 25})
    assert refused.status_code == 422
    assert "Choose who has the baby until then." in refused.content.decode()
    assert not Given.objects.exists()


def test_until_the_other_says_so_both_read_that_the_baby_is_still_with_who_left(
    noor: None, cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    take(bob, baby_with="partner")
    for client in both:
        for path in ("/", "/us/space/"):
            assert "Noor is still with Bob." in page(client, path)
    assert "I’ve got Noor" in page(alice, "/")
    assert "I’ve got Noor" not in page(bob, "/")
    assert not Watch.objects.exists()
    alice.post(f"/us/space/{Given.objects.get().pk}/take/", {"do": "take"})
    for client in both:
        assert "still with" not in page(client, "/") + page(client)
    assert "Alice has Noor until 20:40." in page(bob, "/")
    assert "You have Noor until 20:40." in page(alice, "/")


def test_a_later_return_moves_until_when_the_other_has_the_baby(noor: None, both: tuple[Client, Client]) -> None:
    alice, bob = both
    take(bob, baby_with="partner")
    row = Given.objects.get()
    alice.post(f"/us/space/{row.pk}/take/", {"do": "take"})
    bob.post(f"/us/space/{row.pk}/later/", {"time": "21:15"})
    assert "Alice has Noor until 21:15." in page(bob, "/")


def test_in_the_crib_both_read_that_and_the_other_may_take_the_baby(
    noor: None, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    take(bob)
    assert "Noor is safe in the crib, and Bob stays within hearing." in page(alice, "/")
    assert "I’ve got Noor" in page(alice, "/")


def test_nobody_takes_the_baby_for_another_or_from_outside(
    noor: None, cast: Cast, both: tuple[Client, Client], phone: Phone
) -> None:
    take(both[1], baby_with="partner")
    path = f"/us/space/{Given.objects.get().pk}/take/"
    for who in (both[1], phone(cast.zed), phone(cast.gran)):
        assert who.post(path, {"do": "take"}).status_code == 404
    assert not Watch.objects.exists()


def test_a_helper_on_duty_who_said_yes_reads_it_and_takes_the_baby(cast: Cast, phone: Phone) -> None:
    with agreed_night(cast, phone, AT_ELEVEN, helper=True) as night:
        alice, gran = night.clients["Alice"], night.clients["Gran"]
        assert "Gran, who is on duty and said yes" in page(alice)
        take(alice, baby_with="helper")
        assert "Alice takes space until 23:25." in page(gran, "/")
        assert "leaving the room" not in page(gran, "/")
        gran.post(f"/us/space/{Given.objects.get().pk}/take/", {"do": "take"})
        assert "Gran has Noor until 23:25." in page(alice, "/")


def test_space_is_one_tap_from_today_and_from_an_answer(cast: Cast, both: tuple[Client, Client]) -> None:
    assert 'href="/us/space/">Space' in page(both[1], "/")
    ask = ask_of(cast.alice, at=EVENING - timedelta(minutes=1))
    assert "I need space first" in page(both[1], f"/asks/{ask}/")


def test_with_no_baby_at_home_nobody_is_asked(cast: Cast, both: tuple[Client, Client]) -> None:
    Child.objects.update(home=False)
    assert "baby_with" not in page(both[1])
    assert take(both[1], baby_with="") == 302
    assert "still with" not in page(both[0], "/")
