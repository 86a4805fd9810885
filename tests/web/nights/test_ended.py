"""A plan that ended because someone in it left or erased everything: the others read one true sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from nearward.web.keeping.erasing import erase_person
from nearward.web.keeping.leaving import leave
from nearward.web.nights.models import PlannedNight
from tests.conftest import Cast
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, Phone, answer, page, plan, tonight

both, clock = test_nights.both, test_nights.clock
ENDED = "Tonight was planned with someone who is no longer here, so that plan has ended."


def erase(cast: Cast, who: str) -> None:
    erase_person(person=getattr(cast, who).person, now=EVENING)


def leaves(cast: Cast, who: str) -> None:
    leave(place=getattr(cast, who), now=EVENING)


@pytest.mark.parametrize("goes", [erase, leaves])
@pytest.mark.parametrize("who", ["bob", "gran"])
def test_the_others_do_not_lose_tonight_without_a_word(
    cast: Cast, both: tuple[Client, Client], phone: Phone, settings: object, tmp_path: Path,
    goes: Callable[[Cast, str], None], who: str,
) -> None:  # fmt: skip
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    every = {"evenings": [str(day) for day in range(7)], "start": "20:00", "end": "02:00"}
    if who == "gran":
        both[0].post(f"/nights/helpers/{cast.gran.pk}/", every)
    plan(both[0])
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    assert ENDED not in page(both[0]) + page(both[0], "/")
    goes(cast, who)
    alice = phone(cast.alice)
    assert ENDED in page(alice)
    assert ENDED in page(alice, "/")
    plan(alice)
    assert ENDED not in page(alice) + page(alice, "/")


def test_an_erased_person_leaves_no_hours_and_no_name_in_a_night(
    cast: Cast, both: tuple[Client, Client], settings: object, tmp_path: Path
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    plan(both[0])
    erase(cast, "bob")
    rows = PlannedNight.objects.all()
    assert {(*row.people,) for row in rows} == {(str(cast.alice.pk),)}
    assert all(row.plan == {} for row in rows)
