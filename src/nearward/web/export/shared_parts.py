"""The parts of the paper with one's own side of what two say to each other; the other's side is theirs."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.data.expecting import asked
from nearward.domain import asks, four, handover, space
from nearward.domain.expecting import WHO
from nearward.domain.repair import FEELINGS, STEPS
from nearward.domain.review import PARTS
from nearward.domain.words import N_
from nearward.web.core.pdf import Paper
from nearward.web.export.saying import joined, moment

MOSTLY = {**WHO, "other": N_("Mostly the other")}  # without a name: what the other is called is theirs to say
Rows = Sequence[dict[str, Any]]


def write(paper: Paper, place: dict[str, Any]) -> None:
    """Write one place's."""
    _weeks(paper, place["weeks"])
    _repairs(paper, place["repairs"])
    _asks(paper, place["asks"])
    _answers(paper, place["answers"])
    _given(paper, place["given"])
    _own_times(paper, place["own_times"])
    _us(paper, place["cycle"], place["four_sentences"])
    _expected(paper, place)
    _hours(paper, place["usual_hours"])


def _weeks(paper: Paper, weeks: Rows) -> None:
    if weeks:
        paper.heading(_("Your side of the weeks"))
    for one in weeks:
        for version in one["versions"]:
            paper.under(date_format(one["week"], "DATE_FORMAT"))
            if version["changed_at"]:
                paper.lead(_("Changed on %(moment)s") % {"moment": moment(version["changed_at"])})
            for part, words in version["words"].items():
                paper.fact(_(PARTS.get(part, part)), words)


def _repairs(paper: Paper, repairs: Rows) -> None:
    if repairs:
        paper.heading(_("Your side of repairs"))
    for one in repairs:
        paper.under(joined(one.get("about"), f"({moment(one['started_at'])})") if "about" in one else _("A repair"))
        steps = {step["step"]: step for step in one["steps"]}
        for key, title in STEPS.items():
            if key in steps:
                felt = ", ".join(_(FEELINGS[name]) for name in steps[key]["feelings"] if name in FEELINGS)
                paper.fact(_(title), ". ".join(filter(None, (felt, steps[key]["words"]))))
        for put in one["agreement_put"]:
            paper.fact(_("Words for the agreement"), put["words"])


def _asks(paper: Paper, rows: Rows) -> None:
    if rows:
        paper.heading(_("What you asked"))
    for row in rows:
        ask = asks.Ask(row["need"], row["kind"], row["when"], row["words"])
        paper.under(moment(row["asked_at"]))
        paper.say(joined(*(_(said) for said in asks.sentences(ask) if said)))


def _answers(paper: Paper, rows: Rows) -> None:
    if rows:
        paper.heading(_("What you answered"))
    for row in rows:
        paper.under(moment(row["said_at"]))
        match row["how"]:
            case "at":
                paper.say(_("At %(time)s.") % {"time": moment(row["at"])})
            case "but":
                paper.say(_("I can't, but: %(words)s") % {"words": row["words"]})
            case _:
                paper.say(_("I'm here."))


def _given(paper: Paper, rows: Rows) -> None:
    if rows:
        paper.heading(_("What you gave, and space you took"))
    usual = {"here": handover.HERE, "space": space.HOLDING}
    for row in rows:
        paper.under(moment(row["given_at"]))
        words = row["words"] or _(usual.get(row["how"]) or handover.HANDOVERS.get(row["key"], "") or "…")
        paper.say(words)
        if row["how"] != "here":
            paper.fact(_("Until"), moment(row["until"]))


def _own_times(paper: Paper, rows: Rows) -> None:
    if rows:
        paper.heading(_("Times of your own"))
    for row in rows:
        paper.under(f"{moment(row['from'])} – {moment(row['until'])}")
        paper.say(row["words"])


def _us(paper: Paper, cycle: dict[str, Any] | None, wordings: Rows) -> None:
    if cycle and cycle["words"]:
        paper.heading(_("Your words in the cycle"))
        paper.say(cycle["words"])
    if wordings:
        paper.heading(_("Your words for the four sentences"))
    for one in wordings:
        paper.under(moment(one["said_at"]))
        for own, usual in zip(one["lines"], four.FOUR, strict=True):
            paper.say(own or _(usual))


def _expected(paper: Paper, place: dict[str, Any]) -> None:
    if not any(place[name] for name in ("expected", "pattern_notes", "agreements_put")):
        return
    paper.heading(_("What you expected"))
    for side in place["expected"]:
        for kind in asked().kinds:
            if side.get(kind.key):
                paper.fact(_(kind.title), _(MOSTLY.get(side[kind.key], side[kind.key])))
        for part in asked().parts:
            paper.fact(_(part.title), side.get(part.key, ""))
    for note in place["pattern_notes"]:
        paper.fact(_("A note for yourself"), note)
    for put in place["agreements_put"]:
        paper.fact(_("Words for an agreement"), put["words"])


def _hours(paper: Paper, hours: dict[str, Any] | None) -> None:
    if hours is None:
        return
    paper.heading(_("Your usual nights"))
    paper.fact(_("To bed"), date_format(hours["bed"], "H:i"))
    paper.fact(_("Up"), date_format(hours["up"], "H:i"))
