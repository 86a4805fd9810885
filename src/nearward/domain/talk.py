"""A talk about invisible labor, one kind at a time: what it is, who notices, what is good enough."""

from dataclasses import dataclass

from nearward.domain.labor import ANTICIPATING, EMOTIONAL, HOUSEHOLD, PARENTING, PLANNING, TRACKING
from nearward.domain.words import N_


@dataclass(frozen=True, slots=True)
class Talk:
    """One kind of labor to talk about: what it is, and three questions to begin with."""

    what: str
    questions: tuple[str, str, str]


TALKS = {
    EMOTIONAL: Talk(
        N_("Seeing how everyone is, comforting, making peace, keeping up with family and friends."),
        (
            N_("Who sees first that one of us is low?"),
            N_("Who answers family and friends, and who carries what they expect?"),
            N_("On a hard day, what is enough?"),
        ),
    ),
    TRACKING: Talk(
        N_("Knowing what is there and what is due: medicine, nappies, the shopping, who was told what."),
        (
            N_("Who knows it without looking?"),
            N_("What happens if nobody looks for a week?"),
            N_("Where could it be written, so that nobody has to keep it in mind?"),
        ),
    ),
    PLANNING: Talk(
        N_("Turning what has to happen into a day, a time and a way: visits, leave, childcare."),
        (
            N_("Who notices that something has to be planned?"),
            N_("Could whoever goes also be the one who plans it?"),
            N_("When is a plan good enough to stop thinking about it?"),
        ),
    ),
    ANTICIPATING: Talk(
        N_("Thinking ahead, so that it is there when it is needed: the next size, the spare shirt."),
        (
            N_("Who thinks of it before it is needed?"),
            N_("What may we find out late, and it would still be fine?"),
            N_("What would it take for the other to see it coming?"),
        ),
    ),
    HOUSEHOLD: Talk(
        N_("Food, washing, rooms, bills, repairs."),
        (
            N_("What has to be done this month, and what can wait?"),
            N_("Who notices that it is time?"),
            N_("How clean, how fresh, how soon is good enough for both of us?"),
        ),
    ),
    PARENTING: Talk(
        N_("Time with the baby itself: feeding, comforting, bathing, carrying, putting to bed."),
        (
            N_("Which of it can only one of us do, and what could go to the other around it?"),
            N_("Who hears the baby first, and who gets up?"),
            N_("Which of it would each of us like to have alone, in our own way?"),
        ),
    ),
}


def slug_of(kind: str) -> str:
    """Return how a kind is named in an address."""
    return kind.replace(" ", "-")
