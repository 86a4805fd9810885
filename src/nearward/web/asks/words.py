"""Asks, answers and hand-overs as the reader meets them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain import asks, handover, space
from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.asks.selectors import current_answer
from nearward.web.people.earlier import Earlier
from nearward.web.people.models import Caregiver


def what_is_read(ask: asks.Ask, language: str | None = None) -> str:
    """Return the whole sentence the other will read, in the reader's language: that of the request, or another."""
    with translation.override(language or translation.get_language()):
        return " ".join(_(sentence) for sentence in asks.sentences(ask) if sentence)


@dataclass(frozen=True)
class Theirs:
    """What a partner who reads another language will read, in it; whether own words stay as they are."""

    language: str
    sentence: str
    own_words: bool


def theirs(ask: asks.Ask, me: Caregiver, partner: Caregiver) -> Theirs | None:
    """Return what the partner reads where that is another language than one's own."""
    code = partner.person.language
    if code == me.person.language:
        return None
    return Theirs(dict(settings.LANGUAGES).get(code, code), what_is_read(ask, code), bool(asks.own_words(ask)))


def as_written(words: str, author: Caregiver, me: Caregiver) -> bool:
    """Whether these are someone's own words in another language than the reader's; they are not translated."""
    return bool(words) and author.person.language != me.person.language


def clock(at: datetime) -> str:
    """Return a time as people say it: 18:30, with the day when it is not today."""
    local, today = timezone.localtime(at), timezone.localdate()
    return date_format(local, "H:i") if local.date() == today else date_format(local, "D H:i")


def hour(at: datetime, zone: ZoneInfo) -> str:
    """Return a time of the night that is on now by the family's clock, without its day: 03:00."""
    return date_format(at.astimezone(zone), "H:i")


def answer_words(answer: Answer) -> str:
    """Return an answer as the asker reads it."""
    match answer.how:
        case "at":
            return _("At %(time)s.") % {"time": clock(answer.at or answer.said_at)}
        case "but":
            return _("I can't, but: %(words)s") % {"words": answer.words}
        case _:
            return _("I'm here.")


def answers_before(ask: Ask) -> list[Earlier]:
    """Return the answers that stood before the one that stands, newest first."""
    return [Earlier(answer_words(one), ask.asked, one.said_at) for one in list(ask.answers.all())[-2::-1]]


def given_words(given: Given) -> str:
    """Return a hand-over or "I'm here" as the other reads it."""
    if given.how == Given.How.HERE:
        return _(handover.HERE)
    if given.how == Given.How.SPACE:
        back = _("Back at %(time)s.") % {"time": clock(given.until)}
        return f"{given.words or _(space.HOLDING)} {back}"
    return given.words or _(handover.HANDOVERS.get(given.key, ""))


@dataclass(frozen=True)
class AskSeen:
    """One ask as one of the two sees it."""

    ask: Ask
    sentence: str
    mine: bool
    answer: str
    seen: int
    meaning: str
    as_written: bool


def ask_seen(ask: Ask, me: Caregiver) -> AskSeen:
    """Return the ask as `me` sees it."""
    answer = current_answer(ask)
    what = asks.Ask(ask.need, ask.kind, ask.when, ask.words)
    return AskSeen(
        ask=ask,
        sentence=what_is_read(what),
        mine=ask.asker_id == me.pk,
        answer=answer_words(answer) if answer else "",
        seen=answer.number if answer else 0,
        meaning=_(asks.KIND_MEANING[ask.kind]) % {"name": ask.asker.name},
        as_written=as_written(asks.own_words(what), ask.asker, me)
        or (answer is not None and as_written(answer.words, ask.asked, me)),
    )


@dataclass(frozen=True)
class GivenSeen:
    """One hand-over as one of the two sees it."""

    given: Given
    sentence: str
    mine: bool
    until: str
    over: bool = False
    as_written: bool = False
    baby: object = None


def given_seen(given: Given, me: Caregiver, *, now: datetime) -> GivenSeen:
    """Return what was given, as `me` sees it; `over` once its time has passed."""
    return GivenSeen(
        given, given_words(given), given.giver_id == me.pk, clock(given.until), given.until <= now,
        as_written(given.words, given.giver, me),
    )  # fmt: skip
