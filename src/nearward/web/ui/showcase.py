"""Made-up examples for the `/parts` page: every state of the lean, and the pictures by weeks of age."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import Band, Estimate, care_demand
from nearward.domain.care_picture import CarePicture, draw_care, said_of
from nearward.domain.lean import Lean, Post, Side, draw
from nearward.domain.normal import OwnWeek
from nearward.domain.normal_picture import NormalPicture, draw_normal
from nearward.domain.normal_picture import said_of as tell
from nearward.domain.sentence import Sentence

MAYA = Side("Maya", "a", need=3.0, room=3, strongest=("sleep",))
JONAS = Side("Jonas", "b", need=2.5, room=3)


def _side(side: Side, **changes: object) -> Side:
    return Side(**{**vars(side), **changes})


def leans() -> list[tuple[str, Lean]]:
    """Return each state with a caption."""
    leaning = _side(MAYA, need=8.0, room=1, strongest=("sleep", "reassurance"))
    low = _side(MAYA, need=8.0, room=0), _side(JONAS, need=7.0, room=1)
    pale = Side("Jonas", "b")
    return [
        ("Both have room", draw(MAYA, JONAS, babies=[False])),
        ("One leans", draw(leaning, JONAS, babies=[False])),
        ("The other leans", draw(MAYA, _side(JONAS, need=8.5, room=0), babies=[False])),
        ("Both low: a third post is offered", draw(*low, babies=[False])),
        ("One has not said yet", draw(MAYA, pale, babies=[False])),
        ("Nobody has said yet", draw(Side("Maya", "a"), pale, babies=[False])),
        ("Taking space", draw(leaning, _side(JONAS, back_at="20:40"), babies=[False])),
        ("Expecting", draw(MAYA, JONAS, babies=[True])),
        ("Twins", draw(MAYA, JONAS, babies=[False, False])),
        ("A third post that stands", draw(leaning, JONAS, babies=[False], post=Post("Grandma", "12:00"))),
        ("On one's own for now", draw(leaning, None, babies=[False])),
    ]


def cares() -> list[tuple[str, CarePicture, tuple[Sentence, ...]]]:
    """Return the picture of care demand from age alone and with a log, each with a caption."""
    born, curve = date(2026, 1, 1), care_curve()
    plain = care_demand(curve, born=born, today=born + timedelta(weeks=20), zone=ZoneInfo("UTC"))
    own = replace(plain, stretch=Estimate(4.0, 2.8, 5.7, 5))
    nights = [(18.1 + night / 7, hours) for night, hours in enumerate((3.2, 4.1, 3.6, 5.2, 4.4))]
    return [
        ("Care demand from age alone", draw_care(curve, plain), said_of(curve, plain, (), "Noor")),
        ("Care demand with a log", draw_care(curve, own, nights), said_of(curve, own, nights, "Noor")),
    ]


def weeks() -> list[tuple[str, NormalPicture, tuple[Sentence, ...]]]:
    """Return "Normal, not broken" with and without own words, and in hospital, each with a caption."""
    curve, needs = care_curve(), (6.7, 5.0, 7.5, 5.8, 8.3, 5.0)
    own = [OwnWeek(week, week + 0.5, need - 1.7, need, need + 1.7) for week, need in enumerate(needs)]
    kinds: tuple[tuple[str, tuple[Band, ...], list[OwnWeek]], ...] = (
        ("A baby's weeks and one's own", curve, own),
        ("No own word yet", curve, []),
        ("In hospital", (), own),
    )
    return [
        (caption, draw_normal(by_age, said, age=6.0), tell(by_age, said, age=6.0))
        for caption, by_age, said in kinds
    ]


RINGS = (("a", "a", "a"), ("a", "a", "b"), ("b", "open", "b"), ("a", "b", "c"), ("open", "open", "open"))
