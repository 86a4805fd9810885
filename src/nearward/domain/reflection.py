"""How one meets need, found from situations: what one does in each, never what one is, and never how often.

Four ways, any of them at once, and "can't tell" is an answer. What is said of several situations at once is said
only where two or more of them say it, always with "probably", in the same order for everyone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.words import N_

UNSURE = "unsure"
CANT_TELL = N_("I can’t tell.")
HERE: dict[str, str] = {
    "near": N_("Here you tend to move closer, probably."),
    "ahead": N_("Here you tend to step in before anyone asks, probably."),
    "low": N_("Here it tends to get too much, and you stop, probably."),
    "apart": N_("Here you tend to step back and carry it alone, probably."),
    UNSURE: N_("You can’t tell here. That is an answer."),
}
IN_SOME: dict[str, str] = {
    "near": N_("In some of these you tend to move closer, probably."),
    "ahead": N_("In some of these you tend to step in before anyone asks, probably."),
    "low": N_("In some of these it tends to get too much, and you stop, probably."),
    "apart": N_("In some of these you tend to step back and carry it alone, probably."),
}
NOT_YET = N_("What you do in these cannot be told in one sentence. One by one is fine.")
WAYS = tuple(IN_SOME)
SOME = 2
LONGEST, SENTENCE_LONGEST = 4000, 300

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Situation:
    """One short situation, what one may do in it by way, and whether it speaks of a baby."""

    key: str
    said: str
    answers: Mapping[str, str]
    baby: bool

    def offered(self, turn: int) -> list[tuple[str, str]]:
        """Return the answers, each situation beginning with another, so that no place in a list means a way."""
        ways = [*WAYS[turn % len(WAYS) :], *WAYS[: turn % len(WAYS)]]
        return [*((way, self.answers[way]) for way in ways), (UNSURE, CANT_TELL)]


def asked(situations: Iterable[Situation], *, grieves: bool) -> tuple[Situation, ...]:
    """Return the situations to ask about; after a loss none that speaks of a baby."""
    return tuple(one for one in situations if not (grieves and one.baby))


def accept(before: Answers, chosen: Answers, situations: Iterable[Situation]) -> dict[str, tuple[str, ...]]:
    """Return the answers as they are kept: those to what was asked now, and the earlier ones to what was not.

    A situation without an answer was skipped.
    """
    now = {one.key: tuple(way for way in HERE if way in chosen.get(one.key, ())) for one in situations}
    return {key: ways for key, ways in {**before, **now}.items() if ways}


def here(ways: Iterable[str]) -> list[str]:
    """Say what one does in one situation: a sentence for each way, in the same order for everyone."""
    chosen = set(ways)
    return [said for way, said in HERE.items() if way in chosen]


def in_some(answers: Answers) -> list[str]:
    """Say what shows in two situations or more. Which way shows in most is not said, nor how often any does."""
    return [said for way, said in IN_SOME.items() if sum(way in ways for ways in answers.values()) >= SOME]


def accept_words(words: str) -> str:
    """Return what one wrote about where it was learned, or raise `Refused`; it may be empty."""
    if len(words) > LONGEST:
        raise Refused(N_("This holds up to 4,000 characters. Please shorten it."), field="words")
    return words.strip()


def accept_sentence(words: str) -> str:
    """Return the one sentence to be shown to the partner, or raise `Refused`."""
    sentence = " ".join(words.split())
    if not sentence:
        raise Refused(N_("Write the one sentence, in your own words."), field="words")
    if len(sentence) > SENTENCE_LONGEST:
        raise Refused(N_("Keep it to one sentence, up to 300 characters."), field="words")
    return sentence
