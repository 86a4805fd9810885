"""Made-up examples for the `/parts` page: every state of the lean, and care demand by age."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import Estimate, care_demand
from nearward.domain.care_picture import CarePicture, draw_care, said_of
from nearward.domain.lean import Lean, Post, Side, draw
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
