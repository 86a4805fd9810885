"""The form of expecting."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nearward.data.practices import expectations
from nearward.web.ui.forms import KeptForm, clean_text


class ExpectForm(KeptForm):
    """Who may hold what, and the nights; each may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, title in expectations().items():
            self.fields[name] = forms.CharField(
                label=_(title), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def words(self) -> dict[str, str]:
        """Return what was written."""
        return {name: clean_text(self.cleaned_data[name]) for name in expectations()}

    @property
    def parts(self) -> list[Any]:
        """Return the fields a person writes in."""
        return [self[name] for name in expectations()]
