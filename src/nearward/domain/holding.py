"""Who may hold what: taking, offering, letting go. Nobody can be given anything; whoever holds it says so."""

from collections.abc import Mapping
from datetime import date, timedelta

from nearward.domain.labor import STAGES
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WHOLE = "whole"
OFFER_LASTS = timedelta(days=7)
LONGEST_TITLE, LONGEST_STANDARD, MOST_HELD = 120, 400, 300
NOBODY = N_("Nobody is holding this yet.")
PLANNED, NOT_YET = N_("A plan exists"), N_("No plan yet")
MIND = (N_("hardly"), N_("a little"), N_("some"), N_("a lot"), N_("all week long"))
HOLDS = {
    ("notice",): N_("%(name)s notices"),
    ("plan",): N_("%(name)s plans"),
    ("do",): N_("%(name)s does it"),
    ("notice", "plan"): N_("%(name)s notices and plans"),
    ("notice", "do"): N_("%(name)s notices and does it"),
    ("plan", "do"): N_("%(name)s plans and does it"),
    ("notice", "plan", "do"): N_("%(name)s notices, plans and does it"),
}
OPEN = {
    ("notice",): N_("noticing is open"),
    ("plan",): N_("planning is open"),
    ("do",): N_("doing it is open"),
    ("notice", "plan"): N_("noticing and planning are open"),
    ("notice", "do"): N_("noticing and doing it are open"),
    ("plan", "do"): N_("planning and doing it are open"),
}
Stages = Mapping[str, str]  # stage → id of its holder, "" while it is open


def who_holds(names: Stages) -> tuple[Sentence, ...]:
    """Say who notices, plans and does it, in the order of the stages; `names` are by stage, "" for open."""
    said = []
    for name in dict.fromkeys(names.values()):
        part = tuple(stage for stage in STAGES if names[stage] == name)
        if not name and part not in OPEN:
            return (say(NOBODY),)
        said.append((not name, say(HOLDS[part], name=name) if name else say(OPEN[part])))
    return tuple(sentence for _last, sentence in sorted(said, key=lambda one: one[0]))


def others_of(stages: Stages, who: str) -> set[str]:
    """Return everyone but `who` that holds a stage."""
    return {holder for holder in stages.values() if holder} - {who}


def taken(stages: Stages, stage: str, who: str) -> dict[str, str]:
    """Return the stages once `who` takes one, or the whole. Raises `Refused` for what another holds."""
    wanted = _parts(stage)
    if others_of({part: stages[part] for part in wanted}, who):
        raise Refused(N_("Someone holds this already. You can offer to take it whole."))
    return {**stages, **dict.fromkeys(wanted, who)}


def let_go(stages: Stages, stage: str, who: str) -> dict[str, str]:
    """Return the stages once `who` lets go of one of theirs, or of all of them; they are open then."""
    return {part: "" if part in _parts(stage) and holder == who else holder for part, holder in stages.items()}


def _parts(stage: str) -> tuple[str, ...]:
    if stage == WHOLE:
        return tuple(STAGES)
    if stage not in STAGES:
        raise Refused(N_("Choose noticing, planning, doing it, or the whole."))
    return (stage,)


def accept_offer(stages: Stages, *, by: str, to: str, taker: str) -> None:
    """Raise `Refused` unless `by` may offer `to` that `taker`, one of the two, holds the whole.

    Handing over needs that nobody else holds a part; offering to take goes to the one who holds the rest.
    """
    if by == to:
        raise Refused(N_("Choose someone else to offer this to."), field="to")
    if taker == by and others_of(stages, by) != {to}:
        raise Refused(N_("Nobody else holds this. You can take it at once."))
    if others_of(stages, by) - {to}:
        raise Refused(N_("Someone else holds a part of this. Only what is yours or open can be handed over."))
    if set(stages.values()) == {taker}:
        raise Refused(N_("This is held whole already."))


def weeks_of(born_on: date | None, due_on: date | None, today: date) -> float | None:
    """Return a baby's age in weeks, negative while expected; nothing changes by date until a birth is said."""
    if born_on is not None:
        return (today - born_on).days / 7
    return min((today - due_on).days / 7, -1 / 7) if due_on else None
