"""Made-up examples for the `/parts` page: every state of the lean."""

from nearward.domain.lean import Lean, Post, Side, draw

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
