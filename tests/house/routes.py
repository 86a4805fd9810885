"""The map of the house as the tests read it: every route, who may open it, and what the reference says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nearward.web.urls import urlpatterns

REFERENCE = Path(__file__).parents[2] / "docs/reference/routes.md"
WHO = ("anyone", "guest", "person", "caregiver", "partner", "mine", "counselor")

# Views of the sign-in library wear no mark of ours. `guest` pages send someone signed in to Today.
LIBRARY = {
    "account_login": "guest",
    "mfa_login_webauthn": "guest",
    "mfa_authenticate": "guest",
    "account_logout": "person",
    "account_reauthenticate": "person",
    "mfa_reauthenticate": "person",
    "mfa_reauthenticate_webauthn": "person",
    "account_change_password": "person",
    "mfa_index": "person",
    "mfa_list_webauthn": "person",
    "mfa_add_webauthn": "person",
    "mfa_remove_webauthn": "person",
    "mfa_edit_webauthn": "person",
    "mfa_activate_totp": "person",
    "mfa_deactivate_totp": "person",
    "mfa_view_recovery_codes": "person",
    "mfa_generate_recovery_codes": "person",
    "mfa_download_recovery_codes": "person",
}


@dataclass(frozen=True)
class Route:
    """One route of the map."""

    path: str
    name: str
    who: str

    @property
    def places(self) -> tuple[str, ...]:
        """Return the names of the ids and words in its address."""
        return tuple(re.findall(r"<(?:\w+:)?(\w+)>", self.path))


@dataclass(frozen=True)
class Documented:
    """One row of the reference."""

    path: str
    name: str
    who: str
    methods: tuple[str, ...]
    shows: str


def routes() -> Iterator[Route]:
    """Yield every route with its audience, "" when nobody classified it."""
    for pattern in urlpatterns:
        who = getattr(pattern.callback, "audience", None) or LIBRARY.get(pattern.name, "")
        yield Route(f"/{pattern.pattern}", pattern.name, who)


def documented() -> dict[str, Documented]:
    """Read the reference's table, by name of the route."""
    rows = {}
    for line in REFERENCE.read_text().splitlines():
        if line.startswith("| `/"):
            path, name, who, methods, shows = (cell.strip() for cell in line.strip("|").split("|"))
            rows[name.strip("`")] = Documented(path.strip("`"), name.strip("`"), who, tuple(methods.split()), shows)
    return rows
