"""The parts of a page: what every template builds with. Each is shown on `/parts`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nearward.domain.care_picture import CarePicture
from nearward.domain.checkin import HOW_HARD, WHICH_WAY
from nearward.domain.direction.picture import SlopePicture
from nearward.domain.lean import Lean, Side
from nearward.domain.needs import LEVEL_WORDS, ROOM_WORDS
from nearward.domain.nights.picture import Block, NightPicture
from nearward.domain.normal_picture import NormalPicture
from nearward.domain.sentence import Sentence
from nearward.web.ui.icons import ICONS
from nearward.web.ui.words import needs_told, translated

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of our icons; decoration only, so hidden from screen readers."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308


@register.simple_tag
def back(name: str = "today", *args: Any) -> SafeString:
    """Lead back to a room, or to one of its pages, from a page that shows none."""
    to = reverse(name, args=args)
    return format_html('<a class="back" href="{}" aria-label="{}">{}</a>', to, _("Back"), icon("back"))


@register.simple_tag
def send_key() -> SafeString:
    """Add the key that lets one submission be sent twice and taken once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())


@register.filter
def tr(said: str | Sentence) -> str:
    """Translate a constant or a sentence of the domain."""
    return translated(said) if said else ""


@register.filter
def whole_day(day: date) -> str:
    """Write a day with its weekday: "Tuesday, 1 December"."""
    return f"{date_format(day, 'l')}, {date_format(day, 'MONTH_DAY_FORMAT')}"


@register.inclusion_tag("ui/care_picture.html")
def care_picture(drawn: CarePicture, said: Iterable[Sentence]) -> dict[str, Any]:
    """Draw longest sleep by age with the family's own nights over it, and the same in words."""
    return {"drawn": drawn, "said": " ".join(map(translated, said))}


@register.inclusion_tag("ui/slope.html")
def slope(drawn: SlopePicture, said: Sentence, hue: str = "both") -> dict[str, Any]:
    """Draw a direction from away to toward, with how sure it is, and the same in words."""
    return {"drawn": drawn, "said": said, "hue": hue}


@register.inclusion_tag("ui/normal_picture.html")
def normal_picture(drawn: NormalPicture, said: Iterable[Sentence], hue: str = "a") -> dict[str, Any]:
    """Draw hands-on hours by week with one's own need over them in one's own colour, and the same in words."""
    return {"drawn": drawn, "said": " ".join(map(translated, said)), "hue": hue}


@register.inclusion_tag("ui/lean.html")
def lean(drawn: Lean, key: str = "") -> dict[str, Any]:
    """Draw the lean, with the same said in words for those who do not see it; a key lets it move when renewed."""
    return {"lean": drawn, "key": key, "details": [_said(side) for side in drawn.said]}


def _said(side: Side) -> str:
    parts = [needs_told(side.strongest)] if side.strongest else []
    if side.room is not None:
        parts.append(_("room: %(room)s") % {"room": _(ROOM_WORDS[side.room])})
    return f"{side.name}: {'; '.join(parts)}." if parts else ""


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


@register.inclusion_tag("ui/night.html")
def night_picture(drawn: NightPicture, people: Sequence[Any], child: str, said: str) -> dict[str, Any]:
    """Draw a night: one track a caregiver, who has the baby, whose sleep is protected, feeds near."""
    blocks = [(block, people[block.person], _lines(block, child)) for block in drawn.blocks]
    return {"drawn": drawn, "said": said, "blocks": blocks, "heads": [(x, people[at]) for x, at in drawn.heads]}


LINE, INSIDE, SMALL = 15.0, 19.0, 11.5  # of text in a block


def _lines(block: Block, child: str) -> list[tuple[float, str]]:
    """Return as many lines of a block as fit into it."""
    if block.look == "feed":
        return [(block.y + SMALL, _("Feed %(time)s") % {"time": block.start})]
    if block.look == "rest":
        words = [_("Protected sleep"), f"{block.start}–{block.end}"]
    else:
        near = [_("feeds near") if len(block.feeds) > 1 else _("feed near"), *block.feeds] if block.feeds else []
        words = [_("With %(child)s") % {"child": child}, *near]
    room = int((block.height - 6) // LINE)
    return [(block.y + INSIDE + LINE * at, words[at]) for at in range(min(room, len(words)))]


@register.inclusion_tag("ui/hard.html")
def hard_moment() -> dict[str, Any]:
    """Offer one tap in a field of three by five: how hard it got, and which way one moved."""
    return {
        "rows": [
            (_(how), [(f"{stress}-{move}", f"{_(how)}, {_(way)}") for move, way in WHICH_WAY])
            for stress, how in HOW_HARD
        ]
    }


@register.inclusion_tag("ui/ring.html")
def ring(hues: Iterable[str], size: str = "") -> dict[str, Any]:
    """Draw who notices, plans and does something as three arcs, one full ring where it is one person."""
    three = tuple(hues)
    return {"hues": three, "whole": len(set(three)) == 1, "size": size}


@register.simple_block_tag
def card(content: str, hue: str = "", label: str = "") -> SafeString:
    """Put content on a card; `hue` a or b marks whose words they are."""
    name = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<section class="card {}"{}>{}</section>', hue, name, mark_safe(content))  # noqa: S308


@register.inclusion_tag("ui/field.html")
def field(bound: Any, hint: str = "") -> dict[str, Any]:
    """Show one form field: label, control, hint, and its error beside it; the control names both for a reader."""
    said = [f"{bound.auto_id}_hint"] if hint else []
    said += [f"{bound.auto_id}_error"] if bound.errors else []
    told = {"aria-describedby": " ".join(said)} if said and not bound.use_fieldset else {}
    return {"field": bound, "hint": hint, "control": bound.as_widget(attrs=told)}


@register.simple_tag
def errors_of(found: Iterable[str] | None, ident: str) -> SafeString:
    """Show the errors of a control drawn by hand, under the name by which `described` ties them to it, if any."""
    said = format_html_join("", '<p class="error" role="alert">{}</p>', ((error,) for error in found or ()))
    return format_html('<div id="{}_error">{}</div>', ident, said) if said and ident else said


@register.simple_tag
def described(found: Iterable[str] | None, ident: str) -> SafeString:
    """Tie a group drawn by hand to its errors, where it has any."""
    return format_html(' aria-describedby="{}_error"', ident) if found else SafeString("")


@register.simple_tag
def faulty(found: Iterable[str] | None, ident: str) -> SafeString:
    """Say of a control drawn by hand that it does not fit, and where that is told."""
    return format_html(' aria-invalid="true"{}', described(found, ident)) if found else SafeString("")


@register.simple_tag
def errors(form: Any) -> SafeString:
    """Show what concerns the whole form, and errors of fields without a label; a field with one shows its own."""
    fields = [(name, form.fields[name]) for name in form.errors if name in form.fields]
    silent = [name for name, field in fields if field.label is None or field.widget.is_hidden]
    said = dict.fromkeys([*form.non_field_errors(), *(error for name in silent for error in form.errors[name])])
    return format_html_join("", '<p class="error" role="alert">{}</p>', ((error,) for error in said))


@register.inclusion_tag("ui/rooms.html", takes_context=True)
def rooms(context: Mapping[str, Any], me: Any) -> dict[str, Any]:
    """Show the rooms this person may enter."""
    helper = me.role == "helper"
    doors = [("today", "today", _("Today"))]
    if not context["circle"].grieves:
        doors.append(("nights", "nights", _("Nights")))
    doors.append(("holding", "holding", _("Holding")))
    if helper:
        doors.append(("family", "family", _("Family")))
    else:
        doors += [("us", "us", _("Us")), ("mine", "mine", _("Mine"))]
    return {"doors": doors, "here": context.get("room", "")}
