"""Erase everything of mine: one page that says what goes and what stays, one button."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nearward.web.core.clock import now
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.access import PersonRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    """Say what goes and what stays; on the second tap it is gone and the person is signed out."""
    if request.method != "POST":
        return render(request, "keeping/erase.html")
    erase_person(person=request.user, now=now())
    logout(request)
    request.me = request.circle = None  # type: ignore[attr-defined]
    response = render(request, "keeping/erased.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
