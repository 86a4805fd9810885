"""What plans lean on: each partner's need and room in the coming nights, and the sleep they gave to the plan."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from nearward.domain.daytime import DAY_STARTS, day_of
from nearward.domain.need_forecast import Forecast, forecast
from nearward.domain.nights import family as rules
from nearward.domain.nights.saying import length
from nearward.domain.rounding import half_up
from nearward.web.checkins.selectors import statements_of
from nearward.web.nights.models import GivenSleep, Hours
from nearward.web.nights.selectors import as_sleeper
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of

EVENING = time(18)


def needs_ahead(circle: Circle, *, now: datetime) -> dict[UUID, Forecast]:
    """Return each partner's need and room over the coming week, from open words alone; days are the family's."""
    said, zone = statements_of(circle.partners, now=now), zone_of(circle.me.family)
    return {one.pk: forecast(said[one.pk], at=now, nights=rules.MOST_AHEAD, zone=zone) for one in circle.partners}


def given_sleep_of(circle: Circle, *, now: datetime) -> dict[UUID, GivenSleep]:
    """Return the number of sleep each partner has given to the plan, while it lasts."""
    rows = GivenSleep.objects.filter(caregiver__in=circle.partners, at__gt=now - rules.GIVEN_LASTS)
    return {row.caregiver_id: row for row in rows}


def sleepers_of(
    circle: Circle, people: tuple[Caregiver, ...], hours: dict[UUID, Hours], *, now: datetime
) -> tuple[rules.Sleeper, ...]:
    """Return these caregivers as the planner knows them: their usual nights, and for partners need and room."""
    needs, given = needs_ahead(circle, now=now), given_sleep_of(circle, now=now)
    zone = zone_of(circle.me.family)
    return tuple(
        _with_need(as_sleeper(one, hours.get(one.pk)), needs[one.pk], given.get(one.pk), zone, now)
        if one.pk in needs
        else as_sleeper(one, hours.get(one.pk))
        for one in people
    )


def _with_need(
    sleeper: rules.Sleeper, ahead: Forecast, given: GivenSleep | None, zone: ZoneInfo, now: datetime
) -> rules.Sleeper:
    minutes = given.minutes if given else None
    return replace(
        sleeper,
        weights=tuple(rules.weight_after_sleep(night.weight, minutes) for night in ahead.nights),
        rooms=tuple(half_up(night.room, 2) for night in ahead.nights),
        known=ahead.heard,
        last_word=_last_word(ahead, zone, now),
        gave_sleep=minutes is not None and minutes < rules.ENOUGH_MINUTES,
    )


def _last_word(ahead: Forecast, zone: ZoneInfo, now: datetime) -> rules.LastWord | None:
    if not ahead.heard or ahead.latest_at is None:
        return None
    day = day_of(ahead.latest_at, zone)
    evening = not DAY_STARTS <= ahead.latest_at.astimezone(zone).time() < EVENING
    return rules.LastWord(day, evening, (now - ahead.latest_at) / timedelta(days=1))


@dataclass(frozen=True)
class SleepGiven:
    """A number of sleep that counts in the plan now: whose it is, the hours as a length, and its last day."""

    by: Caregiver
    length: str
    until: date


def sleep_given(circle: Circle, *, now: datetime) -> list[SleepGiven]:
    """Return what the partners have given, in seat order, as the Nights page shows it to both."""
    given, zone = given_sleep_of(circle, now=now), zone_of(circle.me.family)
    return [
        SleepGiven(one, length(row.minutes), (row.at + rules.GIVEN_LASTS).astimezone(zone).date())
        for one in circle.partners
        if (row := given.get(one.pk))
    ]
