"""The two weeks of a page of the desk on one sheet of paper, for the minutes before a session."""

from datetime import datetime
from textwrap import shorten

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.web.core.pdf import Paper
from nearward.web.desk.readers import Shown
from nearward.web.desk.reading import Page
from nearward.web.ui.words import translated

# How many characters of each thing said, how many things of each class, and how small: the most that fits.
FITS = ((2000, 8, 1.0), (600, 5, 0.9), (300, 4, 0.85), (160, 3, 0.85), (100, 2, 0.8))


def summary_of(page: Page, *, at: datetime, language: str) -> bytes:
    """Return it as a PDF of one sheet; where not all of it fits, the sheet says so."""
    *longer, shortest = FITS
    for longest, few, scale in longer:
        paper = _sheet(page, longest, few, scale, at=at, language=language)
        if paper.is_one_sheet:
            return paper.file()
        paper.throw_away()
    return _sheet(page, *shortest, at=at, language=language).file()


def _sheet(page: Page, longest: int, few: int, scale: float, *, at: datetime, language: str) -> Paper:
    paper = Paper(page.names, made_at=at, language=language, scale=scale)
    if page.untold:
        paper.first([translated(one) for one in page.untold])
    if page.until is None:
        paper.lead(_("Nothing is given to read now."))
        return paper
    paper.lead(
        _("What was given, of the two weeks up to %(day)s. It may be read until %(until)s.")
        % {"day": date_format(page.on, "DATE_FORMAT"), "until": date_format(page.until, "DATE_FORMAT")}
    )
    if any(_is_cut(one, longest, few) for one in page.shown):
        paper.lead(_("Shortened to fit one sheet. All of it stands on the page at the desk."))
    firsts = [one.first for one in page.shown if one.first]
    if firsts:
        paper.first(firsts)
    for one in page.shown:
        _write(paper, one, longest, few)
    return paper


def _write(paper: Paper, one: Shown, longest: int, few: int) -> None:
    paper.heading(translated(one.title))
    if one.in_words:
        paper.say(translated(one.in_words))
    for said in one.said[:few]:
        words = shorten(" ".join(said.words), longest, placeholder=" …")
        paper.fact(said.head, words) if said.head and words else paper.say(said.head or words)
    if one.note:
        paper.lead(translated(one.note))


def _is_cut(one: Shown, longest: int, few: int) -> bool:
    return len(one.said) > few or any(len(" ".join(said.words)) > longest for said in one.said)
