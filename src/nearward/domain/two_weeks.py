"""Two weeks drawn as two lines. A day without a word is a gap: nothing is drawn over it, and it means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 14
WIDTH, HEIGHT, EDGE, FLOOR = 460.0, 120.0, 12.0, 104.0
TOP = 12.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its stretches as SVG paths, each a run of days with a word, and single days as dots."""

    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    end: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class TwoWeeks:
    """The days from `first` to `last`, and up to two lines over them."""

    first: date
    last: date
    upper: Line
    lower: Line


def window(today: date, since: date | None) -> tuple[date, date]:
    """Return the first and last day of the two weeks up to today, cut where a grant begins."""
    first = today - timedelta(days=DAYS - 1)
    return (max(first, since) if since else first), today


def draw(
    first: date, last: date, upper: Mapping[date, float], lower: Mapping[date, float], most: float
) -> TwoWeeks:
    """Draw two measures from 0 to `most` over the days from `first` to `last`."""
    return TwoWeeks(first, last, _line(last, upper, most), _line(last, lower, most))


def _line(last: date, said: Mapping[date, float], most: float) -> Line:
    first = last - timedelta(days=DAYS - 1)
    step = (WIDTH - 2 * EDGE) / (DAYS - 1)
    points = [
        (day, (round(EDGE + step * (day - first).days, 1), round(FLOOR - (FLOOR - TOP) * said[day] / most, 1)))
        for day in sorted(said)
        if first <= day <= last
    ]
    runs: list[list[tuple[date, tuple[float, float]]]] = []
    for day, point in points:
        if runs and day - runs[-1][-1][0] == timedelta(days=1):
            runs[-1].append((day, point))
        else:
            runs.append([(day, point)])
    paths = tuple("M" + " L".join(f"{x} {y}" for _day, (x, y) in run) for run in runs if len(run) > 1)
    return Line(paths, tuple(run[0][1] for run in runs if len(run) == 1), points[-1][1] if points else None)
