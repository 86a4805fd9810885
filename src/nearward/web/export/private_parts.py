"""The parts of the paper that nobody else ever saw: check-ins, forms, what one keeps, how one meets need."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.data.reflection import learned, situations
from nearward.domain.direction.telling import TITLES as TITLES_SHOWN
from nearward.domain.direction.telling import ShownResult
from nearward.domain.needs import LEVEL_WORDS, NEED_WORDS, ROOM_WORDS
from nearward.domain.own import PLACES
from nearward.domain.reflection import here
from nearward.domain.screening.fhir import Answered
from nearward.domain.screening.scoring import result
from nearward.web.core.pdf import Paper
from nearward.web.export.saying import joined, moment
from nearward.web.screening.words import TITLES


def forms(paper: Paper, kept: Sequence[Answered]) -> None:
    """Write each form with what was answered; of a licensed form the numbers alone."""
    if not kept:
        return
    paper.heading(_("Forms on how you are"))
    paper.lead(_("Each is a first look at some days. None is a diagnosis."))
    for one in kept:
        paper.under(f"{_(TITLES[one.form.key])}, {moment(one.at)}")
        for number, (item, chosen) in enumerate(zip(one.form.items, one.chosen, strict=True), start=1):
            option = item.options[chosen]
            paper.fact(item.text or str(number), option.text or str(option.score))
        total = {"name": one.form.name, "total": result(one.form, one.chosen).score, "highest": one.form.highest}
        paper.say(_("%(name)s adds up to %(total)s of %(highest)s.") % total)


def write(paper: Paper, place: dict[str, Any]) -> None:
    """Write one place's."""
    _check_ins(paper, place["check_ins"])
    _kept(paper, place["kept"])
    _reflection(paper, place["reflection"])
    if place["direction_shown"]:
        paper.heading(_("What you show of when stress rises"))
        paper.say(_(TITLES_SHOWN[ShownResult.from_json(place["direction_shown"]).statement]))
    if place["someone_trusted"]:
        paper.heading(_("Someone I trust"))
        paper.fact(place["someone_trusted"]["name"], place["someone_trusted"]["phone"])


def _check_ins(paper: Paper, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    paper.heading(_("Your check-ins"))
    paper.lead(_("Stress goes from 0 to 10. Which way you moved: 0 is away, 5 is neither, 10 is toward."))
    for row in rows:
        paper.under(_when(row["at"], row["zone"]))
        paper.say(joined(*_openly(row)))
        paper.say(joined(*_privately(row)))
        paper.say(row["note"])


def _when(at: datetime, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT")


def _openly(row: dict[str, Any]) -> list[str]:
    said = [
        f"{_(NEED_WORDS[need])}: {_(LEVEL_WORDS[level])}."
        for need, level in row["need"].items() if level and need in NEED_WORDS
    ]  # fmt: skip
    if row["room"] is not None:
        said.append(f"{_('Room to give')}: {_(ROOM_WORDS[row['room']])}.")
    return said


def _privately(row: dict[str, Any]) -> list[str]:
    said = [_("It got hard.")] if row["after_something_hard"] else []
    if row["stress"] is not None:
        said.append(f"{_('Stress')}: {row['stress']}.")
    if row["move"] is not None:
        said.append(f"{_('Which way did I move?')} {row['move']}.")
    if row["longest_sleep_minutes"] is not None:
        hours, minutes = divmod(row["longest_sleep_minutes"], 60)
        said.append(f"{_('Longest sleep')}: {hours}:{minutes:02} h.")
    return said


def _kept(paper: Paper, kept: dict[str, str]) -> None:
    if not any(kept.values()):
        return
    paper.heading(_("What I keep"))
    for key, title in PLACES.items():
        if kept.get(key):
            paper.under(_(title))
            paper.say(kept[key])


def _reflection(paper: Paper, said: dict[str, Any]) -> None:
    answers, where = said["situations"], said["learned"]
    if not any(answers.values()) and not any(where.values()):
        return
    paper.heading(_("How I meet need"))
    for one in situations():
        if answers.get(one.key):
            paper.under(_(one.said))
            paper.say(joined(*(_(sentence) for sentence in here(answers[one.key]))))
    if any(where.values()):
        paper.under(_("Where you learned it"))
        paper.say(joined(*(_(learned()[key]) for key in where.get("places", ()) if key in learned())))
        paper.say(where.get("words", ""))
