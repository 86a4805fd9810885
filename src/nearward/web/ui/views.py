"""Pages of the house itself."""

import errno
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from nearward.web.people.access import open_to_all
from nearward.web.ui.context import THEMES
from nearward.web.ui.showcase import RINGS, cares, leans, weeks


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Switch this device between day, night and the system's choice."""
    back = request.POST.get("next", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "/")
    chosen = request.POST.get("theme", "")
    response.set_cookie(
        "theme", chosen if chosen in THEMES else "auto",
        max_age=31_536_000, samesite="Lax", secure=request.is_secure(), httponly=True,
    )  # fmt: skip
    return response


@open_to_all
@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Show every part of the look, with made-up words, in both themes."""
    parts = {"leans": leans(), "cares": cares(), "weeks": weeks(), "rings": RINGS}
    return render(request, "ui/parts.html", parts)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old to be trusted, and that nothing was changed."""
    return render(request, "ui/stale.html", {"back": request.path}, status=403)


FULL = ("disk is full", "disk I/O error", "No space left", "could not extend file")


def failed(request: HttpRequest) -> HttpResponse:
    """Say honestly that the server failed, and what is safe; asks neither session nor database."""
    full = _disk_is_full(sys.exc_info()[1])
    response = render(request, "ui/failed.html", {"full": full}, status=507 if full else 500)
    if full:
        response.headers["Retry-After"] = "60"
    return response


def _disk_is_full(error: BaseException | None) -> bool:
    if isinstance(error, OperationalError):
        return any(words in str(error) for words in FULL)
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
