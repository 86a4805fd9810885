"""When a form is a good idea, and which longer one a short one leads to. Nothing here is a reminder."""

from datetime import date, timedelta

SHORT_AND_LONG = {"phq2": "phq9", "gad2": "gad7"}
# Two weeks, six weeks, then about every third month of the first year: low mood may begin at any of them.
GOOD_TIMES = tuple(timedelta(days=days) for days in (14, 42, 91, 182, 273))
ENDS = timedelta(days=365)


def is_a_good_time(born: date, last: date | None, today: date) -> bool:
    """Tell whether a form fits now: one of these times has come, and nothing was answered since."""
    come = [born + after for after in GOOD_TIMES if born + after <= today]
    return bool(come) and today < born + ENDS and (last is None or last < come[-1])
