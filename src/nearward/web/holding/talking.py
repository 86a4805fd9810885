"""A talk about what is held, one kind of labor at a time."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nearward.domain.holding import LONGEST_STANDARD
from nearward.domain.labor import KINDS, TASTES
from nearward.domain.refused import Refused
from nearward.domain.talk import TALKS, slug_of
from nearward.web.core.clock import now
from nearward.web.holding import saying, selectors
from nearward.web.holding.forms import kinds_for
from nearward.web.holding.models import Responsibility
from nearward.web.holding.seeing import item_seen
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.ui.forms import clean_text
from nearward.web.ui.words import translated


class StandardForm(forms.Form):
    """What good enough means, and how it read when this was typed."""

    standard = forms.CharField(
        label=_("Good enough means"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    read = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean_standard(self) -> str:
        """Keep it as typed."""
        words = clean_text(self.cleaned_data["standard"])
        if len(words) > LONGEST_STANDARD:
            raise forms.ValidationError(_("Please keep this to 400 characters."))
        return words

    def clean_read(self) -> str | None:
        """Return what stood there; None from a page that did not say."""
        return clean_text(self.cleaned_data["read"]) if "read" in self.data else None

    @property
    def waits(self) -> bool:
        """Whether other words were typed than those that stood there."""
        typed = "standard" in self.data
        return typed and (not self.is_valid() or self.cleaned_data["standard"] != self.cleaned_data["read"])


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


Typed = tuple[Responsibility, StandardForm]


def _talk_page(
    request: FamilyRequest, labor: str, typed: Typed | None = None, said: str = "", status: int = 200
) -> HttpResponse:
    """Show a talk; with words that are not kept yet still in their field, on a thing put away since too."""
    circle, at = request.circle, now()
    order = [kind for kind, _name in kinds_for(grieves=circle.grieves)]
    kind = next((kind for kind in order if slug_of(kind) == labor), None)
    if kind is None:
        raise Http404
    rows = [row for row in selectors.live_items(circle, now=at) if row.kind == kind]
    kept = {typed[0].pk: typed[1]} if typed and typed[1].waits else {}
    if typed and kept and typed[0] not in rows:
        rows.append(typed[0])
    offers = selectors.offers_of(circle, rows, now=at)
    following = order[(order.index(kind) + 1) % len(order)]
    context = {
        "room": "holding", "name": KINDS[kind], "talk": TALKS[kind], "labor": labor, "refusal": said,
        "rows": [(item_seen(row, circle, offers, at), kept.get(row.pk) or _form(row), _mine(row, request))
                 for row in rows],
        "tastes": TASTES.items(), "next": (slug_of(following), KINDS[following]),
    }  # fmt: skip
    return render(request, "holding/talk.html", context, status=status)


def _form(row: Responsibility, sent: QueryDict | None = None) -> StandardForm:
    return StandardForm(sent, initial={"standard": row.standard}, auto_id=f"%s-{row.pk}")


def _mine(row: Responsibility, request: FamilyRequest) -> int | None:
    taste: int | None = row.taste.get(str(request.me.pk))
    return taste


@partners_only
@require_POST
def say_of_item(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Keep what good enough means, or how one finds it, and go on with the talk."""
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    form, said = _form(row, request.POST), ""
    try:
        if "taste" in request.POST:
            _say_taste(request, row)
        elif form.is_valid():
            saying.put_in_words(
                item=row, me=request.me, standard=form.cleaned_data["standard"], read=form.cleaned_data["read"],
                now=now(),
            )  # fmt: skip
    except Refused as refusal:
        said = translated(refusal.args[0])
    labor = slug_of(row.kind)
    if said or not form.is_valid():
        return _talk_page(request, labor, (row, form), said, status=422)
    if "taste" in request.POST and form.waits:
        return _talk_page(request, labor, (row, form))
    return redirect("talk", labor)


def _say_taste(request: FamilyRequest, row: Responsibility) -> None:
    taste = TasteForm(request.POST)
    if not taste.is_valid():
        raise Refused(str(taste.errors["taste"][0]))
    saying.say_taste(item=row, me=request.me, taste=taste.cleaned_data["taste"], now=now())
