"""How one tends to meet need, found from situations: what one does in each, several ways at once, never a type.

Nothing is counted over the situations, so nothing here can name a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WAYS = ("lean", "over", "fall", "away")
CANT_TELL = "cant_tell"
LONGEST, SENTENCE_LONGEST = 4000, 200


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing one might do, and the same said later with "you tend to"."""

    way: str
    does: str
    tends: str


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation with its four answers; without a baby in it, it fits after a loss too."""

    name: str
    ask: str
    when: str
    answers: tuple[Answer, ...]
    baby: bool = True


def offered(situations: Iterable[Situation], *, baby: bool) -> list[Situation]:
    """Return the situations to show: all of them, or those without a baby in them."""
    return [one for one in situations if baby or not one.baby]


def accept_answers(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return what was chosen in one situation, in one order; nothing is a situation left out."""
    given = set(chosen)
    if given - {*WAYS, CANT_TELL}:
        raise Refused(N_("Choose from the answers on the page."))
    if CANT_TELL in given and len(given) > 1:
        raise Refused(N_("“Can’t tell” stands by itself. Leave it out, or leave out the others."))
    return tuple(one for one in (*WAYS, CANT_TELL) if one in given)


def told(situation: Situation, chosen: Sequence[str]) -> Sentence | None:
    """Say what one tends to do in one situation, probably; None for one that was left out."""
    if CANT_TELL in chosen:
        return say(N_("%(when)s: you can’t tell yet. That is an answer."), when=say(situation.when))
    tends = [say(answer.tends) for answer in situation.answers if answer.way in chosen]
    match tends:
        case []:
            return None
        case [one]:
            return say(N_("%(when)s, you tend to %(one)s, probably."), when=say(situation.when), one=one)
        case [one, two]:
            words = N_("%(when)s, you tend to %(one)s, or to %(two)s, probably.")
            return say(words, when=say(situation.when), one=one, two=two)
        case _:
            words = N_("%(when)s, you do now one thing and now another. That is common.")
            return say(words, when=say(situation.when))


def next_after(situations: Sequence[Situation], name: str) -> str | None:
    """Return the situation that follows one, None after the last."""
    names = [one.name for one in situations]
    at = names.index(name) + 1
    return names[at] if at < len(names) else None


def accept_words(words: str) -> str:
    """Return free writing as it is kept, or raise `Refused`."""
    if len(words) > LONGEST:
        raise Refused(N_("There is room for 4,000 characters. Please shorten it."), field="words")
    return words.strip()


def accept_parts(parts: Mapping[str, str]) -> dict[str, str]:
    """Return several pieces of free writing as they are kept, or raise `Refused` beside the one too long."""
    for name, words in parts.items():
        if len(words) > LONGEST:
            raise Refused(N_("There is room for 4,000 characters. Please shorten it."), field=name)
    return {name: words.strip() for name, words in parts.items()}


def accept_sentence(words: str) -> str:
    """Return one sentence to share, or raise `Refused`."""
    line = " ".join(words.split())
    if not line:
        raise Refused(N_("Write the one sentence you would share."), field="words")
    if len(line) > SENTENCE_LONGEST:
        raise Refused(N_("Keep it to one sentence, up to 200 characters."), field="words")
    return line
