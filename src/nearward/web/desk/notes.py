"""A counselor's own notes: for their eyes alone."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.web.core.clock import now
from nearward.web.desk import services
from nearward.web.desk.forms import NoteForm
from nearward.web.desk.models import Note
from nearward.web.grants import selectors as grants
from nearward.web.people.access import DeskRequest, counselors_only
from nearward.web.people.models import Counselor
from nearward.web.people.selectors import wrapped_key
from nearward.web.ui.forms import SentForm, status_of
from nearward.web.ui.keeping import keep

MOST = 100


@dataclass(frozen=True)
class Opened:
    """A note, opened."""

    row: Note
    who: str
    words: str


def own_notes(desk: Counselor, about: UUID | None = None) -> list[Opened]:
    """Return one's own notes, newest first; bounded, in two queries."""
    rows = Note.objects.filter(counselor=desk)
    rows = rows.filter(about=about) if about else rows
    wrapped = wrapped_key(desk.pk)
    return [_opened(row, desk, wrapped) for row in rows.order_by("-day", "-pk")[:MOST]]


def _opened(row: Note, desk: Counselor, wrapped: bytes) -> Opened:
    said = json.loads(row.text(desk.pk, wrapped) or "{}")
    return Opened(row, said.get("who", ""), said.get("words", ""))


@counselors_only
@require_safe
def notes(request: DeskRequest) -> HttpResponse:
    """List one's own notes."""
    return render(request, "desk/notes.html", {"notes": own_notes(request.desk), "own": True})


@counselors_only
@require_POST
def start(request: DeskRequest, counsel_id: UUID | None = None) -> HttpResponse:
    """Begin a note, about someone who let this desk in or about nobody named, and go on to write it."""
    counsel = grants.counsel_at(request.desk, counsel_id) if counsel_id else None
    form = SentForm(request.POST)
    if not form.is_valid():
        return redirect("desk_notes")
    about, who = (counsel.pk, counsel.of.name) if counsel else (None, "")
    today = timezone.localdate(now())
    made = services.start_note(desk=request.desk, about=about, who=who, day=today, key=form.sent_key())
    return redirect("desk_note", made)


@counselors_only
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Write a note; it is kept as it is written."""
    row = get_object_or_404(Note, pk=note_id, counselor=request.desk)
    found = _opened(row, request.desk, wrapped_key(request.desk.pk))
    start: dict[str, Any] = {"who": found.who, "words": found.words, "number": row.number, "key": uuid4()}

    def write(form: NoteForm) -> int:
        who, words = form.said()
        return services.write_note(desk=request.desk, note=row, who=who, words=words, page=form.page())

    kept = keep(request, NoteForm(request.POST or None, initial=start), write, then="desk_notes")
    if kept.answer is not None:
        return kept.answer
    other = json.loads(kept.other).get("words", "") if kept.other else ""
    context = {"note": found, "form": kept.form, "other": other}
    return render(request, "desk/note.html", context, status=status_of(kept.form))


@counselors_only
@require_POST
def delete(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Delete a note of one's own."""
    services.delete_note(note=get_object_or_404(Note, pk=note_id, counselor=request.desk))
    return redirect("desk_notes")
