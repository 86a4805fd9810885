"""Two ears: one reads words and letters alone, one adds the encoder's vector. Both are logistic regressions.

Labels are the eighteen cards, "neutral", and six kinds of danger, each written `safety:kind`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from nearward.domain.wording.encoder import Small
from nearward.domain.wording.features import Floats, counts, weighed

NEUTRAL, SAFETY = "neutral", "safety:"


class Ears(Protocol):
    """Whatever hears a sentence."""

    def hear(self, text: str) -> Mapping[str, float]:
        """Return how likely each label is; the values add up to one."""
        ...

    @property
    def limits(self) -> "Limits":
        """Return from where on to speak."""
        ...


@dataclass(frozen=True)
class Limits:
    """How likely a thing must be before it is said.

    `name` holds a limit for each label (absent: never named), and nothing is named that may be plain words.
    """

    name: Mapping[str, float]
    family: float
    soft: float
    hard: float
    plain: float = 1.0


@dataclass(frozen=True)
class Letters:
    """Reads hashed words and letters."""

    labels: tuple[str, ...]
    weights: Small  # one row a label, one column a place
    bias: Floats
    rare: Floats

    def logs(self, text: str) -> Floats:
        """Return the log of how likely each label is."""
        places, often = counts(text)
        columns = self.weights.bytes[:, places].astype(np.float32) * self.weights.scale[:, None]
        return log_shares((columns @ weighed(often, self.rare[places]) + self.bias).astype(np.float32))


@dataclass(frozen=True)
class Plain:
    """Hears without the encoder. Good enough for danger said in so many words, not for naming anything."""

    letters: Letters
    limits: Limits

    def hear(self, text: str) -> Mapping[str, float]:
        """Return how likely each label is."""
        return _named(self.letters.labels, self.letters.logs(text))


@dataclass(frozen=True)
class Full:
    """Hears with the encoder: the weighed mean of both logs."""

    letters: Letters
    vector: Callable[[str], Floats]
    middle: Floats
    spread: Floats
    weights: Small
    bias: Floats
    share: float  # of the letters beside the encoder
    heat: float  # divides the sum, so that seven in ten means seven in ten
    limits: Limits

    def hear(self, text: str) -> Mapping[str, float]:
        """Return how likely each label is."""
        x = (self.vector(text) - self.middle) / self.spread
        both = log_shares(self.weights.times(x.astype(np.float32)) + self.bias) + self.share * self.letters.logs(
            text
        )
        return _named(self.letters.labels, log_shares((both / self.heat).astype(np.float32)))


def log_shares(z: Floats) -> Floats:
    """Return log softmax."""
    z = z - z.max(axis=-1, keepdims=True)
    shares: Floats = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return shares


def _named(labels: tuple[str, ...], logs: Floats) -> Mapping[str, float]:
    return dict(zip(labels, np.exp(logs).tolist(), strict=True))
