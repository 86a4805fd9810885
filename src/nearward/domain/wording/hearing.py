"""What is heard in a sentence: three ways it may land, one named only when sure, and danger before all else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.wording.cards import CONNECT, DISTANCE
from nearward.domain.wording.danger import FEAR, said_outright
from nearward.domain.wording.ears import NEUTRAL, SAFETY, Ears, Limits
from nearward.domain.words import N_

NONE, SOFT, HARD = "none", "soft", "hard"
CHIPS = 3
USUAL = ("withdraw", "minimize", "blame")  # the chips where nothing can order them
LONGEST = 2_000  # letters
LONG, SENTENCES = 160, 8  # a text longer than this is also heard sentence by sentence, so many of them
FEARED = 0.25  # part of the danger that may be fear of the partner; then no other words are offered
EMPTY = N_("Write the sentence first.")
TOO_LONG = N_("That is too long. Up to 2000 letters fit here.")


@dataclass(frozen=True)
class Heard:
    """What was heard. `fear`: it may be fear of the partner, so no other words and nothing to do as a couple."""

    top: tuple[str, ...]
    named: str | None
    family: str | None
    safety: str
    fear: bool = False

    @property
    def may_reword(self) -> bool:
        """Whether other words may be offered."""
        return self.safety != HARD and not self.fear


def hear(text: str, families: Mapping[str, str], full: Ears | None, plain: Ears) -> Heard:
    """Hear one sentence; `families` are the labels to show. Raises `Refused` for no words, or for too many."""
    if not text.strip():
        raise Refused(EMPTY, field="text")
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, field="text")
    ears = full or plain
    shares = ears.hear(text)
    safety, fear = _danger(text, shares, ears)
    if full is None:
        return Heard(USUAL, None, None, safety, fear)
    top = tuple(sorted(families, key=lambda label: -shares[label])[:CHIPS])
    calm = safety == NONE
    return Heard(top, _named(top[0], shares, ears.limits) if calm else None,
                 _family(shares, families, ears.limits) if calm else None, safety, fear)  # fmt: skip


def _named(label: str, shares: Mapping[str, float], limits: Limits) -> str | None:
    sure = shares[label] >= limits.name.get(label, 2.0) and shares[NEUTRAL] < limits.plain
    return label if sure else None


def _family(shares: Mapping[str, float], families: Mapping[str, str], limits: Limits) -> str | None:
    for family in (DISTANCE, CONNECT):
        if sum(shares[label] for label, of in families.items() if of == family) >= limits.family:
            return family
    return None


def _danger(text: str, shares: Mapping[str, float], ears: Ears) -> tuple[str, bool]:
    kind = said_outright(text)
    heard = [shares, *(ears.hear(part) for part in _parts(text))]
    worst = max(heard, key=_share)
    share = _share(worst)
    fear = kind == FEAR or worst[f"{SAFETY}{FEAR}"] >= FEARED * share
    if kind or share >= ears.limits.hard:
        return HARD, fear
    return (SOFT, fear) if share >= ears.limits.soft else (NONE, False)


def _share(shares: Mapping[str, float]) -> float:
    return sum(share for label, share in shares.items() if label.startswith(SAFETY))


def _parts(text: str) -> list[str]:
    if len(text) <= LONG:
        return []
    return [part.strip() for part in re.split(r"[.!?\n;]+", text) if len(part.strip()) > 8][:SENTENCES]
