"""Bring in a log: choose files, look at what would come in, bring it in, take it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.babylog.reading import KEPT, Reading, children_of
from nearward.domain.refused import Refused
from nearward.web.babylog import selectors, services
from nearward.web.babylog.forms import ChoicesForm, UploadForm, value_of
from nearward.web.babylog.models import Preview
from nearward.web.babylog.packing import Opened, left_out_of, unpack_files, unpack_left_out
from nearward.web.babylog.words import counts_of, files_seen, left_out_csv
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.models import Child
from nearward.web.ui.forms import refuse, status_of


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: FamilyRequest) -> HttpResponse:
    """Choose the files of a log; those that cannot be read are refused, the others are kept."""
    at, form = now(), UploadForm()
    child, kept = request.GET.get("child", ""), _kept(request)
    children = selectors.children_with_a_log(request.me)
    if request.method == "POST" and children:
        form = UploadForm(request.POST, request.FILES)
        uploaded = request.FILES.getlist("logs")
        if kept and not uploaded:
            return _to_preview(kept, child)
        good = form.open_files(uploaded) if form.is_valid() else []
        try:
            kept = services.keep_preview(me=request.me, files=good, earlier=kept, now=at) if good else kept
        except Refused as refusal:
            refuse(form, refusal, "logs")
        if kept and not form.errors:
            return _to_preview(kept, child)
    return _upload_screen(request, form, kept, children)


def _kept(request: FamilyRequest) -> Preview | None:
    """Return the files kept from an upload of which others were refused."""
    try:
        return selectors.preview_of(request.me, UUID(request.POST.get("kept", "")), now=now())
    except (ValueError, Http404):
        return None


def _to_preview(kept: Preview, child: str) -> HttpResponse:
    response = redirect("preview_log", preview_id=kept.pk)
    if child:
        response["Location"] += f"?child={UUID(child)}" if _is_uuid(child) else ""
    return response


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _upload_screen(
    request: FamilyRequest, form: UploadForm, kept: Preview | None, children: list[Child]
) -> HttpResponse:
    context = {
        "room": "nights", "form": form, "kept": kept, "children": children, "keeps": KEPT,
        "kept_files": unpack_files(kept.files) if kept else (),
        "imports": selectors.imports_of(request.me),
    }  # fmt: skip
    return render(request, "babylog/bring_in.html", context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: FamilyRequest, preview_id: UUID) -> HttpResponse:
    """Look at what would come in; change for whom and in which zone; then bring it in."""
    kept = selectors.preview_of(request.me, preview_id, now=now())
    files = unpack_files(kept.files)
    form = _choices_form(request, files)
    if not form.is_valid():
        return _preview_screen(request, kept, files, form)
    match request.POST.get("do"):
        case "rows":
            return _left_out_file(request, files, form)
        case "in" if form.cleaned_data["shown"] == form.mark():
            return _bring_in(request, kept, files, form)
        case "in":
            messages.info(request, _("You changed a choice. This is what would come in now."))
    return _preview_screen(request, kept, files, form)


def _choices_form(request: FamilyRequest, files: list[Opened]) -> ChoicesForm:
    children = selectors.children_with_a_log(request.me)
    if not children:
        raise Http404
    named = children_of(file.log for file in files)
    wanted = request.GET.get("child", "")
    child = next((one for one in children if str(one.pk) == wanted), children[0])
    found = named.find(child.name) if child.name else None
    start = {"child": str(child.pk), "who": value_of(found, named.listed()), "zone": request.me.family.zone}
    data = request.POST if request.method == "POST" else start
    return ChoicesForm(data, children=children, named=named.listed(), mine=start["zone"])


def _reading(files: list[Opened], form: ChoicesForm) -> Reading | None:
    if not form.is_valid():
        return None
    try:
        return services.look(files=files, chosen=form.chosen(), now=now())
    except Refused as refusal:
        refuse(form, refusal)
        return None


def _preview_screen(request: FamilyRequest, kept: Preview, files: list[Opened], form: ChoicesForm) -> HttpResponse:
    reading = _reading(files, form)
    context: dict[str, Any] = {
        "room": "nights", "form": form, "preview": kept, "reading": reading, "keeps": KEPT, "mark": form.mark(),
        "files": files_seen(reading) if reading else (),
        "new": len(reading.new) if reading else 0,
        "left_out": sum(len(file.skipped) for file in reading.files) if reading else 0,
        "child": form.children.get(str(form["child"].value())),
    }  # fmt: skip
    return render(request, "babylog/preview.html", context, status=status_of(form))


def _bring_in(request: FamilyRequest, kept: Preview, files: list[Opened], form: ChoicesForm) -> HttpResponse:
    chosen = form.chosen()
    try:
        brought = services.import_records(files=files, chosen=chosen, by=request.me, now=now())
    except Refused as refusal:
        refuse(form, refusal)
        return _preview_screen(request, kept, files, form)
    made = brought.made or selectors.latest_import(chosen.child, since=kept.made_at)  # the button pressed twice
    if made is None:
        return _preview_screen(request, kept, files, form)
    response = redirect("read_import", import_id=made.pk)
    response["Location"] += f"?preview={kept.pk}"
    return response


def _left_out_file(request: FamilyRequest, files: list[Opened], form: ChoicesForm) -> HttpResponse:
    reading = _reading(files, form)
    return _csv(left_out_csv(left_out_of(reading, files) if reading else []))


def _csv(text: str) -> HttpResponse:
    disposition = {"Content-Disposition": 'attachment; filename="left-out.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)


@partners_only
@require_safe
def read_import(request: FamilyRequest, import_id: UUID) -> HttpResponse:
    """Show what came in, what stayed out, and the way back."""
    made = selectors.import_seen_by(request.me, import_id)
    context = {
        "room": "nights",
        "made": made,
        "files": [counts_of(file) for file in made.files],
        "new": sum(file["new"] for file in made.files) if made.files else made.entries.count(),
        "left_out": sum(file["skipped"] for file in made.files),
        "next": _next_child(request, made.child),
        "preview": request.GET.get("preview", ""),
    }
    return render(request, "babylog/import.html", context)


def _next_child(request: FamilyRequest, done: Child) -> Child | None:
    """Return the other child the same files may be about, while they are still kept."""
    try:
        kept = selectors.preview_of(request.me, UUID(request.GET.get("preview", "")), now=now())
    except (ValueError, Http404):
        return None
    named = children_of(file.log for file in unpack_files(kept.files)).listed()
    others = [child for child in selectors.children_with_a_log(request.me) if child.pk != done.pk]
    return others[0] if len(named) > 1 and others else None


@partners_only
@require_safe
def left_out(request: FamilyRequest, import_id: UUID) -> HttpResponse:
    """Give the rows that did not come in, as a CSV file."""
    made = selectors.import_seen_by(request.me, import_id)
    return _csv(left_out_csv(unpack_left_out(made.left_out)))


@partners_only
@require_POST
def undo(request: FamilyRequest, import_id: UUID) -> HttpResponse:
    """Take an import back whole."""
    services.undo_import(me=request.me, made=selectors.import_seen_by(request.me, import_id), now=now())
    messages.success(request, _("It is taken back. Nothing of it is left here."))
    return redirect("bring_in_log")
