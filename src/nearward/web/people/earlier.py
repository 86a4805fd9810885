"""Words that stood before others took their place, as both may read them: whose they were, and when."""

from dataclasses import dataclass
from datetime import datetime

from nearward.web.people.models import Caregiver


@dataclass(frozen=True)
class Earlier:
    """One earlier wording; `agreed`: both had agreed to it."""

    words: str
    by: Caregiver | None
    at: datetime
    agreed: bool = False
