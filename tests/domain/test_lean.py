"""The lean: what the drawing says, and what it never says."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.lean import MIDDLE, Lean, Post, Side, draw

FINE = Side("Maya", "a", need=2.0, room=3)
STEADY = Side("Jonas", "b", need=2.0, room=3)
needs = st.one_of(st.none(), st.floats(0, 10))
rooms = st.one_of(st.none(), st.integers(0, 4))


def beam(lean: Lean, hue: str) -> tuple[float, float]:
    """Return where a partner's beam ends."""
    stroke = next(stroke for stroke in lean.strokes if stroke.hue == hue and stroke.look in {"said", "pale"})
    x, y = re.findall(r"[\d.]+", stroke.path)[-2:]
    return float(x), float(y)


def side(name: str, hue: str, need: float | None, room: int | None) -> Side:
    return Side(name, hue, need=need, room=room if need is not None else None)


def test_equal_partners_meet_in_the_middle() -> None:
    lean = draw(FINE, STEADY, babies=[False])
    assert beam(lean, "a")[0] + beam(lean, "b")[0] == 2 * MIDDLE
    assert str(lean.title) == "You both have room."


def test_the_apex_moves_to_whoever_has_room() -> None:
    leaning = Side("Maya", "a", need=8.0, room=0)
    assert beam(draw(leaning, STEADY, babies=[False]), "a")[0] > MIDDLE + 20
    assert str(draw(leaning, STEADY, babies=[False]).title) == "Maya leans today. Jonas has room."


def test_when_both_are_low_the_roof_is_low_and_a_third_post_is_offered() -> None:
    low = draw(Side("Maya", "a", need=8.0, room=0), Side("Jonas", "b", need=8.0, room=1), babies=[False])
    assert beam(low, "a")[1] > beam(draw(FINE, STEADY, babies=[False]), "a")[1] + 40
    assert low.offers_third
    assert any(stroke.hue == "third" for stroke in low.strokes)


def test_when_both_say_no_room_the_roof_is_low_however_little_they_need() -> None:
    none = [Side("Maya", "a", need=0.5, room=0), Side("Jonas", "b", need=1.0, room=0)]
    low = draw(none[0], none[1], babies=[False])
    assert low.low
    assert low.offers_third
    assert str(low.title) == "You're both stretched."
    helped = draw(none[0], none[1], babies=[False], post=Post("Gran", "18:00"))
    assert helped.low
    assert not helped.offers_third
    assert not draw(none[0], Side("Jonas", "b"), babies=[False]).low


def test_who_has_not_said_is_pale_and_no_word_is_said_about_it() -> None:
    lean = draw(FINE, Side("Jonas", "b"), babies=[False])
    assert str(lean.title) == "Maya has said how it is."
    assert [stroke.look for stroke in lean.strokes] == ["said", "pale"]
    assert "Jonas" not in str(lean.title)


def test_space_is_drawn_open_with_the_time_of_return() -> None:
    lean = draw(FINE, Side("Jonas", "b", need=6.0, room=1, back_at="20:40"), babies=[False])
    assert str(lean.title) == "Jonas is taking space. Back at 20:40."
    assert any(stroke.hue == "b" and stroke.look == "open" for stroke in lean.strokes)


def test_an_expected_child_keeps_its_place_and_twins_are_two() -> None:
    assert [baby.expected for baby in draw(FINE, STEADY, babies=[True]).babies] == [True]
    first, second = draw(FINE, STEADY, babies=[False, False]).babies
    assert (first.x + second.x) / 2 == MIDDLE


def test_a_helper_who_holds_stands_as_a_third_post() -> None:
    lean = draw(FINE, STEADY, babies=[False], post=Post("Grandma", "12:00"))
    assert str(lean.title) == "Grandma holds until 12:00."
    assert any(stroke.hue == "c" and stroke.look == "stands" for stroke in lean.strokes)


def test_one_alone_has_no_second_partner_drawn() -> None:
    lean = draw(FINE, None, babies=[False])
    assert {stroke.hue for stroke in lean.strokes} == {"a", "third"}


@given(needs, rooms, needs, rooms)
def test_swapping_the_partners_mirrors_the_drawing(
    need_a: float | None, room_a: int | None, need_b: float | None, room_b: int | None
) -> None:
    one = draw(side("Maya", "a", need_a, room_a), side("Jonas", "b", need_b, room_b), babies=[False])
    other = draw(side("Jonas", "a", need_b, room_b), side("Maya", "b", need_a, room_a), babies=[False])
    (ax, ay), (bx, by) = beam(one, "a"), beam(other, "b")
    assert abs(ax + bx - 2 * MIDDLE) <= 1
    assert abs(ay - by) <= 1


@given(needs, rooms, needs, rooms, st.lists(st.booleans(), max_size=3))
def test_the_drawing_stays_on_its_sheet(
    need_a: float | None, room_a: int | None, need_b: float | None, room_b: int | None, babies: list[bool]
) -> None:
    lean = draw(side("Maya", "a", need_a, room_a), side("Jonas", "b", need_b, room_b), babies=babies)
    for stroke in lean.strokes:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", stroke.path)]
        assert all(-1 <= number <= 361 for number in numbers)


@given(st.floats(0, 9), st.floats(0.1, 1), rooms)
def test_more_need_never_pulls_the_apex_to_the_one_who_needs(need: float, more: float, room: int | None) -> None:
    before = beam(draw(Side("Maya", "a", need=need, room=room), STEADY, babies=[]), "a")[0]
    after = beam(draw(Side("Maya", "a", need=need + more, room=room), STEADY, babies=[]), "a")[0]
    assert after >= before - 1


def test_both_who_take_space_are_drawn_open_and_both_returns_are_named() -> None:
    away = Side("Maya", "a", need=2.0, room=3, back_at="20:40"), Side("Jonas", "b", back_at="21:10")
    lean = draw(*away, babies=[False])
    assert [stroke.hue for stroke in lean.strokes if stroke.look == "open"] == ["a", "b"]
    assert str(lean.title) == "You both take space. Maya is back at 20:40, Jonas at 21:10."
