"""When an instrument may be offered again: not before the days it asks about have passed."""

from datetime import date

from nearward.domain.screening.instrument import Instrument


def offered_from(instrument: Instrument, last: date | None, today: date) -> date:
    """Return the first day it may be offered: today, or when its window since the last answer has passed."""
    return today if last is None else max(today, last + instrument.window)


def may_be_offered(instrument: Instrument, last: date | None, today: date) -> bool:
    """Tell whether it may be offered today. Anyone may still ask for help at any time."""
    return offered_from(instrument, last, today) <= today
