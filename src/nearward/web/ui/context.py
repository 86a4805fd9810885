"""What every page knows: its language and direction, its theme, and who is looking."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from nearward.domain.daytime import is_lamp_time
from nearward.web.core.clock import now

THEMES = ("auto", "day", "night")


def theme_of(request: HttpRequest) -> str:
    """Return `day`, `night` or `auto` (the system's choice): the switch first, then the lamp at night.

    A page that is always dim says so on its request.
    """
    if getattr(request, "always_dim", False):
        return "night"
    chosen = request.COOKIES.get("theme", "auto")
    if chosen in {"day", "night"}:
        return chosen
    zone = timezone.get_current_timezone()
    return "night" if getattr(request, "me", None) and is_lamp_time(now(), zone) else "auto"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the page's own facts for every template."""
    return {
        "page": {
            "language": get_language() or "en",
            "direction": "rtl" if get_language_bidi() else "ltr",
            "theme": theme_of(request),
        },
        "me": getattr(request, "me", None),
        "circle": getattr(request, "circle", None),
    }
