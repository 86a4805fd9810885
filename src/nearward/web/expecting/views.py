"""Expecting: the way there, what each expects, a rehearsed night, and words to agree on before birth."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.core.drafts import Newer
from nearward.web.expecting import selectors, services
from nearward.web.expecting.forms import ExpectForm
from nearward.web.nights.services import rehearse_night
from nearward.web.people.access import FamilyRequest, mine_only, partners_only, unless_grieving
from nearward.web.together.models import Wording
from nearward.web.together.views import agree_on
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import is_quiet, kept, not_kept, with_both


@partners_only
@unless_grieving
@require_safe
def expecting(request: FamilyRequest) -> HttpResponse:
    """Show what can be done before birth; what both expect, once it opened; after birth, the way on."""
    circle = request.circle
    context = {
        "room": "us",
        "expects": circle.expects,
        "awaited": [child for child in circle.children if child.born_on is None],
        "sections": selectors.both_sides(circle),
    }
    return render(request, "expecting/expecting.html", context)


@mine_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def expect(request: FamilyRequest) -> HttpResponse:
    """Write what one expects, sealed; finish it or take that back; later, look back at one's own."""
    own = selectors.own_side(request.me, request.circle.partner)
    form, other = ExpectForm(initial={**own.words, "number": own.number, "key": uuid4()}), None
    if request.method == "POST":
        form = ExpectForm(request.POST)
        try:
            if done := _done(request, form):
                return done
        except Newer as newer:
            form, other = with_both(form, newer), selectors.titled(selectors.read(newer.text))
        except Refused as refusal:
            refuse(form, refusal)
        if is_quiet(request):
            return not_kept(form)
    context = {"own": own, "form": form, "other": other, "expects": request.circle.expects}
    return render(request, "expecting/expect.html", context, status=status_of(form))


def _done(request: FamilyRequest, form: ExpectForm) -> HttpResponse | None:
    """Do what was asked; None where the form was refused."""
    do = request.POST.get("do")
    if do == "back":
        services.take_back(me=request.me, now=now())
        return redirect("expect")
    if not form.is_valid():
        return None
    page = services.Page(form.words(), form.cleaned_data["number"], form.sent_key())
    if do == "finish":
        opened = services.finish(me=request.me, page=page, now=now())
        return redirect("expecting" if opened else "expect")
    number = services.write(me=request.me, page=page, now=now())
    if is_quiet(request):
        return kept(number)
    messages.success(request, _("Kept. Only you see it."))
    return redirect("expect")


@partners_only
@unless_grieving
@require_safe
def rehearse(request: FamilyRequest) -> HttpResponse:
    """Show a rehearsed night with a baby of two weeks; it is kept nowhere and nobody agrees to it."""
    if not request.circle.expects:
        return redirect("expecting")
    seen = rehearse_night(request.circle, now=now())
    context = {"room": "us", "seen": seen, "child": _("the baby")}
    return render(request, "expecting/night.html", context)


@partners_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def before_birth(request: FamilyRequest) -> HttpResponse:
    """Agree in words, before birth, on what matters to the two."""
    return agree_on(request, Wording.About.BIRTH, "expecting/words.html", "before_birth", {})
