"""What stands of an agreed night when one of two partners is no longer in it."""

from collections.abc import Sequence
from dataclasses import replace

from nearward.domain.nights.plan import NightPlan, Protected
from nearward.domain.nights.saying import spans


def with_helpers_only(
    plan: NightPlan, *, stays: int, helpers: Sequence[int], slot_minutes: int
) -> NightPlan | None:
    """Return the plan for the partner who stays (place 0 from now on) and the helpers (1, 2, …), by old place.

    A helper's hours stay. Everyone else's are with the one who stays, who has no protected sleep left but the
    longest piece of it during which a helper is on duty. None where no helper is on duty.
    """
    places = {person: at for at, person in enumerate(helpers, start=1)}
    duty = tuple(places.get(person, 0) for person in plan.duty or ())
    if not any(duty):
        return None
    block = plan.block(stays)
    covered = spans(slot for slot in range(block.start, block.end) if duty[slot])
    start, end = max(covered, key=lambda span: span[1] - span[0], default=(0, 0))
    kept = ((0, Protected(start, end, (end - start) * slot_minutes)),) if end > start else ()
    return replace(plan, duty=duty, protected=kept)
