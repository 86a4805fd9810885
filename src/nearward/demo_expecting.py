"""What the made-up families expected before a baby was here, said through the services."""

from datetime import datetime
from uuid import uuid4

from nearward.domain.labor import ANTICIPATING, EMOTIONAL, HOUSEHOLD, PARENTING, PLANNING, TRACKING
from nearward.web.expecting import agreeing, selectors, services
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of

ONE = {
    EMOTIONAL: "me", TRACKING: "me", PLANNING: "both", ANTICIPATING: "me", HOUSEHOLD: "other", PARENTING: "both",
    "night": "both",
    "nights": "Up twice, perhaps. We take turns, and whoever was up sleeps in.",
    "need": "To hear that I am doing all right.",
    "fear": "That we only talk about nappies.",
}  # fmt: skip
OTHER = {
    EMOTIONAL: "open", TRACKING: "other", PLANNING: "both", ANTICIPATING: "both", HOUSEHOLD: "me",
    PARENTING: "both", "night": "other",
    "nights": "I go back to work after ten days, so I thought I would sleep in the other room on weekdays.",
    "need": "Half an hour alone when I come home, before I can be any use.",
    "fear": "That I do it wrong and you take it out of my hands.",
}  # fmt: skip
AGREED = "We hand over at two. Whoever is on has the baby in the other room."
PROPOSED = "One evening a week nobody visits."
NOTE = "I go quiet and tidy. At home you were left alone when you cried."


def expect(one: Caregiver, other: Caregiver, child: Child, at: datetime) -> None:
    """Let both finish what they expect, so that it opens; agree on one thing, and put another to the other."""
    for me, words in ((one, ONE), (other, OTHER)):
        page = services.Page({**selectors.nothing(), **words}, 0, uuid4())
        services.finish(me=me, child=child, page=page, now=at)
    services.write_note(me=one, child=child, words=NOTE, seen=0, key=uuid4())
    first, second = circle_of(one, now=at), circle_of(other, now=at)
    thread = agreeing.propose(circle=first, child=child, thread=None, words=AGREED, seen=0, key=uuid4(), now=at)
    agreeing.agree(circle=second, child=child, thread=thread, seen=1, now=at)
    agreeing.propose(circle=second, child=child, thread=None, words=PROPOSED, seen=0, key=uuid4(), now=at)
