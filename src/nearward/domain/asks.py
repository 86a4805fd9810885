"""Asks and answers: what is asked, what the other will read, who may answer, and when an ask fades."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.daytime import night_ends
from nearward.domain.needs import NEEDS
from nearward.domain.refused import Refused
from nearward.domain.words import N_

KINDS = ("with", "do", "take")
WHENS = ("now", "tonight", "week")
KIND_WORDS = {"with": N_("Be with me"), "do": N_("Do it for me"), "take": N_("Take it over")}
WHEN_WORDS = {"now": N_("Now"), "tonight": N_("Tonight"), "week": N_("This week")}
NEED_SENTENCES = {
    "recover": N_("I need to recover."),
    "reassurance": N_("I need reassurance."),
    "track": N_("I need someone else to keep track."),
    "hands": N_("I need a pair of hands."),
    "heard": N_("I need to be heard."),
    "sleep": N_("I need to sleep."),
    "calm": N_("I need us to calm down together."),
}
KIND_SENTENCES = {
    "with": N_("Be with me, no solutions."),
    "do": N_("Please do it for me."),
    "take": N_("Please take it over, all of it."),
}
WHEN_SENTENCES = {
    "now": N_("Now, if you can."),
    "tonight": N_("Tonight, if you can."),
    "week": N_("Some time this week."),
}
KIND_MEANING = {
    "with": N_("%(name)s asked for company, not a fix."),
    "do": N_("%(name)s asked you to do one thing. The rest stays where it is."),
    "take": N_("%(name)s asked you to take it over: noticing, planning and doing."),
}
WORDS_LONGEST = 500
NOW_LASTS = timedelta(hours=3)
WEEK_LASTS = timedelta(days=7)
PROMISE_REACH = timedelta(hours=24)
AFTER_PROMISE = timedelta(hours=1)


@dataclass(frozen=True)
class Ask:
    """One ask: a need, how help would feel, when, and own words in place of the first sentence."""

    need: str
    kind: str
    when: str
    words: str = ""


@dataclass(frozen=True)
class Opener:
    """A sentence that opens an ask with one tap."""

    key: str
    ask: Ask


OPENERS = (
    Opener("support", Ask("heard", "with", "now", N_("I need emotional support right now, not solutions."))),
    Opener("maxed", Ask("hands", "do", "now", N_("I'm maxed out. Can you help me?"))),
    Opener(
        "stretched",
        Ask("calm", "with", "tonight", N_("We're both stretched. Let's figure this out together.")),
    ),
    Opener("week", Ask("heard", "with", "week", N_("What's working and not working about how this week went?"))),
)


def accept_ask(ask: Ask) -> None:
    """Raise `Refused` unless the ask is one the other can read and answer."""
    if ask.need not in NEEDS:
        raise Refused(N_("Choose what you need."), field="need")
    if ask.kind not in KINDS:
        raise Refused(N_("Choose how help would feel."), field="kind")
    if ask.when not in WHENS:
        raise Refused(N_("Choose when."), field="when")
    if len(ask.words) > WORDS_LONGEST:
        raise Refused(N_("Own words hold up to 500 characters. Please shorten them."), field="words")


def sentences(ask: Ask) -> tuple[str, str, str]:
    """Return the three sentences the other will read: own words or the need, the kind, the time."""
    first = ask.words.strip() or NEED_SENTENCES[ask.need]
    kind = "" if ask.words in _SELF_EXPLAINED else KIND_SENTENCES[ask.kind]
    return first, kind, WHEN_SENTENCES[ask.when] if ask.words not in _SELF_TIMED else ""


def own_words(ask: Ask) -> str:
    """Return the words someone wrote themselves; a sentence offered by the house is none, and can be translated."""
    words = ask.words.strip()
    return "" if words in _SELF_EXPLAINED else words


_SELF_EXPLAINED = {opener.ask.words for opener in OPENERS}
_SELF_TIMED = {OPENERS[0].ask.words}


def fades_at(when: str, asked_at: datetime, zone: ZoneInfo) -> datetime:
    """Return when an unanswered ask fades: now after 3 h, tonight at 06:00, this week after 7 days."""
    match when:
        case "now":
            return asked_at + NOW_LASTS
        case "tonight":
            return night_ends(asked_at, zone)
        case _:
            return asked_at + WEEK_LASTS


def fades_after_sleep(fades: datetime, sleeps_until: datetime | None) -> datetime:
    """Return when an ask fades that waits for a sleeper: not before they have been up for an hour."""
    return fades if sleeps_until is None else max(fades, sleeps_until + AFTER_PROMISE)


@dataclass(frozen=True)
class Here:
    """“I'm here.”"""


@dataclass(frozen=True)
class At:
    """“At 18:30.”"""

    at: datetime


@dataclass(frozen=True)
class But:
    """“I can't, but…”: something must follow."""

    words: str


Answer = Here | At | But


def accept_answer(answer: Answer, *, when: str, now: datetime) -> None:
    """Raise `Refused` unless this answer may be given now to an ask for `when`."""
    reach = WEEK_LASTS if when == "week" else PROMISE_REACH
    match answer:
        case At(at=at) if not now < at <= now + reach:
            late = N_("Pick a time within the next seven days."), N_("Pick a time within the next day.")
            raise Refused(late[when != "week"], field="time")
        case But(words=words) if not words.strip():
            raise Refused(N_("Add what you can do instead, however small."), field="words")
        case But(words=words) if len(words) > WORDS_LONGEST:
            raise Refused(N_("Own words hold up to 500 characters. Please shorten them."), field="words")


def fades_after(answer: Answer, fades: datetime) -> datetime:
    """Return when an answered ask fades: one hour after a promised time, else as before."""
    return answer.at + AFTER_PROMISE if isinstance(answer, At) else fades
