"""A direction ready for the page: the sentence, how sure, the drawing and the drawing in words."""

from dataclasses import dataclass

from nearward.domain.direction.fit import Slope
from nearward.domain.direction.picture import SlopePicture, draw_slope, in_words, signed
from nearward.domain.direction.telling import ShownResult, Told, on_days, told
from nearward.domain.sentence import Sentence
from nearward.web.mine.selectors import WINDOW, Direction


@dataclass(frozen=True)
class Seen:
    """One line of When stress rises."""

    told: Told
    picture: SlopePicture
    said: Sentence
    numbers: dict[str, str]


@dataclass(frozen=True)
class SeenDirection:
    """A line with the days it comes from."""

    line: Seen
    days: Sentence


def seen_of_stress(direction: Direction) -> SeenDirection:
    """Return the line of own stress."""
    now, all_time = direction.mine.now, direction.mine.all_time
    line = _seen(told(now.statement, now.checkins_to_go, now.checkins), now.own_stress, all_time.own_stress)
    return SeenDirection(line, on_days(now.days, WINDOW))


def seen_of_need(direction: Direction) -> Seen | None:
    """Return the line of the partner's need, or None while the partner said none on these days."""
    now, all_time = direction.mine.now, direction.mine.all_time
    if now.partner_need is None or now.need_statement is None:
        return None
    words = told(now.need_statement, now.need_to_go, now.checkins)
    return _seen(words, now.partner_need, all_time.partner_need)


def _seen(words: Told, now: Slope, all_time: Slope | None) -> Seen:
    numbers = {"middle": signed(now.mean), "low": signed(now.low80), "high": signed(now.high80)}
    return Seen(words, draw_slope(now, all_time), in_words(now), numbers)


def picture_of(shown: ShownResult) -> tuple[SlopePicture, Sentence]:
    """Return the drawing of a shown result, and the same in words."""
    return draw_slope(shown.slope), in_words(shown.slope)
