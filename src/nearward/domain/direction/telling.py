"""A direction in words for the person whose it is: never a label, always how sure and from how many days."""

from dataclasses import dataclass
from datetime import date

from nearward.domain.direction.fit import Answer, Slope
from nearward.domain.direction.words import FARTHEST, FEWEST_CHECKINS, STATEMENTS, Statement
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

TITLES: dict[Statement, str] = {
    "usually away": N_("You usually step away."),
    "perhaps away": N_("You tend to step away."),
    "no clear direction": N_("You move neither way in particular."),
    "perhaps toward": N_("You tend to come closer."),
    "usually toward": N_("You usually come closer."),
    "cannot tell yet": N_("Can’t tell yet."),
}
OF_THE_OTHER: dict[Statement, str] = {
    "usually away": N_("%(name)s usually steps away."),
    "perhaps away": N_("%(name)s tends to step away, probably."),
    "no clear direction": N_("%(name)s moves neither way in particular."),
    "perhaps toward": N_("%(name)s tends to come closer, probably."),
    "usually toward": N_("%(name)s usually comes closer."),
    "cannot tell yet": N_("For %(name)s it can’t be told yet."),
}
PROBABLY = N_("Probably. A few more check-ins will make it clearer.")
FIRM = N_("That holds for most of these days, not for every one.")
NEITHER = N_("On more stressed days and on calmer ones you move about alike.")
A_FEW = N_("About %(more)s more check-ins could make it clear.")
ONE_MORE = N_("One more check-in could make it clear.")
MANY = N_("That may take many more check-ins. Some people move both ways, and that is an answer too.")
FIRST_TEN = N_("It needs about ten check-ins first, with stress and which way you moved.")
ON_DAYS = {
    True: N_("From %(days)s of the %(window)s days up to your last check-in."),
    False: N_("From one of the %(window)s days up to your last check-in."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one line says: the sentence, how sure it is."""

    title: Sentence
    how_sure: Sentence


def told(statement: Statement, to_go: int | None, checkins: int) -> Told:
    """Say one direction to the person whose it is."""
    return Told(say(TITLES[statement]), _how_sure(statement, to_go, checkins))


def _how_sure(statement: Statement, to_go: int | None, checkins: int) -> Sentence:
    if statement.startswith("usually"):
        return say(FIRM)
    if statement.startswith("perhaps"):
        return say(PROBABLY)
    if statement == "no clear direction":
        return say(NEITHER)
    if checkins < FEWEST_CHECKINS:
        return say(FIRST_TEN)
    if to_go is None or to_go >= FARTHEST:
        return say(MANY)
    return say(A_FEW, more=to_go) if to_go > 1 else say(ONE_MORE)


def on_days(days: int, window: int) -> Sentence:
    """Say how many days it comes from."""
    return say(ON_DAYS[days != 1], days=days, window=window)


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One direction as its owner showed it on a day: a copy that later check-ins do not touch."""

    statement: Statement
    slope: Slope
    days: int
    window: int
    since: date
    on: date

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        numbers = [self.slope.mean, self.slope.sd, self.slope.low80, self.slope.high80, self.slope.p_away]
        return {
            "statement": self.statement,
            "slope": numbers,
            "days": self.days,
            "window": self.window,
            "since": self.since.isoformat(),
            "on": self.on.isoformat(),
        }

    @staticmethod
    def from_json(values: dict[str, object]) -> "ShownResult":
        """Read what `as_json` wrote."""
        statement = next(word for word in STATEMENTS if word == values["statement"])
        numbers: list[float] = values["slope"]  # type: ignore[assignment]
        return ShownResult(
            statement,
            Slope(*numbers),
            int(values["days"]),  # type: ignore[call-overload]
            int(values["window"]),  # type: ignore[call-overload]
            date.fromisoformat(str(values["since"])),
            date.fromisoformat(str(values["on"])),
        )


def shown_result(answer: Answer, *, window: int, since: date, on: date) -> ShownResult:
    """Return the direction under own stress as it can be shown to the partner."""
    return ShownResult(answer.statement, answer.own_stress, answer.days, window, since, on)


def told_of(name: str, shown: ShownResult) -> Sentence:
    """Say to the partner what was shown."""
    return say(OF_THE_OTHER[shown.statement], name=name)
