"""The page of one's own files, and the three files. Nothing tells anyone that they were made."""

import json
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nearward.domain.screening.fhir import bundle
from nearward.web.core.clock import now
from nearward.web.export.everything import everything_of, plain
from nearward.web.export.paper import written
from nearward.web.export.selectors import forms_of
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.screening.helping import help_context

FILES = {
    "everything": ("nearward.json", "application/json"),
    "paper": ("nearward.pdf", "application/pdf"),
    "forms": ("nearward-forms.json", "application/fhir+json"),
}


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: FamilyRequest) -> HttpResponse:
    """Say what each file holds; sent, give the one that was asked for. It comes by POST, so no cache keeps it."""
    name, kind = FILES.get(request.POST.get("file", ""), ("", ""))
    if not name:
        unknown = request.method == "POST"
        context = {"room": "mine", "unknown": unknown}
        return render(request, "export/export.html", context, status=422 if unknown else 200)
    response = HttpResponse(_file(request, name), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(request: FamilyRequest, name: str) -> bytes:
    at = now()
    if name == FILES["forms"][0]:
        return _written(bundle(forms_of(request.user), key=uuid4(), at=at))
    everything = everything_of(request.user, request.circle, now=at)
    if name == FILES["everything"][0]:
        return _written(plain(everything))
    return written(everything, forms_of(request.user), help_context(request))


def _written(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1).encode()
