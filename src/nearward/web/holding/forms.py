"""Forms of Holding."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.data.starters import kind_words
from nearward.domain.brain_dump import Suggested, suggested
from nearward.domain.holding import LONGEST_STANDARD, LONGEST_TITLE, MIND
from nearward.domain.labor import KINDS, MENTAL, MOST_MINUTES, PARENTING, TASTES
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.holding.models import Responsibility
from nearward.web.holding.saying import Facts
from nearward.web.holding.services import New
from nearward.web.people.models import Caregiver
from nearward.web.ui.forms import SentForm, clean_text
from nearward.web.ui.words import translated

A_TITLE = N_("Say in a few words what this is.")
A_KIND = N_("Choose one of the six kinds.")
MINUTES = N_("Say about how many minutes a week this takes.")


def kinds_for(*, grieves: bool) -> list[tuple[str, Any]]:
    """Return the kinds to choose from; after a loss without the one that names a baby's care."""
    return [(kind, translated(name)) for kind, name in KINDS.items() if not (grieves and kind == PARENTING)]


class DumpForm(SentForm):
    """Lines written down in one go; then, line by line, the kind and whether one holds it."""

    text = forms.CharField(
        label=_("One line for each thing"), strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Write one line for each thing.")},
    )  # fmt: skip

    lines: tuple[Suggested, ...] = ()

    def clean_text(self) -> str:
        """Keep the lines as typed, and read them."""
        text = clean_text(self.cleaned_data["text"])
        try:
            self.lines = suggested(text, kind_words())
        except Refused as refusal:
            raise forms.ValidationError(translated(refusal.args[0])) from None
        if not self.lines:
            raise forms.ValidationError(_("Write one line for each thing."))
        return text

    def rows(self) -> list[tuple[Suggested, str, bool]]:
        """Return each line with the kind it stands under now, and whether the writer holds it."""
        chosen, mine = self._sent("kind"), self._sent("mine")
        return [
            (line, chosen[at] if at < len(chosen) else line.kind or "", str(at) in mine)
            for at, line in enumerate(self.lines)
        ]

    def items(self, *, plain: bool) -> list[New]:
        """Return the lines as things to keep; after a loss what is written now is `plain`."""
        return [New(line.title, kind, mine=mine, plain=plain) for line, kind, mine in self.rows()]

    def _sent(self, name: str) -> list[str]:
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []


class ItemForm(forms.Form):
    """What is said of one item."""

    title = forms.CharField(
        label=_("What"), max_length=LONGEST_TITLE,
        error_messages={
            "required": _(A_TITLE),
            "max_length": _("Please keep this to 120 characters."),
        },
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), error_messages={"required": _(A_KIND), "invalid_choice": _(A_KIND)})
    standard = forms.CharField(
        label=_("Good enough means"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes a week, about"), min_value=0, max_value=MOST_MINUTES,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _(MINUTES)),
    )  # fmt: skip
    mental = forms.TypedChoiceField(
        label=_("On the mind"), coerce=int, choices=[(at, _(word)) for at, word in zip(MENTAL, MIND, strict=True)],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the five answers.")),
    )  # fmt: skip
    fixed_time = forms.TypedChoiceField(
        label=_("When"), coerce=lambda value: value == "fixed",
        choices=[("any", _("Any time")), ("fixed", _("At a set time"))],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the two.")),
    )  # fmt: skip
    taste = forms.TypedChoiceField(
        label=_("How you find it"), coerce=int, choices=[(at, _(word)) for at, word in TASTES.items()],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the three answers.")),
    )  # fmt: skip
    can = forms.MultipleChoiceField(
        label=_("Who could take this on"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the people who are here.")},
    )  # fmt: skip

    def __init__(
        self, data: Any, *, item: Responsibility, me: Caregiver, people: Iterable[Caregiver], grieves: bool
    ) -> None:
        self.people = {str(one.pk): one.name for one in people}
        initial = {
            "title": item.title, "kind": item.kind, "standard": item.standard, "minutes": item.minutes,
            "mental": item.mental, "fixed_time": "fixed" if item.fixed_time else "any",
            "taste": item.taste.get(str(me.pk), 0), "can": [one for one in self.people if one not in item.cannot],
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = kinds_for(grieves=grieves and item.kind != PARENTING)  # type: ignore[attr-defined]
        self.fields["can"].choices = list(self.people.items())  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Keep it on one line."""
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if not title:
            raise forms.ValidationError(_(A_TITLE))
        return title

    def clean_standard(self) -> str:
        """Keep it as typed."""
        words = clean_text(self.cleaned_data["standard"])
        if len(words) > LONGEST_STANDARD:
            raise forms.ValidationError(_("Please keep this to 400 characters."))
        return words

    def facts(self) -> Facts:
        """Return what was said, as the service takes it."""
        said = self.cleaned_data
        cannot = tuple(one for one in self.people if one not in said["can"])
        names = ("title", "kind", "standard", "minutes", "mental", "fixed_time", "taste")
        return Facts(**{name: said[name] for name in names}, cannot=cannot)


class OfferForm(SentForm):
    """To whom an item is offered, and whether that is to take it from them."""

    to = forms.UUIDField(
        error_messages=dict.fromkeys(("required", "invalid"), _("Choose someone to offer this to."))
    )
