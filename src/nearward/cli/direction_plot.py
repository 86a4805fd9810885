"""The answers as a calm drawing: for each person a line from away to toward, with density and interval."""

from collections.abc import Sequence
from html import escape
from math import exp

from nearward.cli.diary import Person
from nearward.domain.direction.fit import Answer, Slope
from nearward.domain.direction.words import CAVEAT, FARTHEST

AMBER, BLUE, INK, GROUND, PAPER, QUIET, RULE = (
    "#c77a12", "#1f6f9c", "#1b2430", "#eef2f5", "#ffffff", "#5b6672", "#cfd8df",
)  # fmt: skip
WIDTH, ROW, TOP, FOOT = 860, 168, 92, 92
LEFT, RIGHT, REACH = 250, 820, 0.7  # the line runs from −REACH at LEFT to +REACH at RIGHT
TALL = 62  # height of the highest density


def svg(answers: Sequence[tuple[Person, Answer]], window: int) -> str:
    """The whole drawing as SVG text."""
    height = TOP + ROW * len(answers) + FOOT
    rows = [_row(person, answer, TOP + ROW * at) for at, (person, answer) in enumerate(answers)]
    return "\n".join([_head(height), _title(window), *rows, _foot(height), "</svg>\n"])


def _head(height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="system-ui, sans-serif" role="img" '
        f'aria-label="When stress rises: away or toward">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>'
    )


def _title(window: int) -> str:
    return _text(32, 46, "When stress rises", 24, INK, weight=600) + _text(
        32, 70, f"The {window} days up to each one's own last check-in", 13, QUIET
    )


def _foot(height: int) -> str:
    shape = "Dot: the middle. Bar: 80 % interval. Shape: where the slope may lie, in points of move"
    return (
        _text(32, height - 58, shape, 12, QUIET)
        + _text(32, height - 40, "per point of stress above one's usual, on the same day.", 12, QUIET)
        + _text(32, height - 22, CAVEAT, 12, QUIET)
    )


def _row(person: Person, answer: Answer, top: int) -> str:
    name = person.caregiver if person.couple is None else f"{person.caregiver} · {person.couple}"
    days = f"{answer.checkins} check-ins on {answer.days} {'day' if answer.days == 1 else 'days'}"
    card = f'<rect x="20" y="{top}" width="{WIDTH - 40}" height="{ROW - 14}" rx="14" fill="{PAPER}"/>'
    words = (
        _text(40, top + 38, _short(name), 17, INK, weight=600)
        + _text(40, top + 62, _said(answer), 14, INK)
        + _text(40, top + 84, _to_go(answer), 12, QUIET)
        + _text(40, top + 104, days, 12, QUIET)
    )
    lines = _line(answer.own_stress, top + 84, "own stress")
    if answer.partner_need:
        lines += _bar(answer.partner_need, top + 128, "partner's need")
    return card + words + lines


def _line(slope: Slope, y: int, label: str) -> str:
    ends = _text(LEFT, y + 16, "away", 11, AMBER) + _text(RIGHT, y + 16, "toward", 11, BLUE, anchor="end")
    return _density(slope, y) + _bar(slope, y, label) + ends


def _bar(slope: Slope, y: int, label: str) -> str:
    """The line from away to toward, the 80 % interval on it, the middle, and the place of neither."""
    low, mid, high = (_x(value) for value in (slope.low80, slope.mean, slope.high80))
    colour = AMBER if slope.mean < 0 else BLUE
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="{RULE}" stroke-width="1.5"/>'
        f'<line x1="{_x(0)}" y1="{y - 7}" x2="{_x(0)}" y2="{y + 7}" stroke="{INK}" stroke-width="1.5"/>'
        f'<line x1="{low}" y1="{y}" x2="{high}" y2="{y}" stroke="{colour}" stroke-width="7" '
        f'stroke-linecap="round" opacity=".55"/>'
        f'<circle cx="{mid}" cy="{y}" r="6.5" fill="{colour}" stroke="{PAPER}" stroke-width="2"/>'
        + _text(_x(0), y + 18, label, 11, QUIET, anchor="middle")
    )


def _density(slope: Slope, y: int) -> str:
    """Where the slope may lie: amber on the side of away, blue on the side of toward."""
    tall = TALL * min(1.0, 0.1 / slope.sd)
    points = [-REACH + 2 * REACH * at / 140 for at in range(141)]
    heights = [tall * exp(-(((at - slope.mean) / slope.sd) ** 2) / 2) for at in points]
    curve = list(zip(points, heights, strict=True))
    away = [(at, h) for at, h in curve if at <= 0.001]
    toward = [(at, h) for at, h in curve if at >= -0.001]
    return _shape(away, y, AMBER) + _shape(toward, y, BLUE)


def _shape(curve: Sequence[tuple[float, float]], y: int, colour: str) -> str:
    along = " ".join(f"L{_x(at)} {y - height:.1f}" for at, height in curve)
    path = f"M{_x(curve[0][0])} {y} {along} L{_x(curve[-1][0])} {y} Z"
    return f'<path d="{path}" fill="{colour}" opacity=".22"/>'


def _x(slope: float) -> float:
    inside = max(-REACH, min(REACH, slope))
    return round(LEFT + (RIGHT - LEFT) * (inside + REACH) / (2 * REACH), 1)


def _said(answer: Answer) -> str:
    return answer.statement[0].upper() + answer.statement[1:]


def _to_go(answer: Answer) -> str:
    if answer.checkins_to_go is None:
        return ""
    more = f"{FARTHEST} or more" if answer.checkins_to_go >= FARTHEST else f"about {answer.checkins_to_go}"
    return f"{more} more check-ins"


def _short(name: str) -> str:
    return name if len(name) <= 22 else name[:21] + "…"


def _text(x: float, y: int, what: str, size: int, fill: str, *, weight: int = 400, anchor: str = "start") -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(what)}</text>'
    )
