"""Everything of one person's as a paper to read: first help where it is needed, then part by part."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nearward.domain.screening.fhir import Answered
from nearward.web.core.pdf import Paper
from nearward.web.export import private_parts, shared_parts
from nearward.web.export.saying import day
from nearward.web.screening.exporting import help_comes_first
from nearward.web.ui.words import translated


def written(everything: dict[str, Any], forms: Sequence[Answered], help_: dict[str, Any]) -> bytes:
    """Return the paper as a PDF."""
    paper = Paper(
        _("What is yours in Nearward"), made_at=everything["made_at"], language=get_language() or "en"
    )  # fmt: skip
    if help_comes_first(forms):
        paper.first(_help_lines(help_))
    _about(paper, everything)
    private_parts.forms(paper, forms)
    several = len(everything["places"]) > 1
    for place in everything["places"]:
        if several:
            paper.heading(_("Your place since %(day)s") % {"day": day(place["since"])})
        private_parts.write(paper, place)
        shared_parts.write(paper, place)
    _babies(paper, everything["babies"])
    return paper.file()


def _about(paper: Paper, everything: dict[str, Any]) -> None:
    person = everything["person"]
    paper.lead(
        _("Made for %(name)s on %(day)s. It holds your own words and choices, and nobody else's. Whoever holds "
          "this paper can read it.") % {"name": person["name"], "day": day(everything["made_at"])}
    )  # fmt: skip
    paper.lead(
        _("What you decide together, such as plans and what is held, is not one person's own and stays there.")
    )
    paper.fact(_("Sign-in name"), person["sign_in_name"])
    paper.fact(_("Language"), person["language"])
    paper.fact(_("Time zone"), person["zone"])
    paper.fact(_("Country"), person["country"])


def _help_lines(shown: dict[str, Any]) -> list[str]:
    """Return what comes first: the same words and numbers as in the app."""
    first, *words = (translated(one) for one in shown["words"])
    urgent, trusted = shown["urgent"], shown["trusted"]
    numbers = [f"{line.name}: {line.number}" for line in (*urgent.emergency, *urgent.crisis)]
    if not urgent.emergency:
        numbers.insert(0, _("112 works in most of Europe and on most mobile phones; 911 in North America."))
    if not urgent.crisis:
        numbers.append(_("Ask your midwife or doctor, at any hour."))
    if trusted:
        numbers.append(
            _("Call %(name)s: %(number)s") % {"name": trusted.name, "number": trusted.phone}
        )  # fmt: skip
    return [first, *numbers, *words]


def _babies(paper: Paper, babies: Sequence[dict[str, Any]]) -> None:
    """Write the dates alone; a log is long, and lies in the JSON file."""
    if not babies:
        return
    paper.heading(_("Dates you both entered"))
    for baby in babies:
        if baby["name"]:
            paper.under(baby["name"])
        for title, name in ((_("Expected"), "due_on"), (_("Born"), "born_on")):
            if baby[name]:
                paper.fact(title, date_format(baby[name], "DATE_FORMAT"))
    if any(baby["log"] for baby in babies):
        paper.lead(_("The log is in the JSON file."))
