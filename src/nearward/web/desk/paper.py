"""The two weeks of a page of the desk on one sheet of paper, for the minutes before a session."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.web.core.pdf import Paper
from nearward.web.desk.reading import Page
from nearward.web.ui.words import translated

FEW = 4  # of what is said day by day: the sheet is one


def summary_of(page: Page, *, at: datetime, language: str) -> bytes:
    """Return it as a PDF."""
    paper = Paper(page.names, made_at=at, language=language)
    if page.until is None:
        paper.lead(_("Nothing is given to read now."))
        return paper.file()
    paper.lead(
        _("What was given, of the two weeks up to %(day)s. It may be read until %(until)s.")
        % {"day": date_format(page.on, "DATE_FORMAT"), "until": date_format(page.until, "DATE_FORMAT")}
    )
    firsts = [one.first for one in page.shown if one.first]
    if firsts:
        paper.first(firsts)
    for one in page.shown:
        paper.heading(translated(one.title))
        if one.in_words:
            paper.say(translated(one.in_words))
        for said in one.said[:FEW]:
            words = " ".join(said.words)
            paper.fact(said.head, words) if said.head and words else paper.say(said.head or words)
        if one.note:
            paper.lead(translated(one.note))
    return paper.file()
