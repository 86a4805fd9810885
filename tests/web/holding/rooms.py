"""What the tests of Holding write down, and how they look at a page."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.test import Client

from nearward.domain.labor import HOUSEHOLD
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people.models import Caregiver

Phone = Callable[[Caregiver], Client]


def write_down(
    who: Caregiver,
    title: str = "Groceries",
    *,
    mine: bool = False,
    kind: str = HOUSEHOLD,
    at: datetime | None = None,
    minutes: int = 60,
    plain: bool = False,
) -> Responsibility:
    """Write one thing down as `who`."""
    new = services.New(title, kind, mine=mine, minutes=minutes, plain=plain)
    made = services.add(me=who, items=[new], key=uuid4(), now=at or now())
    return Responsibility.objects.get(pk=made)


def offered(item: Responsibility, by: Caregiver, to: Caregiver, *, takes: bool = False) -> UUID:
    """Offer an item, and return the offer."""
    return services.offer(item=item, me=by, to=to, takes=takes, key=uuid4(), now=now())


def answered(offer: UUID, who: Caregiver, *, yes: bool = True) -> None:
    """Answer an offer."""
    services.answer_offer(offer=Offer.objects.get(pk=offer), me=who, yes=yes, now=now())


def holders(item: Responsibility) -> list[str]:
    """Return who holds the three stages."""
    item.refresh_from_db()
    return [one.person.name if one else "" for one in (item.notice, item.plan, item.do)]


def words(client: Client, path: str = "/holding/", status: int = 200) -> str:
    """Return what is read on a page."""
    answer = client.get(path)
    assert answer.status_code == status
    main = re.split(r"<main[^>]*>", answer.content.decode())[-1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
