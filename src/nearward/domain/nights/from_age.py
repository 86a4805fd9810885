"""A usual night at an age, where no log says more: an evening feed, the longest sleep, then wakes at even gaps."""

from collections.abc import Sequence

from nearward.domain.care_demand import Band, at_age
from nearward.domain.nights.clock import minutes_of
from nearward.domain.nights.problem import Wake

EVENING, NIGHT_BEGINS, NIGHT_ENDS, DAY = 21 * 60, 22 * 60, 30 * 60, 24 * 60
SETTLING = 10  # minutes beside the feed itself
SHORTEST_GAP, LONGEST_GAP = 90, 240
SIX_WEEKS, YOUNG_CAP, CAP = 6.0, 300, 360


def usual_cap(weeks: float | None, breastfeeds: bool) -> int:
    """The longest block that counts, where nobody set one: five hours while milk comes in, else six."""
    return YOUNG_CAP if breastfeeds and weeks is not None and weeks < SIX_WEEKS else CAP


def usual_wakes(
    curve: Sequence[Band], weeks: float, clock: Sequence[str], slot_minutes: int, *,
    longest: float | None = None, past: int = 0,
) -> tuple[Wake, ...]:  # fmt: skip
    """The wakes of a usual night at this age, in slots of a night with this clock.

    `longest` is the longest sleep in hours where the baby's own log says it, else that of the age. `past` slots
    after the night are given too: on another night their wakes may come earlier.

    From 21:00 the longest sleep of that age; then gaps such that 22:00 to 06:00 has its number of wakes.
    Feeds are spread over the wakes in proportion to the night feeds of that age.
    """
    begins = minutes_of(clock[0])
    ends = begins + (len(clock) - 1) * slot_minutes
    asleep = (longest or at_age(curve, weeks, "longest_sleep_hours")) * 60
    wakings = at_age(curve, weeks, "night_wakings")
    feeding = min(1.0, at_age(curve, weeks, "night_feeds") / wakings)
    slots = max(1, round((at_age(curve, weeks, "minutes_per_session") + SETTLING) / slot_minutes))
    first = EVENING + asleep
    gap = min(LONGEST_GAP, max(SHORTEST_GAP, (NIGHT_ENDS - first) / max(wakings - 0.5, 0.5)))
    moments = [float(EVENING)]
    while moments[-1] + gap < ends + DAY and len(moments) < 20:
        moments.append(first if len(moments) == 1 else moments[-1] + gap)
    last = ends + past * slot_minutes
    inside = [(at, moment) for at, moment in enumerate(moments) if begins <= moment < last]
    return tuple(Wake(int((moment - begins) // slot_minutes), slots, _fed(at, feeding)) for at, moment in inside)


def _fed(at: int, share: float) -> bool:
    return at == 0 or int(at * share + 0.5) > int((at - 1) * share + 0.5)
