"""Forms of bringing in a log: the files, then who it is about and where its clock stood."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nearward.domain.babylog.children import LogChild
from nearward.domain.babylog.text import (
    MAX_BYTES,
    MAX_LINES,
    line_count,
    plain,
    too_large,
    too_many_lines,
)
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_
from nearward.web.babylog.packing import Opened, opened
from nearward.web.babylog.services import Chosen
from nearward.web.people.models import Child
from nearward.web.people.places_on_earth import zone_choices
from nearward.web.ui.forms import refuse

NAME_SHOWN = 80
TOGETHER = N_("Together these files are larger than %(limit)s MB, far more than a baby's log. None of it was read.")


class ManyFiles(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """One or several CSV files. Sizes are checked before anything is read."""

    logs = forms.Field(
        label=_("CSV files"), required=False,
        widget=ManyFiles(attrs={"accept": ".csv,text/csv", "multiple": True}),
    )  # fmt: skip

    def open_files(self, uploaded: Sequence["UploadedFile[Any]"]) -> list[Opened]:
        """Return the files that could be opened; each of the others leaves one sentence by the field."""
        if not uploaded:
            self.add_error("logs", _("Choose one or more CSV files."))
        if sum(file.size or 0 for file in uploaded) > MAX_BYTES and len(uploaded) > 1:
            refuse(self, Refused(say(TOGETHER, limit=MAX_BYTES // 1_000_000)), "logs")
            return []
        good, lines = [], 0
        for file in uploaded:
            try:
                name, content = _read(file)
                lines += line_count(content)
                if lines > MAX_LINES:
                    raise Refused(too_many_lines(name))
                good.append(opened(name, content))
            except Refused as refusal:
                refuse(self, refusal, "logs")
        return good


def _read(file: "UploadedFile[Any]") -> tuple[str, bytes]:
    name = plain(file.name or "", NAME_SHOWN)
    if (file.size or 0) > MAX_BYTES:
        raise Refused(too_large(name))
    return name, file.read(MAX_BYTES + 1)


class ChoicesForm(forms.Form):
    """Which child of ours, which child of the log, and the zone its times are in."""

    child = forms.ChoiceField(
        label=_("This log is for"),
        error_messages={
            "required": _("Choose one of your children."),
            "invalid_choice": _("Choose one of your children."),
        },
    )
    who = forms.ChoiceField(
        label=_("In the log this is"), required=False,
        error_messages={"invalid_choice": _("Choose one of the children in the log.")},
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=_("Its times are in"),
        error_messages={
            "required": _("Choose a time zone from the list."),
            "invalid_choice": _("Choose a time zone from the list."),
        },
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, str], *, children: Sequence[Child], named: Sequence[LogChild], mine: str
    ) -> None:
        super().__init__(data)
        self.children = {str(child.pk): child for child in children}
        self._offer("child", [(pk, child.name or str(_("Baby"))) for pk, child in self.children.items()])
        self._offer("who", [(value_of(child, named), child.label) for child in named] or [("", "")])
        known = zone_choices()
        self._offer("zone", known if mine in dict(known) else [(mine, mine), *known])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        if len(choices) < 2:
            field.widget = forms.HiddenInput()
        field.choices = choices

    def chosen(self) -> Chosen:
        """Return what was decided."""
        kept = self.cleaned_data
        return Chosen(self.children[kept["child"]], ZoneInfo(kept["zone"]), kept["who"])

    def mark(self) -> str:
        """Return these choices as one text, to tell whether they were changed since the page was shown."""
        return "|".join(str(self[name].value() or "") for name in ("child", "who", "zone"))


def value_of(child: LogChild | None, named: Sequence[LogChild]) -> str:
    """Return what stands for a child of the log: its id, or its name where two share an id; else the first."""
    if child is None:
        return value_of(named[0], named) if named else ""
    ids = [other.named.id for other in named]
    return child.named.id if child.named.id and ids.count(child.named.id) == 1 else child.named.name
