"""Normal, not broken: whose weeks are followed, and one's own need gathered into them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.domain.normal import (
    Baby,
    alike,
    asked_at,
    asked_sentences,
    followed,
    later_sentence,
    own_weeks,
)

BORN = date(2026, 1, 1)
NOOR = Baby("Noor", BORN)
EARLY = Baby("Noor", BORN, due=BORN + timedelta(weeks=6))
said = st.lists(st.tuples(st.integers(-40, 500), st.floats(0, 10)), max_size=60)


def after(days: float) -> date:
    return BORN + timedelta(days=days)


def on_days(rows: list[tuple[int, float]]) -> list[tuple[date, float]]:
    return [(after(day), need) for day, need in rows]


@given(said, st.booleans())
def test_every_need_since_birth_lies_in_the_range_of_its_week_and_none_before_counts(rows, early):
    baby = EARLY if early else NOOR
    weeks = {week.number: week for week in own_weeks(on_days(rows), baby)}
    since = [(after(day), need) for day, need in rows if day >= 0]
    assert set(weeks) == {int(baby.weeks_on(day) // 1) for day, _ in since}
    for day, need in since:
        week = weeks[int(baby.weeks_on(day) // 1)]
        assert week.least <= need <= week.most
        assert week.least <= week.middle <= week.most
        assert week.number <= week.at < week.number + 1


@given(said, st.randoms())
def test_the_order_in_which_things_were_said_changes_nothing(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert own_weeks(on_days(rows), NOOR) == own_weeks(on_days(mixed), NOOR)


@given(said, st.integers(0, 50))
def test_a_week_without_a_word_moves_no_other(rows, silent):
    kept = [(day, need) for day, need in rows if day // 7 != silent]
    whole = own_weeks(on_days(rows), NOOR)
    assert own_weeks(on_days(kept), NOOR) == tuple(week for week in whole if week.number != silent)


def test_a_baby_born_early_has_weeks_before_the_due_date_and_they_are_kept_apart():
    weeks = own_weeks(on_days([(0, 4.0), (20, 8.0), (43, 6.0)]), EARLY)
    assert [week.number for week in weeks] == [-6, -4, 0]


def test_the_youngest_at_home_is_followed_then_one_in_hospital_then_the_one_to_come():
    older, ill = Baby("Kit", BORN - timedelta(weeks=60)), Baby("Kai", BORN, home=False)
    assert followed([older, NOOR, ill], expecting=True, today=after(20)) == ("home", NOOR)
    assert followed([older, ill], expecting=True, today=after(20)) == ("home", older)
    assert followed([ill], expecting=True, today=after(20)) == ("hospital", ill)
    assert followed([], expecting=True, today=after(20)) == ("expected", None)
    assert followed([], expecting=False, today=after(20)) == ("expected", None)


def test_past_two_years_no_weeks_are_followed():
    assert followed([NOOR], expecting=False, today=after(105 * 7)) == ("grown", None)
    assert followed([NOOR], expecting=True, today=after(105 * 7)) == ("expected", None)


def test_twins_share_their_weeks_and_one_in_hospital_does_not():
    twin, ill = Baby("Kai", BORN), Baby("Bo", BORN, home=False)
    assert alike([NOOR, twin, ill], NOOR, after(9)) == (NOOR, twin)


def test_the_curve_says_hours_feeds_and_getting_up_and_they_fall_over_the_year():
    young, old = (asked_at(care_curve(), NOOR, after(7 * weeks)) for weeks in (2, 45))
    assert list(map(str, asked_sentences(young))) == [
        "Hands-on care at this age: 6 to 14 hours a day.",
        "Feeds between 22:00 and 06:00: 1 to 5.",
        "Times a night someone gets up: 2 to 5.",
    ]
    assert old.hands_on.high < young.hands_on.mean
    assert "1 to 2" in str(asked_sentences(old)[2])


def test_a_baby_born_early_asks_for_what_its_corrected_age_asks_for():
    assert asked_at(care_curve(), EARLY, after(70)).weeks == 4.0
    assert asked_at(care_curve(), EARLY, after(10)).weeks == 0.0


@given(st.integers(0, 120))
def test_what_comes_later_is_said_only_where_it_says_something_new(weeks):
    told = later_sentence(care_curve(), asked_at(care_curve(), NOOR, after(7 * weeks)))
    assert (told is not None) == (weeks <= 39)
    if told is not None:
        assert weeks + 13 <= told.values["weeks"] <= 52
