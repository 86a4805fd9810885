"""An ear that hears what a test says it hears."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nearward.domain.wording.danger import KINDS
from nearward.domain.wording.ears import NEUTRAL, SAFETY, Limits

FAMILIES = {"withdraw": "distance", "blame": "distance", "hold": "connect", "repair": "connect"}
LABELS = (*FAMILIES, NEUTRAL, *(f"{SAFETY}{kind}" for kind in KINDS))


@dataclass
class Ear:
    """Gives each label named its share; what is left falls to the neutral one."""

    shares: Mapping[str, float]
    limits: Limits = field(default_factory=lambda: Limits({"withdraw": 0.6, "hold": 0.9}, 0.7, 0.1, 0.4))
    asked: list[str] = field(default_factory=list)

    def hear(self, text: str) -> Mapping[str, float]:
        self.asked.append(text)
        rest = max(0.0, 1 - sum(self.shares.values()))
        return {label: self.shares.get(label, rest if label == NEUTRAL else 0.0) for label in LABELS}
