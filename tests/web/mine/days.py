"""Days of check-ins with a direction one can see."""

from datetime import datetime, timedelta

from nearward.web.people.models import Caregiver
from tests.cast import say


def live_days(who: Caregiver, until: datetime, *, days: int = 40, slope: float = -0.8, offset: int = 0) -> None:
    """Check in once a day with stress that goes up and down and a move that follows it by `slope`."""
    for day in range(days, 0, -1):
        stress = (3 * day + offset) % 9
        move = max(0, min(10, round(5 + slope * (stress - 4) + (day % 3 - 1))))
        at = until - timedelta(days=day) + timedelta(hours=1)
        say(who, at=at, levels={"sleep": (day + offset) % 5}, room=2, stress=stress, move=move)
