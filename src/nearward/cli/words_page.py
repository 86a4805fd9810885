"""What `nearward words` shows: the help card, a card with other words, or three chips."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nearward.cli.screen_page import ANYWHERE, helplines
from nearward.data.wording import library
from nearward.domain.wording.cards import INSIDE, OTHER_WORDS, SOFT, UNSURE, lands
from nearward.domain.wording.hearing import HARD, NONE, Heard
from nearward.domain.wording.hearing import SOFT as A_LITTLE
from nearward.domain.wording.helping import HELP

SHOWN = 60


def card_of(heard: Heard, side: str) -> dict[str, Any] | None:
    """Return the card of what was heard as plain data: help, the named card, or nothing."""
    if heard.safety == HARD:
        return {"help": True, "says": list(map(str, HELP)), "rewordings": []}
    if heard.named is None:
        return None
    kept = library()
    card = kept.cards[heard.named]
    return {
        "help": False, "lands_as": card.lands_as, "says": [str(lands(card, side))],
        "inside": card.inside, "question": card.question,
        "slots": [slot.name for slot in card.slots(side, kept.slots)],
        "rewordings": [str(words) for words in kept.filled(card, side, {})],
    }  # fmt: skip


def show(texts: Sequence[str], heard: Sequence[Heard], side: str) -> None:
    """Print one sentence with its card, or a table of many."""
    console = Console()
    if len(heard) == 1:
        _one(console, heard[0], side)
        return
    table, cards = Table(box=None, pad_edge=False, header_style="dim"), library().cards
    for column in ("sentence", "can land as", "or as"):
        table.add_column(column, overflow="fold")
    for text, one in zip(texts, heard, strict=True):
        chips = [cards[label].lands_as for label in one.top]
        first = "help first" if one.safety == HARD else cards[one.named].lands_as if one.named else "not sure"
        rest = "" if one.safety == HARD else " · ".join(chip for chip in chips if chip != first)
        table.add_row(Text(text[:SHOWN]), Text(first), Text(rest, style="dim"))
    console.print(table)


def _one(console: Console, heard: Heard, side: str) -> None:
    if heard.safety == HARD:
        first, *rest = HELP
        console.print(Text(first, style="bold"))
        for sentence in rest:
            console.print(Text(sentence))
        console.print(Padding(helplines(), (1, 0, 0, 2)))
        console.print(Padding(Text(ANYWHERE), (0, 0, 1, 2)))
        return
    if heard.safety == A_LITTLE:
        console.print(Text(SOFT, style="bold"))
    if heard.named and heard.safety == NONE:
        card = library().cards[heard.named]
        console.print(Text(str(lands(card, side)), style="bold"))
        console.print(Text(f"{INSIDE[side]} {card.inside}"))
        console.print(Text(f"\n{OTHER_WORDS[side]}"))
        for words in library().filled(card, side, {}):
            console.print(Padding(Text(str(words)), (0, 0, 0, 2)))
        console.print(Text(f"\n{card.question}"))
    else:
        console.print(Text(UNSURE[side]))
        if not heard.fear:
            console.print(Text("Does one of these fit?"))
            for label in heard.top:
                console.print(Padding(Text(library().cards[label].lands_as), (0, 0, 0, 2)))
    console.print(Text("Nothing of this is kept.", style="dim"))
