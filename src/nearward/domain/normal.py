"""Normal, not broken: what a baby asks for by week of age, and one's own need as one said it in those weeks.

Hours of hands-on care a day and need 0–10 are two scales that share the weeks and nothing else. Neither is a
target. There is no curve here of what a parent needs: nobody has measured one, so only own words are drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, median
from typing import Literal
from zoneinfo import ZoneInfo

from nearward.domain.care_demand import (
    CURVE_ENDS_WEEKS,
    Band,
    Demand,
    Estimate,
    between_babies,
    care_demand,
    counts_from,
    hands_on_hours,
    hands_on_sentence,
)
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WEEKS_BACK = 52  # of one's own words; older ones are not read
SHOWN_UNTIL_WEEKS = 104
WEEKS_AHEAD = 26

State = Literal["home", "hospital", "expected", "grown"]


@dataclass(frozen=True, slots=True)
class Baby:
    """A child who is born: name, day of birth, due date if known, and whether at home."""

    name: str
    born: date
    due: date | None = None
    home: bool = True

    def weeks_on(self, day: date) -> float:
        """Weeks of age on `day`, below 0 before a due date that is still to come."""
        return (day - counts_from(self.born, self.due)).days / 7

    @property
    def early(self) -> bool:
        """Whether weeks count from the due date."""
        return counts_from(self.born, self.due) != self.born


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """One's own need (0–10) in one week of a child's age: the middle, the least and the most of what was said.

    `at` is the age in weeks at the mean of the days it was said on.
    """

    number: int
    at: float
    least: float
    middle: float
    most: float


def followed(babies: Sequence[Baby], *, expecting: bool, today: date) -> tuple[State, Baby | None]:
    """Whose weeks the page follows: the youngest at home, else one in hospital, else the one to come."""
    young = [baby for baby in babies if baby.weeks_on(today) <= SHOWN_UNTIL_WEEKS]
    if young:
        youngest = max(young, key=lambda baby: (baby.home, baby.born))
        return ("home" if youngest.home else "hospital"), youngest
    return ("expected" if expecting or not babies else "grown"), None


def alike(babies: Sequence[Baby], one: Baby, today: date) -> tuple[Baby, ...]:
    """The babies whose weeks are the same as those of `one`, itself too: twins."""
    return tuple(baby for baby in babies if (baby.home, baby.weeks_on(today)) == (one.home, one.weeks_on(today)))


def own_weeks(said: Iterable[tuple[date, float]], baby: Baby) -> tuple[OwnWeek, ...]:
    """Gather one's own needs, each a day and need 0–10, into weeks of the baby's age; before birth counts none."""
    weeks: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for day, need in said:
        if day >= baby.born:
            age = baby.weeks_on(day)
            weeks[int(age // 1)].append((age, need))
    return tuple(_gathered(number, weeks[number]) for number in sorted(weeks))


def _gathered(number: int, said: Sequence[tuple[float, float]]) -> OwnWeek:
    needs = [need for _, need in said]
    return OwnWeek(number, mean(age for age, _ in said), min(needs), median(needs), max(needs))


def asked_at(curve: Sequence[Band], baby: Baby, today: date) -> Demand:
    """What a baby of this age asks for, from age alone."""
    day = max(today, baby.born)
    return care_demand(curve, born=baby.born, due=baby.due, today=day, zone=ZoneInfo("UTC"))


def asked_sentences(demand: Demand) -> tuple[Sentence, ...]:
    """The curve in words at one age: hands-on hours, feeds, and the wakings that get a parent up."""
    feeds = N_("Feeds between 22:00 and 06:00: %(low)s to %(high)s."), N_("Feeds between 22:00 and 06:00: %(low)s.")
    up = N_("Times a night someone gets up: %(low)s to %(high)s."), N_("Times a night someone gets up: %(low)s.")
    nightly = (_between(demand.night_feeds, *feeds), _between(demand.night_wakings, *up))
    return hands_on_sentence(demand), *nightly


def _between(figure: Estimate, apart: str, alike: str) -> Sentence:
    low, high = round(figure.low), round(figure.high)
    return Sentence(alike if low == high else apart, {"low": low, "high": high})


def later_sentence(curve: Sequence[Band], demand: Demand) -> Sentence | None:
    """The hands-on hours half a year on; None where the curve has nothing new to say by then."""
    weeks = min(round(demand.weeks) + WEEKS_AHEAD, int(CURVE_ENDS_WEEKS))
    if weeks - demand.weeks < WEEKS_AHEAD / 2:
        return None
    later = between_babies(hands_on_hours(curve, weeks))
    return say(
        N_("At %(weeks)s weeks it is %(low)s to %(high)s."),
        weeks=weeks,
        low=round(later.low),
        high=round(later.high),
    )
