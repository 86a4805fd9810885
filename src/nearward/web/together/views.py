"""Words both agree on, one small thing a week, a time one keeps, and the answers to them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.domain import together as rules
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.selectors import today_of
from nearward.web.together import selectors, services
from nearward.web.together.forms import AnswerForm, SmallForm, TimeForm, WordingForm
from nearward.web.together.models import Plan, Wording
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.words import translated


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def our_words(request: FamilyRequest) -> HttpResponse:
    """Say the four sentences in the couple's own words: either proposes, the other agrees or leaves them."""
    return agree_on(request, Wording.About.FOUR, "together/words.html", "our_words", {"four": rules.FOUR})


def agree_on(request: FamilyRequest, about: str, template: str, here: str, more: dict[str, Any]) -> HttpResponse:
    """Show one agreement with its earlier wordings; take new words, or a yes to the ones that were read."""
    words = selectors.words_about(request.circle, about)
    start = words.latest or "\n".join(map(_, more.get("four", ())))
    form = WordingForm(request.POST or None, initial={"words": start, "seen": words.state.number})
    if request.method == "POST" and form.is_valid():
        if _agreed_on(request, about, form):
            return redirect(here)
        words = selectors.words_about(request.circle, about)
    context = {"room": "us", "words": words, "form": form, **more}
    return render(request, template, context, status=status_of(form))


def _agreed_on(request: FamilyRequest, about: str, form: WordingForm) -> bool:
    seen, said = form.cleaned_data["seen"], form.cleaned_data["words"]
    try:
        if request.POST.get("do") == "agree":
            services.agree_words(circle=request.circle, about=about, seen=seen, now=now())
        else:
            services.propose_words(circle=request.circle, about=about, words=said, seen=seen, now=now())
    except Refused as refusal:
        refuse(form, refusal)
        return False
    return True


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: FamilyRequest) -> HttpResponse:
    """Offer one small thing for a week, and see what was offered."""
    form = SmallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, words, weeks = (form.cleaned_data[one] for one in ("thing", "words", "weeks"))
        try:
            key = form.sent_key()
            ahead = int(weeks or 0)
            services.plan_small(circle=request.circle, name=name, words=words, weeks=ahead, key=key, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("together")
    return _together(request, form)


def _together(request: FamilyRequest, form: SmallForm | AnswerForm, answered: Plan | None = None) -> HttpResponse:
    small, _times = selectors.by_kind(selectors.planned(request.circle, now=now()))
    chosen = form["thing"].value() if isinstance(form, SmallForm) else ""
    context = {
        "room": "us",
        "form": form if isinstance(form, SmallForm) else SmallForm(),
        **_answer(form, answered, small),
        "plans": small,
        "offered": [(one.name, one.title, one.name == chosen) for one in selectors.small_offered(request.circle)],
    }
    return render(request, "together/together.html", context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def keep_time(request: FamilyRequest) -> HttpResponse:
    """Keep one time a week; with a baby to hold, ask the partner for that."""
    today = today_of(request.me, now=now())
    form = TimeForm(request.POST or None, today=today, holds=_asking(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_time(circle=request.circle, kept=form.kept(), key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("keep_time")
    return _times(request, form)


def _times(request: FamilyRequest, form: TimeForm | AnswerForm, answered: Plan | None = None) -> HttpResponse:
    _small, times = selectors.by_kind(selectors.planned(request.circle, now=now()))
    blank = TimeForm(today=today_of(request.me, now=now()), holds=_asking(request))
    context = {
        "room": "us",
        "form": form if isinstance(form, TimeForm) else blank,
        **_answer(form, answered, times),
        "plans": times,
        "own": any(one.mine for one in times),
        "asking": _asking(request),
    }
    return render(request, "together/time.html", context, status=status_of(form))


def _answer(form: Form, answered: Plan | None, seen: Iterable[selectors.Planned]) -> dict[str, Any]:
    """Return a blank answer for each plan, the refused one for its own; one whose plan is gone stands apart."""
    here = answered is not None and any(one.row.pk == answered.pk and one.may_answer for one in seen)
    at = answered.pk if answered is not None and here else None
    return {"blank": AnswerForm(), "answer": form, "answered": at, "stray": answered is not None and not here}


def _asking(request: FamilyRequest) -> str:
    """Return how the partner is asked for that time; "" where there is nobody to ask, or nobody to hold."""
    partner, home = request.circle.partner, [child for child in request.circle.children if child.born_on]
    if partner is None or not home:
        return ""
    child = home[0].name or _("the baby") if len(home) == 1 else _("the babies")
    return _("I’d like this time. Can you hold %(child)s then?") % {"child": child}


@partners_only
@require_POST
def answer_plan(request: FamilyRequest, plan_id: UUID) -> HttpResponse:
    """Answer a plan for oneself: yes, another time, or not."""
    row, form = selectors.plan_seen_by(request.circle, plan_id), AnswerForm(request.POST)
    if form.is_valid():
        how, words = form.cleaned_data["how"], form.cleaned_data["words"]
        try:
            services.answer_plan(row=row, by=request.me, how=how, words=words, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("together" if row.kind == rules.SMALL else "keep_time")
    return _together(request, form, row) if row.kind == rules.SMALL else _times(request, form, row)


@partners_only
@require_POST
def end_plan(request: FamilyRequest, plan_id: UUID) -> HttpResponse:
    """End a plan of one's own."""
    row = selectors.plan_seen_by(request.circle, plan_id)
    try:
        services.end_plan(row=row, by=request.me, now=now())
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
    else:
        messages.success(request, _("It has ended. Nothing is said about why."))
    return redirect("together" if row.kind == rules.SMALL else "keep_time")
