"""A talk about what is held, one kind of labor at a time."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nearward.domain.holding import LONGEST_STANDARD
from nearward.domain.labor import KINDS, TASTES
from nearward.domain.refused import Refused
from nearward.domain.talk import TALKS, slug_of
from nearward.web.core.clock import now
from nearward.web.holding import selectors, services
from nearward.web.holding.forms import kinds_for
from nearward.web.holding.models import Responsibility
from nearward.web.holding.seeing import item_seen
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.ui.forms import clean_text
from nearward.web.ui.words import translated


class StandardForm(forms.Form):
    """What good enough means."""

    standard = forms.CharField(
        label=_("Good enough means"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_standard(self) -> str:
        """Keep it as typed."""
        words = clean_text(self.cleaned_data["standard"])
        if len(words) > LONGEST_STANDARD:
            raise forms.ValidationError(_("Please keep this to 400 characters."))
        return words


class TasteForm(forms.Form):
    """How one finds a thing."""

    taste = forms.TypedChoiceField(
        coerce=int, choices=[(at, at) for at in TASTES],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the three answers.")),
    )  # fmt: skip


@partners_only
@require_safe
def talks(request: FamilyRequest) -> HttpResponse:
    """Offer the kinds to talk about."""
    kinds = [(slug_of(kind), name, TALKS[kind].what) for kind, name in kinds_for(grieves=request.circle.grieves)]
    return render(request, "holding/talks.html", {"room": "holding", "kinds": kinds})


@partners_only
@require_safe
def talk(request: FamilyRequest, labor: str) -> HttpResponse:
    """Show one kind: what it is, what to ask each other, and what is held of it."""
    return _talk_page(request, labor)


def _talk_page(
    request: FamilyRequest, labor: str, refused: dict[UUID, StandardForm] | None = None, said: str = ""
) -> HttpResponse:
    circle, at = request.circle, now()
    order = [kind for kind, _name in kinds_for(grieves=circle.grieves)]
    kind = next((kind for kind in order if slug_of(kind) == labor), None)
    if kind is None:
        raise Http404
    rows = [row for row in selectors.live_items(circle, now=at) if row.kind == kind]
    offers = selectors.offers_of(circle, rows, now=at)
    following = order[(order.index(kind) + 1) % len(order)]
    context = {
        "room": "holding", "name": KINDS[kind], "talk": TALKS[kind], "labor": labor, "refusal": said,
        "rows": [(item_seen(row, circle, offers, at), _form(row, refused or {}), _mine(row, request))
                 for row in rows],
        "tastes": TASTES.items(), "next": (slug_of(following), KINDS[following]),
    }  # fmt: skip
    return render(request, "holding/talk.html", context, status=422 if said or refused else 200)


def _form(row: Responsibility, refused: dict[UUID, StandardForm]) -> StandardForm:
    auto = f"standard-{row.pk}"
    return refused.get(row.pk) or StandardForm(initial={"standard": row.standard}, auto_id=auto)


def _mine(row: Responsibility, request: FamilyRequest) -> int | None:
    taste: int | None = row.taste.get(str(request.me.pk))
    return taste


@partners_only
@require_POST
def say_of_item(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Keep what good enough means, or how one finds it, and go on with the talk."""
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    if "taste" in request.POST:
        taste = TasteForm(request.POST)
        if not taste.is_valid():
            return _talk_page(request, slug_of(row.kind), said=str(taste.errors["taste"][0]))
    else:
        form = StandardForm(request.POST, auto_id=f"standard-{row.pk}")
        if not form.is_valid():
            return _talk_page(request, slug_of(row.kind), {row.pk: form})
    try:
        if "taste" in request.POST:
            services.say_taste(item=row, me=request.me, taste=taste.cleaned_data["taste"], now=now())
        else:
            services.put_in_words(item=row, me=request.me, standard=form.cleaned_data["standard"], now=now())
    except Refused as refusal:
        return _talk_page(request, slug_of(row.kind), said=translated(refusal.args[0]))
    return redirect("talk", slug_of(row.kind))
