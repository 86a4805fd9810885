"""The desk: who let this counselor in, and the pages of what they give."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.desk import selectors
from nearward.web.grants import selectors as grants
from nearward.web.grants import services as granting
from nearward.web.people.access import DeskRequest, counselors_only


@counselors_only
@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """Show who let this counselor in, family by family."""
    return render(request, "desk/desk.html", {"families": selectors.families_at(request.desk, now=now())})


@counselors_only
@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: DeskRequest, link: str) -> HttpResponse:
    """Take a partner's link. It gives nothing to read by itself."""
    counsel, error = grants.link_for(link, now=now()), ""
    if counsel is None:
        raise Http404
    if request.method == "POST":
        try:
            granting.take_link(counsel=counsel, desk=request.desk, now=now())
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("desk")
    context = {"counsel": counsel, "error": error}
    return render(request, "desk/let_in.html", context, status=422 if error else 200)
