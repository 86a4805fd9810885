"""An instrument: its items, what each option scores, its bands, its cut-off and its window."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Option:
    """One printed answer and what it scores. Its place in the list means nothing by itself.

    `code`, here and below, is its LOINC code, only where that was checked at loinc.org.
    """

    text: str
    score: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its options in the order of the printed form; no text where it may not be shipped."""

    text: str
    options: tuple[Option, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores, both ends included."""

    low: int
    high: int
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A published instrument. `self_harm` is the place of the item about harming oneself, from 1, or nothing.

    `lower` are the lines used for partners who did not give birth, from and to, where the literature has them.
    """

    key: str
    name: str
    about: str
    items: tuple[Item, ...]
    cutoff: int
    window: timedelta
    stem: str = ""
    bands: tuple[Band, ...] = ()
    self_harm: int | None = None
    licence: str = ""
    lower: tuple[int, int] | None = None
    panel_code: str = ""
    total_code: str = ""

    @property
    def highest(self) -> int:
        """Return the highest score there is."""
        return sum(max(option.score for option in item.options) for item in self.items)

    def hurts(self, place: int, chosen: int) -> bool:
        """Tell whether this option of this item (both from 0) says that thoughts of harming oneself were there."""
        return place + 1 == self.self_harm and self.items[place].options[chosen].score > 0

    @property
    def has_text(self) -> bool:
        """Tell whether it can be asked, or only scored."""
        return all(item.text for item in self.items)
