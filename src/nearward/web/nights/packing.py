"""A planned night as it is kept, and back: who is on duty by slot, blocks, and the words with their values."""

from typing import Any

from nearward.domain.nights import Night, NightPlan, Option, Protected, Wake
from nearward.domain.nights.problem import Turns
from nearward.domain.sentence import Sentence, packed, unpacked


def pack(night: Night, plan: NightPlan, words: dict[str, tuple[Sentence, ...]], turns: Turns) -> dict[str, Any]:
    """Return plain values; the wakes are the ones the plan was made for, so that it can be drawn again."""
    return {
        "clock": list(night.clock),
        "wakes": [[wake.slot, wake.slots, wake.feed] for wake in night.options[plan.option].wakes],
        "duty": list(plan.duty) if plan.duty is not None else None,
        "protected": [[at, one.start, one.end, one.minutes, one.p20_minutes] for at, one in plan.protected],
        "breast_feeds": [list(one) for one in plan.breast_feeds],
        "turns": turns,
        "words": {kind: [packed(one) for one in said] for kind, said in words.items()},
    }


def unpack(kept: dict[str, Any]) -> tuple[Night, NightPlan, dict[str, list[Sentence]]]:
    """Return the night as far as it is drawn, its plan and its words."""
    wakes = tuple(Wake(*wake) for wake in kept["wakes"])
    night = Night(available=(), sleepable=(), clock=tuple(kept["clock"]), options=(Option(wakes),))
    plan = NightPlan(
        duty=None if kept["duty"] is None else tuple(kept["duty"]),
        breast_feeds=tuple((at, person) for at, person in kept.get("breast_feeds", ())),
        protected=tuple((at, Protected(*rest)) for at, *rest in kept["protected"]),
    )
    return night, plan, {kind: [unpacked(one) for one in said] for kind, said in kept["words"].items()}
