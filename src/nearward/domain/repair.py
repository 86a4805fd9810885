"""A repair after something hurt: five steps, written alone, shared step by step in turns, and one agreement.

Nobody gets ahead: one's next step can be shared once the other has shared as many as oneself. Who goes first is
open at every step. Each may leave at any step, without a reason, and come back.
"""

from dataclasses import dataclass, replace

from nearward.domain import agreement
from nearward.domain.agreement import NEW_WORDS, Agreement
from nearward.domain.refused import Refused
from nearward.domain.words import N_

__all__ = ["NEW_WORDS", "Agreement"]

STEPS: dict[str, str] = {
    "inside": N_("What happened in me"),
    "saw": N_("What I saw"),
    "part": N_("My part in it"),
    "need": N_("What I need next time"),
    "offer": N_("What I can offer"),
}
HINTS: dict[str, str] = {
    "inside": N_("What you felt, and the sentence inside. “I was scared it was all on me.”"),
    "saw": N_("What a camera would have seen. “I was crying. You went to do the dishes.”"),
    "part": N_("What you did or left out. It does not have to be half of it."),
    "need": N_("One thing, small enough to do. “Come and sit with me first.”"),
    "offer": N_("One thing you can do next time, whatever the other does."),
}
FEELINGS: dict[str, str] = {
    "alone": N_("alone"), "scared": N_("scared"), "hurt": N_("hurt"), "angry": N_("angry"), "sad": N_("sad"),
    "ashamed": N_("ashamed"), "unseen": N_("unseen"), "overwhelmed": N_("overwhelmed"), "trapped": N_("trapped"),
    "numb": N_("numb"), "guilty": N_("guilty"), "worn_out": N_("worn out"),
}  # fmt: skip
ORDER = tuple(STEPS)
LONGEST, ABOUT_LONGEST = 2000, 200


def accept_about(about: str) -> str:
    """Return what a repair is about, or raise `Refused`."""
    if not about.strip():
        raise Refused(N_("Say in a few words what it is about, such as “Sunday”."), field="about")
    if len(about) > ABOUT_LONGEST:
        raise Refused(N_("A few words are enough, up to 200 characters."), field="about")
    return about.strip()


def accept_words(words: str) -> str:
    """Return the words of a step or an agreement, or raise `Refused`; empty is a step left out."""
    if len(words) > LONGEST:
        raise Refused(N_("A step holds up to 2,000 characters. Please shorten it."), field="words")
    return words.strip()


@dataclass(frozen=True, slots=True)
class Turns:
    """How many steps each has shared, seen from one of the two; whether it rests, and whether both are here."""

    mine: int = 0
    theirs: int = 0
    resting: bool = False
    together: bool = True

    @property
    def next_step(self) -> str | None:
        """Which step is mine to share next, in its order; None after the last."""
        return ORDER[self.mine] if self.mine < len(ORDER) else None

    @property
    def my_turn(self) -> bool:
        """Whether I may share my next step now."""
        return self.together and not self.resting and self.next_step is not None and self.mine <= self.theirs

    @property
    def both_through(self) -> bool:
        """Whether both have shared all five."""
        return self.mine == self.theirs == len(ORDER)


RESTING = N_("This repair rests. Nothing is shared meanwhile.")


def share(turns: Turns, step: str) -> Turns:
    """Share one step, or raise `Refused`."""
    if not turns.together:
        raise Refused(N_("There is nobody here to share it with."))
    if turns.resting:
        raise Refused(RESTING)
    if step != turns.next_step:
        raise Refused(N_("Another step comes before this one."))
    if not turns.my_turn:
        raise Refused(N_("You are one step ahead. The next one opens once you are level."))
    return replace(turns, mine=turns.mine + 1)


def take_back(turns: Turns, step: str) -> Turns:
    """Take back the step one shared last; it is one's own again. This is open at any time, resting or not."""
    if not turns.mine or step != ORDER[turns.mine - 1]:
        raise Refused(N_("Take back the step you shared last first."))
    return replace(turns, mine=turns.mine - 1)


def propose(turns: Turns, latest: Agreement, *, words: str, seen: int) -> str:
    """Return words for an agreement that may be put to the other, or raise `Refused`."""
    _may_speak(turns, latest)
    return agreement.propose(latest, words=accept_words(words), seen=seen)


def agree(turns: Turns, latest: Agreement, *, seen: int) -> Agreement:
    """Agree to the other's words, and to exactly the words one read."""
    _may_speak(turns, latest)
    return agreement.agree(latest, seen=seen)


def _may_speak(turns: Turns, latest: Agreement) -> None:
    if turns.resting:
        raise Refused(RESTING)
    if not turns.both_through:
        raise Refused(N_("The agreement comes once both of you have shared all five steps."))
    if latest.agreed:
        raise Refused(N_("You have both agreed already."))
