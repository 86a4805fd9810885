"""Care demand: what a baby of this age asks for, from the curve by age, sharpened by the family's own log.

The equations stand in docs/reference/care-demand.md. Everything here is normal, never a target.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist
from zoneinfo import ZoneInfo

import numpy as np

from nearward.domain.babylog.records import Record
from nearward.domain.night_log import Night, recent_nights
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

BETWEEN_BABIES = 0.3  # sd of log(a baby's own level / the curve): evidence.md
NIGHT_TO_NIGHT = 0.3  # prior sd of log(a night / the baby's own level), worth PRIOR_NIGHTS nights
PRIOR_NIGHTS = 5
FRESH_DAYS = 14
EARLY = timedelta(days=21)  # born before 37 weeks: age counts from the due date
CURVE_ENDS_WEEKS = 52.0
MINUTES_PER_CHANGE = 5
MINUTES_WASHING_AND_SETTLING = 45
_Z80 = NormalDist().inv_cdf(0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the curve; None for a figure that may not be quoted. Weeks: from inclusive, to exclusive."""

    from_week: float
    to_week: float
    breast_sessions: float
    minutes_per_session: float
    night_feeds: float
    night_wakings: float
    longest_sleep_hours: float
    crying_minutes: float | None
    changes: float

    @property
    def middle(self) -> float:
        return (self.from_week + self.to_week) / 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """What to expect: the middle, and the 80 % of nights (or babies) between low and high."""

    mean: float
    low: float
    high: float
    nights: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """Care demand of one child on one day. Stretch in hours; feeds and wakings per night, 22:00 to 06:00."""

    weeks: float
    hands_on: Estimate
    stretch: Estimate
    night_feeds: Estimate
    night_wakings: Estimate
    last_night: date | None
    stale: bool


def counts_from(born: date, due: date | None) -> date:
    """The day from which age counts: birth, or the due date for a baby born more than three weeks early."""
    return due if due is not None and due - born > EARLY else born


def corrected_weeks(born: date, due: date | None, day: date) -> float:
    """Weeks of age on `day`, never below 0 (a baby born early is 0 until the due date)."""
    return max(0.0, (day - counts_from(born, due)).days / 7)


def at_age(curve: Sequence[Band], weeks: float, figure: str) -> float:
    """A figure of the curve at an age: linear between the middles of the bands that have it, flat outside."""
    told = [(band.middle, getattr(band, figure)) for band in curve if getattr(band, figure) is not None]
    middles, values = zip(*told, strict=True)
    return float(np.interp(weeks, middles, values))


def hands_on_hours(curve: Sequence[Band], weeks: float) -> float:
    """Hours a day of feeding, changing, holding, washing and settling at an age."""
    feeding = at_age(curve, weeks, "breast_sessions") * at_age(curve, weeks, "minutes_per_session")
    changing = at_age(curve, weeks, "changes") * MINUTES_PER_CHANGE
    holding = at_age(curve, weeks, "crying_minutes")
    return (feeding + changing + holding + MINUTES_WASHING_AND_SETTLING) / 60


def care_demand(
    curve: Sequence[Band],
    *,
    born: date,
    today: date,
    zone: ZoneInfo,
    due: date | None = None,
    log: Iterable[Record] = (),
) -> Demand:
    """What the child asks for on `today`; `log` is that child's own, of which the last 14 nights count."""
    nights = recent_nights(log, zone)
    last = max((night.evening for night in nights), default=None)
    stale = last is not None and (today - last).days > FRESH_DAYS
    used = () if stale else nights
    weeks = corrected_weeks(born, due, today)
    ages = [corrected_weeks(born, due, night.evening) for night in used]
    return Demand(
        weeks=weeks,
        hands_on=between_babies(hands_on_hours(curve, weeks)),
        stretch=_stretch(curve, weeks, used, ages),
        night_feeds=_feeds(curve, weeks, used, ages),
        night_wakings=between_babies(at_age(curve, weeks, "night_wakings")),
        last_night=last,
        stale=stale,
    )


def between_babies(middle: float) -> Estimate:
    """A figure of the curve with the spread between babies, lognormal(0, 0.3)."""
    return _around(math.log(middle), BETWEEN_BABIES)


def stretch_at_age(curve: Sequence[Band], weeks: float) -> Estimate:
    """The longest sleep of one night at an age, before any log: the spread of babies and of nights."""
    return _stretch(curve, weeks, (), ())


def learn_level(ratios: Sequence[float]) -> tuple[float, float, float]:
    """Mean and sd of the log of a baby's own level over the curve, and the sd of a night around it.

    `ratios` are nights over the curve at that night's age. Conjugate normal: prior mean 0, sd 0.3.
    """
    logs = np.log(np.asarray(ratios, dtype=float))
    around = float(((logs - logs.mean()) ** 2).sum()) if logs.size else 0.0
    variance = (PRIOR_NIGHTS * NIGHT_TO_NIGHT**2 + around) / (PRIOR_NIGHTS + max(logs.size - 1, 0))
    precision = 1 / BETWEEN_BABIES**2 + logs.size / variance
    mean = float(logs.sum()) / variance / precision
    return mean, precision**-0.5, variance**0.5


def _stretch(curve: Sequence[Band], weeks: float, nights: Sequence[Night], ages: Sequence[float]) -> Estimate:
    ratios = [
        night.longest_hours / at_age(curve, age, "longest_sleep_hours")
        for night, age in zip(nights, ages, strict=True)
        if night.longest_hours is not None
    ]
    mean, unsure, nightly = learn_level(ratios)
    middle = math.log(at_age(curve, weeks, "longest_sleep_hours")) + mean
    return _around(middle, math.hypot(unsure, nightly), len(ratios))


def _feeds(curve: Sequence[Band], weeks: float, nights: Sequence[Night], ages: Sequence[float]) -> Estimate:
    """Feeds of a night: half a feed is added before the logarithm, since a night may have none."""
    ratios = [
        (night.feeds + 0.5) / (at_age(curve, age, "night_feeds") + 0.5)
        for night, age in zip(nights, ages, strict=True)
        if night.feeds is not None
    ]
    mean, unsure, nightly = learn_level(ratios)
    middle = math.log(at_age(curve, weeks, "night_feeds") + 0.5) + mean
    around = _around(middle, math.hypot(unsure, nightly), len(ratios))
    low, high = max(0.0, around.low - 0.5), max(0.0, around.high - 0.5)
    return Estimate(max(0.0, around.mean - 0.5), low, high, len(ratios))


def _around(middle: float, sd: float, nights: int = 0) -> Estimate:
    return Estimate(math.exp(middle), math.exp(middle - _Z80 * sd), math.exp(middle + _Z80 * sd), nights)


def stretch_sentence(demand: Demand, child: str | Sentence) -> Sentence:
    """The longest sleep stretch in words: from the log where it speaks, else from age alone."""
    stretch = demand.stretch
    about = in_quarters(stretch.mean)
    if stretch.nights:
        return say(
            N_("%(child)s’s longest stretch lately: about %(about)s (%(low)s to %(high)s on most nights)."),
            child=child,
            about=about,
            low=in_quarters(stretch.low),
            high=in_quarters(stretch.high),
        )
    return say(
        N_("%(child)s’s longest stretch, from age alone: about %(about)s. Babies differ a lot."),
        child=child,
        about=about,
    )


def feeds_sentence(demand: Demand) -> Sentence:
    """The feeds of a night in words."""
    feeds = demand.night_feeds
    low, high = round(feeds.low), round(feeds.high)
    values = {"about": round(feeds.mean), "low": low, "high": high}
    if not feeds.nights:
        return Sentence(N_("Feeds between 22:00 and 06:00, from age alone: %(low)s to %(high)s."), values)
    if low == high:
        return Sentence(N_("Feeds between 22:00 and 06:00 lately: %(about)s on most nights."), values)
    return Sentence(N_("Feeds between 22:00 and 06:00 lately: %(low)s to %(high)s on most nights."), values)


def hands_on_sentence(demand: Demand) -> Sentence:
    """The hands-on hours in words."""
    low, high = round(demand.hands_on.low), round(demand.hands_on.high)
    return say(N_("Hands-on care at this age: %(low)s to %(high)s hours a day."), low=low, high=high)


def basis_sentence(demand: Demand) -> Sentence | None:
    """How old what is said is: the nights behind it, or until when an old log goes; None without a log."""
    if demand.last_night is None:
        return None
    if demand.stale:
        return say(N_("The log goes to the night of %(night)s, so this is from age."), night=demand.last_night)
    nights = max(demand.stretch.nights, demand.night_feeds.nights)
    return say(
        N_("From %(nights)s nights of the log, the last one %(night)s."),
        nights=nights,
        night=demand.last_night,
    )


def beyond_curve(demand: Demand) -> Sentence | None:
    """What to say past the first year, where the curve ends."""
    if demand.weeks <= CURVE_ENDS_WEEKS:
        return None
    return say(N_("The figures by age end at one year; they are shown as they were then."))


def in_quarters(hours: float) -> str:
    """Hours in quarters: “2 h 15”, “4 h”, “45 min”, with spaces that do not break."""
    whole, quarters = divmod(max(1, round(hours * 4)), 4)
    if whole == 0:
        return f"{quarters * 15}\N{NO-BREAK SPACE}min"
    words = f"{whole} h {quarters * 15}" if quarters else f"{whole} h"
    return words.replace(" ", "\N{NO-BREAK SPACE}")
