"""What a counselor reads is what was given, of the days that were given, and each class leaves its line."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import chain, combinations
from typing import TypeVar

import pytest
from django.http import Http404

from nearward.data.instruments import instruments
from nearward.domain.consent import JOINT, What
from nearward.web.desk.reading import read_both, read_person
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel, Read
from nearward.web.keeping import leaving
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.models import Caregiver
from nearward.web.review.models import Opened
from nearward.web.screening.models import Answered
from nearward.web.screening.services import keep_answers
from tests.cast import at_a_desk, let_in, say
from tests.conftest import Figure
from tests.web.desk.conftest import BOB_WROTE, ONLY, Room, words_of

T = TypeVar("T")


def every_set(of: list[T]) -> Iterator[tuple[T, ...]]:
    return chain.from_iterable(combinations(of, size) for size in range(len(of) + 1))


def lines_of(counsel: Counsel) -> Counter[str]:
    return Counter(Read.objects.filter(counsel=counsel).values_list("what", flat=True))


def test_of_every_set_of_classes_exactly_those_given_are_read_and_leave_a_line(room: Room, figure: Figure) -> None:
    sets = 0
    for given in every_set(list(What)):
        room.gives(room.of_alice, *given)
        Read.objects.all().delete()
        page = read_person(room.cora, room.of_alice.pk, now=room.now)
        assert {one.what for one in page.shown} == set(given)
        assert lines_of(room.of_alice) == Counter(given)
        assert not lines_of(room.of_bob)
        said = words_of(page.shown)
        assert {what for what, words in ONLY.items() if words in said} == set(given)
        assert "for nobody" not in said
        assert BOB_WROTE not in said
        sets += 1
    figure(f"6 sets of classes one person may give a counselor: {sets}, read wrongly: 0")
    assert sets == 128


def test_together_only_what_both_give_is_read_and_leaves_a_line_for_each(room: Room) -> None:
    for alices in every_set(sorted(JOINT)):
        for bobs in every_set(sorted(JOINT)):
            room.gives(room.of_alice, *alices, What.NEED_ROOM, What.STRESS_MOVE)
            room.gives(room.of_bob, *bobs, What.NEED_ROOM, What.STRESS_MOVE)
            Read.objects.all().delete()
            page = read_both(room.cora, room.alice.family_id, now=room.now)
            both = set(alices) & set(bobs)
            assert {one.what for one in page.shown} == both
            assert lines_of(room.of_alice) == lines_of(room.of_bob) == Counter(both)
            said = words_of(page.shown)
            assert (BOB_WROTE in said) == (ONLY[What.REVIEWS] in said) == (What.REVIEWS in both)
            assert ONLY[What.NEED_ROOM] not in said


def test_of_a_joint_class_given_by_one_alone_only_their_own_lines_are_read(room: Room) -> None:
    room.gives(room.of_alice, *JOINT)
    said = words_of(read_person(room.cora, room.of_alice.pk, now=room.now).shown)
    assert ONLY[What.REVIEWS] in said
    assert BOB_WROTE not in said
    assert "Bob" not in said
    assert "sleep protected" in said or "has the baby" in said


@pytest.mark.parametrize(("days", "read"), [(-1, False), (0, True), (1, True)])
def test_it_can_be_read_until_its_last_day_is_over(room: Room, days: int, read: bool) -> None:
    room.gives(room.of_alice, What.NEED_ROOM, until=room.today + timedelta(days=1))
    at = room.now + timedelta(days=1 - days)
    assert bool(read_person(room.cora, room.of_alice.pk, now=at).shown) is read


def noon(room: Room, days_ago: int) -> datetime:
    return datetime.combine(room.today - timedelta(days=days_ago), time(10), UTC)


@pytest.mark.parametrize("since", [None, 0, 3])
def test_days_before_the_grant_or_before_the_two_weeks_are_not_read(room: Room, since: int | None) -> None:
    for ago in (1, 2, 3, 4, 12, 13, 14, 15, 40):
        say(room.alice, at=noon(room, ago), levels={"sleep": 4}, room=1, stress=8, move=2)
    first = None if since is None else room.today - timedelta(days=since)
    room.gives(room.of_alice, What.NEED_ROOM, What.STRESS_MOVE, since=first)
    page = read_person(room.cora, room.of_alice.pk, now=room.now)
    shown = 13 if since is None else since
    for one in page.shown:
        assert one.days is not None
        assert one.days.first == room.today - timedelta(days=shown)
        assert len(one.said) == sum(ago <= shown for ago in (0, 1, 2, 3, 4, 12, 13))


@pytest.mark.parametrize(("ago", "read"), [(0, True), (13, True), (14, False), (200, False)])
def test_a_form_older_than_two_weeks_is_not_read(room: Room, ago: int, read: bool) -> None:
    Answered.objects.filter(author=room.alice).update(at=noon(room, ago))
    room.gives(room.of_alice, What.SCREENING)
    (shown,) = read_person(room.cora, room.of_alice.pk, now=room.now).shown
    assert bool(shown.said) is bool(shown.first) is read


@pytest.mark.parametrize(("weeks", "read"), [(1, True), (4, False), (30, False)])
def test_a_week_older_than_two_weeks_is_not_read(room: Room, weeks: int, read: bool) -> None:
    was = Opened.objects.values_list("week", flat=True)[0]
    Opened.objects.update(week=was - timedelta(days=7 * (weeks - 1)))
    room.gives(room.of_alice, What.REVIEWS)
    room.gives(room.of_bob, What.REVIEWS)
    pages = (
        read_person(room.cora, room.of_alice.pk, now=room.now),
        read_both(room.cora, room.alice.family_id, now=room.now),
    )
    assert [ONLY[What.REVIEWS] in words_of(page.shown) for page in pages] == [read, read]


def test_a_direction_rests_on_the_days_that_were_given_and_on_nothing_of_the_partner(room: Room) -> None:
    for ago in range(1, 27):
        for who, stress, move in ((room.alice, 9 if ago % 2 else 2, 1 if ago % 2 else 9), (room.bob, 5, 5)):
            say(who, at=noon(room, ago), levels={"sleep": ago % 5}, stress=stress, move=move)
    room.gives(room.of_alice, What.DIRECTION)
    whole = words_of(read_person(room.cora, room.of_alice.pk, now=room.now).shown)
    assert "away" in whole.split("From ")[0]
    room.gives(room.of_alice, What.DIRECTION, since=room.today - timedelta(days=2))
    cut = words_of(read_person(room.cora, room.of_alice.pk, now=room.now).shown)
    assert "it can’t be told yet" in cut
    room.gives(room.of_alice, What.DIRECTION)
    leaving.leave(place=room.bob, now=room.now)
    assert words_of(read_person(room.cora, room.of_alice.pk, now=room.now).shown) == whole


def test_a_form_without_thoughts_of_self_harm_says_no_such_line(room: Room) -> None:
    room.gives(room.of_alice, What.SCREENING)
    (shown,) = read_person(room.cora, room.of_alice.pk, now=room.now).shown
    assert "Nobody is watching in real time" in shown.first
    assert "please speak with Alice" in shown.first
    Answered.objects.all().delete()
    phq2 = instruments()["phq2"]
    keep_answers(me=room.alice, form=phq2, chosen=[3, 3], key=room.of_alice.pk, now=room.now)
    (shown,) = read_person(room.cora, room.of_alice.pk, now=room.now).shown
    assert shown.first == ""
    assert shown.said


def test_words_said_while_sharing_was_paused_are_not_read(room: Room) -> None:
    Caregiver.objects.filter(pk=room.alice.pk).update(paused=True)
    room.alice.refresh_from_db()
    say(room.alice, at=room.now - timedelta(minutes=1), levels={"calm": 4}, room=0)
    room.gives(room.of_alice, What.NEED_ROOM)
    said = words_of(read_person(room.cora, room.of_alice.pk, now=room.now).shown)
    assert "to calm down together" not in said
    assert ONLY[What.NEED_ROOM] in said


def test_what_ended_between_two_requests_is_gone_at_the_second(room: Room) -> None:
    room.gives(room.of_alice, What.NEED_ROOM, What.STRESS_MOVE)
    assert len(read_person(room.cora, room.of_alice.pk, now=room.now).shown) == 2
    room.gives(room.of_alice, What.STRESS_MOVE)
    assert [one.what for one in read_person(room.cora, room.of_alice.pk, now=room.now).shown] == [What.STRESS_MOVE]
    granting.end(counsels=[room.of_alice], me=room.alice, now=room.now)
    with pytest.raises(Http404):
        read_person(room.cora, room.of_alice.pk, now=room.now)
    with pytest.raises(Http404):
        read_both(room.cora, room.alice.family_id, now=room.now)


@pytest.mark.parametrize("how", ["ended", "left", "erased"])
def test_someone_who_is_gone_is_gone_from_every_desk(room: Room, how: str) -> None:
    room.gives(room.of_alice, *What)
    match how:
        case "ended":
            Caregiver.objects.filter(pk=room.alice.pk).update(ended_at=room.now)
        case "left":
            leaving.leave(place=room.alice, now=room.now)
        case "erased":
            erase_person(person=room.alice.person, now=room.now)
    with pytest.raises(Http404):
        read_person(room.cora, room.of_alice.pk, now=room.now)
    with pytest.raises(Http404):
        read_both(room.cora, room.bob.family_id, now=room.now)
    room.gives(room.of_bob, What.REVIEWS)
    assert ONLY[What.REVIEWS] not in words_of(read_person(room.cora, room.of_bob.pk, now=room.now).shown)


def test_another_counselor_reads_nothing_of_what_this_one_was_given(room: Room) -> None:
    room.gives(room.of_alice, *What)
    dora = at_a_desk("Dora", "Elsewhere", at=room.now)
    let_in(room.alice, dora, at=room.now)
    with pytest.raises(Http404):
        read_person(dora, room.of_alice.pk, now=room.now)
    with pytest.raises(Http404):
        read_both(dora, room.alice.family_id, now=room.now)
    own = Counsel.objects.get(counselor=dora)
    assert read_person(dora, own.pk, now=room.now).shown == ()
