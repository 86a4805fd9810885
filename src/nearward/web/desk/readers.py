"""One reader for each class that can be given: two weeks at most, cut where the grant begins, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain import review, two_weeks
from nearward.domain.consent import AT_THE_DESK, Grant, What
from nearward.domain.daytime import at_local, day_of
from nearward.domain.direction.picture import SlopePicture
from nearward.domain.direction.telling import shown_result, told_of
from nearward.domain.needs import ROOM_WORDS, need10, strongest
from nearward.domain.nights.family import MOST_AHEAD, evening_of
from nearward.domain.screening.routing import route
from nearward.domain.sentence import Sentence
from nearward.domain.two_weeks import TwoWeeks
from nearward.domain.words import N_
from nearward.web.checkins.selectors import own_words_since, said_since
from nearward.web.holding.selectors import taken_since
from nearward.web.mine.seeing import picture_of
from nearward.web.mine.selectors import WINDOW, stress_alone
from nearward.web.nights.selectors import NightSeen, nights_from
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.reflection import selectors as reflection
from nearward.web.review.selectors import Section, opened_week, own_opened, weeks_opened
from nearward.web.screening.selectors import own_answers, with_baby
from nearward.web.screening.words import TITLES
from nearward.web.ui.words import needs_told, translated

WEEKS, FORMS = 2, 4
ROOM_ON_TEN = 2.5  # room is said as 0–4, need as 0–10
GAPS = N_("Gaps are days without a word; they mean nothing.")
NOTHING = N_("Nothing on these days.")


@dataclass(frozen=True)
class View:
    """Whose, by which grant, and when it is read."""

    circle: Circle
    grant: Grant
    today: date
    now: datetime

    @property
    def me(self) -> Caregiver:
        """Return whose words these are."""
        return self.circle.me

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone the days of a page run in: the family's, on a page of one as on a page of both."""
        return zone_of(self.me.family)

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and last of the two weeks that may be read."""
        return two_weeks.window(self.today, self.grant.since)

    @property
    def since(self) -> datetime:
        """Return the moment the first of these days begins."""
        return at_local(self.days[0], time(4), self.zone)


@dataclass(frozen=True)
class Said:
    """A heading and what stands under it, ready to read."""

    head: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One class as a page shows it. `first` goes before everything else."""

    what: What
    said: tuple[Said, ...] = ()
    first: str = ""
    days: TwoWeeks | None = None
    lines: tuple[str, str] = ("", "")
    slope: SlopePicture | None = None
    in_words: Sentence | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Return what it is called at the desk."""
        return AT_THE_DESK[self.what]


def _day(day: date) -> str:
    return f"{date_format(day, 'l')}, {date_format(day, 'MONTH_DAY_FORMAT')}"


def _need_room(view: View) -> Shown:
    """Read what was said openly, and not while sharing was paused."""
    rows = [(day_of(row.at, view.zone), row) for row in said_since(view.me, since=view.since)]
    needs = _by_day([(day, need10(row.levels)) for day, row in rows if row.levels])
    rooms = _by_day([(day, row.room * ROOM_ON_TEN) for day, row in rows if row.room is not None])
    last = sorted(dict(rows).items(), reverse=True)
    said = tuple(Said(_day(day), (_open_words(row.levels, row.room),)) for day, row in last)
    drawn = two_weeks.draw(*view.days, needs, rooms, 10)
    return Shown(What.NEED_ROOM, said, days=drawn, lines=(_("need"), _("room")), note=GAPS if said else NOTHING)


def _open_words(levels: Mapping[str, int], room: int | None) -> str:
    needs = strongest(levels)
    parts = [_("needs %(needs)s") % {"needs": needs_told(needs)}] if needs else []
    if room is not None:
        parts.append(_("room: %(room)s") % {"room": translated(ROOM_WORDS[room])})
    return "; ".join(parts)


def _by_day(said: list[tuple[date, float]]) -> dict[date, float]:
    return {day: median(value for other, value in said if other == day) for day, _value in said}


def _stress_move(view: View) -> Shown:
    """Read stress and move alone: no note, no sleep."""
    rows = [row for row in own_words_since(view.me, since=view.since) if row.day >= view.days[0]]
    stress = _by_day([(row.day, row.stress) for row in rows if row.stress is not None])
    move = _by_day([(row.day, row.move) for row in rows if row.move is not None])
    days = sorted({*stress, *move}, reverse=True)
    said = tuple(Said(_day(day), (_measures(stress.get(day), move.get(day)),)) for day in days)
    drawn = two_weeks.draw(*view.days, stress, move, 10)
    note = _("5 is neither toward nor away.") + " " + translated(GAPS) if said else NOTHING
    return Shown(What.STRESS_MOVE, said, days=drawn, lines=(_("stress"), _("move")), note=note)


def _measures(stress: float | None, move: float | None) -> str:
    parts = [_("stress %(value)s of 10") % {"value": f"{stress:g}"}] if stress is not None else []
    if move is not None:
        parts.append(_("moved %(value)s of 10") % {"value": f"{move:g}"})
    return "; ".join(parts)


def _direction(view: View) -> Shown:
    """Tell one's own direction under stress, from one's own answers alone."""
    since = at_local(view.grant.since, time(4), view.zone) if view.grant.since else None
    direction = stress_alone(view.me, now=view.now, since=since)
    if direction.since is None:
        return Shown(What.DIRECTION, note=NOTHING)
    result = shown_result(direction.mine.now, window=WINDOW, since=direction.since, on=view.today)
    drawn, in_words = picture_of(result)
    days = _("From %(days)s of the %(window)s days up to the last check-in. An association, not a cause.")
    told = (translated(told_of(view.me.name, result)), days % {"days": result.days, "window": WINDOW})
    said = (Said("", told),)
    return Shown(What.DIRECTION, said, slope=drawn, in_words=in_words)


def _screening(view: View) -> Shown:
    kept = [one for one in own_answers(view.me) if one.day >= view.days[0]][:FORMS]
    baby = with_baby(view.circle)
    said = tuple(
        Said(
            f"{translated(TITLES[one.form.key])} ({one.form.name}), {_day(one.day)}",
            tuple(translated(line) for line in route(one.form, one.result, with_baby=baby).meaning[:2]),
        )
        for one in kept
    )
    hurts = next((one for one in kept if one.result.help_now), None)
    first = _(
        "On %(day)s an answer said that thoughts of harming oneself have been there. Nobody is watching in real "
        "time here: please speak with %(name)s."
    ) % {"day": _day(hurts.day), "name": view.me.name} if hurts else ""  # fmt: skip
    return Shown(What.SCREENING, said, first=first, note="" if said else NOTHING)


def _week_head(week: date) -> str:
    return _("The week from %(day)s") % {"day": date_format(week, "DATE_FORMAT")}


def _weeks(view: View) -> list[date]:
    """Return the opened weeks that end within the two weeks."""
    return [week for week in weeks_opened(view.circle) if review.last_day(week) >= view.days[0]][:WEEKS]


def _reviews(view: View) -> Shown:
    """Read this person's own lines of weeks that opened."""
    said = tuple(
        Said(_week_head(week), tuple(
            f"{translated(review.PARTS[part])}: {text}" for part, text in own_opened(view.me, week).items() if text
        ))
        for week in _weeks(view)
    )  # fmt: skip
    return Shown(What.REVIEWS, said, note="" if said else NOTHING)


def _reviews_of_both(view: View) -> Shown:
    said = []
    for week in _weeks(view):
        seen = opened_week(view.circle, week)
        if seen is not None:
            said.append(Said(_week_head(week)))
            said += [Said(translated(one.title), _voices(one)) for one in seen.sections if one.said]
    return Shown(What.REVIEWS, tuple(said), note="" if said else NOTHING)


def _voices(section: Section) -> tuple[str, ...]:
    return tuple(f"{one.by.name}: {one.words}" for one in section.voices if one.words)


def _nights(view: View) -> list[NightSeen]:
    """Return the agreed nights of the two weeks and of the week to come."""
    if view.circle.grieves:
        return []
    evening = evening_of(view.now, view.zone)
    first = max(view.days[0], evening - timedelta(days=two_weeks.DAYS))
    seen = nights_from(view.circle, first, days=(evening - first).days + MOST_AHEAD)
    return [night for night in seen if night.holds]


def _plans(view: View) -> Shown:
    """Read this person's own part of what both agreed."""
    said = [Said(_day(night.row.evening), _own_night(night, view.me)) for night in _nights(view)]
    taken = [(day, title) for day, who, title in taken_since(view.circle, since=view.since) if who == view.me]
    return _agreed(view, said, [(day, _("%(title)s, whole") % {"title": title}) for day, title in taken])


def _plans_of_both(view: View) -> Shown:
    said = [Said(_day(night.row.evening), (night.in_words,)) for night in _nights(view)]
    taken = taken_since(view.circle, since=view.since)
    has = _("%(name)s has it, whole: %(title)s")
    return _agreed(view, said, [(day, has % {"name": who.name, "title": title}) for day, who, title in taken])


def _agreed(view: View, nights: list[Said], taken: list[tuple[datetime, str]]) -> Shown:
    handed = [Said(_("Hand-overs"), tuple(f"{_day(day_of(at, view.zone))}: {words}" for at, words in taken))]
    said = (*nights, *(handed if taken else ()))
    return Shown(What.PLANS, said, note=_("How it went is theirs to tell.") if said else NOTHING)


def _own_night(night: NightSeen, me: Caregiver) -> tuple[str, ...]:
    rest = night.rest_of(me)
    asleep = [_("sleep protected from %(start)s to %(end)s") % {"start": rest[0], "end": rest[1]}] if rest else []
    on = _("has the baby from %(start)s to %(end)s")
    return (*asleep, *(on % {"start": start, "end": end} for start, end, who in night.turns if who == me))


def _reflection(view: View) -> Shown:
    own = reflection.own(view.me)
    if view.grant.item == "learned":
        said = [Said("", tuple(filter(None, (*map(translated, own.learned.said), own.learned.words))))]
    else:
        told = reflection.told(own.answers, reflection.asked(view.circle))
        said = [Said(translated(one.said), tuple(map(translated, one.here))) for one in told]
    kept = tuple(one for one in said if one.words)
    return Shown(What.REFLECTION, kept, note="" if kept else NOTHING)


READERS: Mapping[What, Callable[[View], Shown]] = {
    What.NEED_ROOM: _need_room,
    What.STRESS_MOVE: _stress_move,
    What.DIRECTION: _direction,
    What.SCREENING: _screening,
    What.REVIEWS: _reviews,
    What.PLANS: _plans,
    What.REFLECTION: _reflection,
}
JOINT_READERS: Mapping[What, Callable[[View], Shown]] = {
    What.REVIEWS: _reviews_of_both,
    What.PLANS: _plans_of_both,
}
