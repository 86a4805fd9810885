"""Someone I trust: a name and a telephone number, for the moment it is needed."""

import re
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.words import N_

NAME_LONGEST, PHONE_LONGEST = 60, 30
PHONE = re.compile(r"\+?[0-9][0-9 ()/.\-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trusted:
    """Whom one would call, in one's own words, and where."""

    name: str
    phone: str

    @property
    def dial(self) -> str:
        """Return the number as a telephone takes it."""
        return re.sub(r"[^0-9+]", "", self.phone)


def accept_trusted(said: Trusted) -> Trusted:
    """Return it tidied, or raise `Refused` unless there is a name, and a number a telephone can call."""
    name, phone = " ".join(said.name.split()), " ".join(said.phone.split())
    if not 0 < len(name) <= NAME_LONGEST:
        raise Refused(N_("Whom would you call? A name of up to 60 characters."), field="name")
    if len(phone) > PHONE_LONGEST or not PHONE.fullmatch(phone) or sum(one.isdigit() for one in phone) < 3:
        raise Refused(N_("Give the number as you would dial it, such as +34 600 123 456."), field="phone")
    return Trusted(name, phone)
