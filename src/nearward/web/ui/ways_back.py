"""The way back to the night whose proposal led to a page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def night_named(request: HttpRequest) -> UUID | None:
    """Return the proposal that led here, as the address or the form names it."""
    try:
        return UUID(request.GET.get("night") or request.POST.get("night", ""))
    except ValueError:
        return None


def back_to_night(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Lead back to the night that led here, else to the page named."""
    night_id = night_named(request)
    return redirect("night", night_id=night_id) if night_id else redirect(otherwise)
