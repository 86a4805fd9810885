"""The parts of a page: what every template builds with. Each is shown on `/parts`."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nearward.domain.lean import Lean
from nearward.domain.needs import LEVEL_WORDS
from nearward.web.ui.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of our icons; decoration only, so hidden from screen readers."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308


@register.simple_tag
def send_key() -> SafeString:
    """Add the key that lets one submission be sent twice and taken once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())


@register.filter
def say(phrase: tuple[str, Mapping[str, str]]) -> str:
    """Translate a phrase of the domain and fill in its names."""
    text, names = phrase
    return _(text) % names


@register.filter
def tr(text: str) -> str:
    """Translate a constant of the domain."""
    return _(text) if text else ""


@register.inclusion_tag("ui/lean.html")
def lean(drawn: Lean) -> dict[str, Any]:
    """Draw the lean, with the same said in words for those who do not see it."""
    details = [_detail(names) for _kind, names in drawn.details]
    return {"lean": drawn, "details": details}


def _detail(names: Mapping[str, str]) -> str:
    needs = [_(word).lower() for word in names["needs"].split("|") if word]
    said = [", ".join(needs)] if needs else []
    if names["room"]:
        said.append(_("room: %(room)s") % {"room": _(names["room"])})
    return f"{names['name']}: {'; '.join(said)}." if said else ""


@register.inclusion_tag("ui/scale.html")
def scale(name: str, legend: str, low: str, high: str, value: int | None, hue: str = "a") -> dict[str, Any]:
    """Offer eleven stops, 0–10, as one slider without a value until it is touched."""
    return {
        "name": name, "legend": legend, "low": low, "high": high, "hue": hue,
        "stops": [(stop, value == stop) for stop in range(11)],
    }  # fmt: skip


@register.inclusion_tag("ui/dots.html")
def dots(
    name: str, label: str, value: int | None, words: Iterable[str] = LEVEL_WORDS, hue: str = "a"
) -> dict[str, Any]:
    """Offer the levels 0–4; the label itself is the zero."""
    levels = [(level, _(word), value == level) for level, word in enumerate(words)]
    return {"name": name, "label": label, "zero": levels[0], "levels": levels[1:], "hue": hue}


@register.simple_block_tag
def card(content: str, hue: str = "", label: str = "") -> SafeString:
    """Put content on a card; `hue` a or b marks whose words they are."""
    name = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<section class="card {}"{}>{}</section>', hue, name, mark_safe(content))  # noqa: S308


@register.inclusion_tag("ui/field.html")
def field(bound: Any, hint: str = "") -> dict[str, Any]:
    """Show one form field: label, control, hint, and its error in one sentence beside it."""
    return {"field": bound, "hint": hint}


@register.simple_tag
def errors(form: Any) -> SafeString:
    """Show what concerns the whole form, and errors of fields without a label; a field with one shows its own."""
    silent = [name for name in form.errors if name in form.fields and form.fields[name].label is None]
    said = dict.fromkeys([*form.non_field_errors(), *(error for name in silent for error in form.errors[name])])
    return format_html_join("", '<p class="error" role="alert">{}</p>', ((error,) for error in said))


@register.inclusion_tag("ui/rooms.html", takes_context=True)
def rooms(context: Mapping[str, Any], me: Any) -> dict[str, Any]:
    """Show the rooms this person may enter."""
    helper = me.role == "helper"
    doors = [("today", "today", _("Today")), ("nights", "nights", _("Nights"))]
    if not helper:
        doors.append(("mine", "mine", _("Mine")))
    doors.append(("family", "family", _("Family")))
    return {"doors": doors, "here": context.get("room", "")}
