"""Words: what is typed is heard in this one answer and is nowhere after it, nor in the log, nor behind the lock."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nearward.data.wording import heard
from nearward.domain.refused import Refused
from nearward.domain.wording.cards import SOFT, UNSURE, offered
from nearward.domain.wording.hearing import HARD, NONE, Heard
from nearward.domain.wording.helping import HELP, KEPT_NOTHING
from nearward.web.help.offline import ELSEWHERE
from nearward.web.help.views import lines_here
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.ui.forms import clean_text, refuse, status_of
from nearward.web.words.forms import WordsForm
from nearward.web.words.seeing import all_chips, card_seen, chips, known, side_of

NOT_IT = "not it"


@sensitive_post_parameters("text")
@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: FamilyRequest) -> HttpResponse:
    """Hear a sentence; or, without it, show the card behind a chip, or other chips."""
    if request.method == "POST" and "text" not in request.POST:
        return _card(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "side": side_of(form["side"].value())}
    if form.is_bound and form.is_valid():
        try:
            context |= _answer(request, heard(clean_text(form.cleaned_data["text"])), context["side"])
        except Refused as refusal:
            refuse(form, refusal)
    return render(request, "words/words.html", context, status=status_of(form))


def _answer(request: FamilyRequest, found: Heard, side: str) -> dict[str, Any]:
    """Return what answers a sentence. When danger is heard there is help alone, not even the sentence."""
    if found.safety == HARD:
        lines = lines_here(request)
        said = {"help_says": HELP, "kept": KEPT_NOTHING, "elsewhere": ELSEWHERE}
        return {"form": WordsForm(), "answered": True, **said, **lines}
    soft = SOFT if found.safety != NONE else ""
    if found.named:
        return {"seen": card_seen(found.named, side, {}, request.circle), "top": found.top, "named": True}
    chips_ = chips(found.top) if found.may_reword else []
    return {"soft": soft, "unsure": UNSURE[side], "chips": chips_, "top": found.top}


def _card(request: FamilyRequest) -> HttpResponse:
    side, top = side_of(request.POST.get("side", "")), known(request.POST.getlist("top"))
    pick = known([request.POST.get("pick", "")])
    context: dict[str, Any] = {"side": side, "top": top}
    if pick and request.POST.get("do") != NOT_IT:
        context |= {"seen": card_seen(pick[0], side, request.POST.dict(), request.circle)}
    elif pick:
        context |= {"chips": chips(offered(top, pick[0])), "top": offered(top, pick[0])}
    else:
        context |= {"all": all_chips()}
    return render(request, "words/words.html", {"form": WordsForm(), "answered": True, **context})
