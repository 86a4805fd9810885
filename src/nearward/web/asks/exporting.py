"""What a person takes along of asks: what they asked, what they answered, and what they gave."""

from typing import Any

from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver) -> dict[str, Any]:
    """Return this person's own words alone. When an ask fades or ends hangs on the other, so it is left out."""
    asks = Ask.objects.filter(asker=place).order_by("asked_at", "pk")
    answers = Answer.objects.filter(ask__asked=place).order_by("said_at", "pk")
    given = Given.objects.filter(giver=place).order_by("given_at", "pk")
    return {
        "asks": list(asks.values("asked_at", "need", "kind", "when", "words")),
        "answers": list(answers.values("said_at", "how", "at", "words")),
        "given": list(given.values("given_at", "how", "key", "words", "until", "ended_at")),
    }
