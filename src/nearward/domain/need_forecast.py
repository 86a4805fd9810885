"""A person's need and room now and in the coming nights, from what they said openly.

Let u be the usual value, L the latest one said, and a its age in days (hours / 24). The value on the d-th night
from now (0 is the coming one) is `u + ½^(a + d) · (L − u)`: what was said this evening counts whole tonight, half
tomorrow, a quarter the night after, and then the usual returns. The rule and its constants are the product's own,
described in docs/reference/need.md; they are no clinical finding.

Days run from 04:00 to 04:00. Values are exact fractions, so that rounding half up is decided by the rule and not by
floating point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

from nearward.domain.daytime import DAY_STARTS
from nearward.domain.rounding import half_up

USUAL_DAYS = 7  # person-days that the usual value is taken from
KNOWN_DAYS = 21  # person-days after which the last known value is no longer used
UNKNOWN_NEED, UNKNOWN_ROOM = Fraction(3), Fraction(2)
WEEK = 7  # nights
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Statement:
    """One check-in: when it was said, need (0–10) and room (0–4); None where nothing was said of it.

    `at` is aware when the forecast is given a zone, else a wall time.
    """

    at: datetime
    need: Fraction | None = None
    room: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ForecastNight:
    """Need (0–10) and room (0–4) on one night; night 0 is the coming one, or the one in progress."""

    night: int
    need: Fraction
    room: Fraction

    @property
    def weight(self) -> float:
        """Return the plan weight, 1.0–2.0 to one decimal."""
        return half_up(1 + self.need / 10, 1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Need and room of one person over the coming nights.

    `latest` is the last need said, however old, and `latest_at` when; `usual` is what need returns to. `heard` is
    whether any need was said in the last 21 days; without it `usual` is an assumption.
    """

    latest: Fraction | None
    latest_at: datetime | None
    usual: Fraction
    nights: tuple[ForecastNight, ...]
    heard: bool

    @property
    def mean_need(self) -> Fraction:
        """Return the mean need of the next seven nights (or of all there are), for a plan of the week."""
        week = self.nights[:WEEK]
        return sum((night.need for night in week), Fraction(0)) / len(week)

    @property
    def mean_room(self) -> Fraction:
        """Return the mean room of the next seven nights (or of all there are)."""
        week = self.nights[:WEEK]
        return sum((night.room for night in week), Fraction(0)) / len(week)


def forecast(
    statements: Iterable[Statement], *, at: datetime, nights: int = WEEK, zone: ZoneInfo | None = None
) -> Forecast:
    """Return one person's need and room at `at` and over so many nights.

    With a zone, times are aware and hours are elapsed hours, also across a clock change. Without one they are wall
    times. What was said after `at` is not used; of two statements in one minute the later in the list counts last.
    """
    if zone is not None:  # Python compares and subtracts wall times where two times share a zone
        at = at.astimezone(UTC)
        statements = [replace(one, at=one.at.astimezone(UTC)) for one in statements]
    heard = [one for one in statements if one.at <= at]
    heard.sort(key=lambda one: one.at.replace(second=0, microsecond=0))  # stable
    need = _Trend.of([(one.at, one.need) for one in heard if one.need is not None], at, zone, UNKNOWN_NEED)
    room = _Trend.of([(one.at, one.room) for one in heard if one.room is not None], at, zone, UNKNOWN_ROOM)
    return Forecast(
        latest=need.latest,
        latest_at=need.latest_at,
        usual=need.usual,
        nights=tuple(ForecastNight(night, need.on(night), room.on(night)) for night in range(nights)),
        heard=need.known,
    )


@dataclass(frozen=True, slots=True)
class _Trend:
    """The usual value, and the latest one with its age in days. `start` is the value night 0 decays from."""

    usual: Fraction
    start: Fraction
    age: Fraction
    latest: Fraction | None
    latest_at: datetime | None
    known: bool

    @staticmethod
    def of(
        said: Sequence[tuple[datetime, Fraction]], at: datetime, zone: ZoneInfo | None, unknown: Fraction
    ) -> "_Trend":
        """Return the trend of values in the order they were said."""
        if not said:
            return _Trend(unknown, unknown, Fraction(0), None, None, known=False)
        latest_at, latest = said[-1]
        today = _person_day(at, zone)
        by_day = {_person_day(when, zone): value for when, value in said}  # the last of each day
        if today - max(by_day) >= KNOWN_DAYS:
            return _Trend(unknown, unknown, Fraction(0), latest, latest_at, known=False)
        recent = [value for day, value in by_day.items() if today - day < USUAL_DAYS]
        if not recent:
            return _Trend(latest, latest, Fraction(0), latest, latest_at, known=True)
        return _Trend(median(recent), latest, _days_between(latest_at, at), latest, latest_at, known=True)

    def on(self, night: int) -> Fraction:
        """Return the value of a night."""
        if self.usual == self.start:
            return self.usual
        return self.usual + _half_to_the(self.age + night) * (self.start - self.usual)


def _half_to_the(days: Fraction) -> Fraction:
    """Return ½^days; exact for whole days."""
    return Fraction(0.5 ** float(days))


def _days_between(earlier: datetime, later: datetime) -> Fraction:
    return Fraction((later - earlier) // timedelta(microseconds=1), DAY // timedelta(microseconds=1))


def _person_day(at: datetime, zone: ZoneInfo | None) -> int:
    """Return the number of the day `at` belongs to, days running 04:00 to 04:00."""
    local = at.astimezone(zone) if zone is not None else at
    day: date = local.date()
    return day.toordinal() - (local.time() < DAY_STARTS)
