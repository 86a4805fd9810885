"""Promise 2: what is not yours answers as what does not exist, and a forged form changes nothing."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.conftest import Figure
from tests.house.everyone import ROLES, Everyone, absent, settle
from tests.house.observing import Chance, Observer, first_difference, one_chance
from tests.house.routes import documented


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


def test_somebody_elses_thing_answers_to_the_byte_as_one_that_does_not_exist(
    everyone: Everyone, figure: Figure
) -> None:
    pairs, different = 0, []
    with time_machine.travel(datetime.now(UTC), tick=False), one_chance() as chance:
        for role in ROLES:
            observer = everyone.observer(role)
            for route in documented().values():
                for place in (name for name in everyone.whose if f"{name}>" in route.path):
                    if role in everyone.whose[place]:
                        continue
                    for method in ("GET", "POST"):
                        pairs += 1
                        theirs, nobodys = _both(observer, chance, everyone, route.path, place, method)
                        if theirs != nobodys:
                            different.append(f"{role} {method} {route.path}: {first_difference(theirs, nobodys)}")
    figure(f"2 foreign ids against absent ids: {pairs} pairs, {len(different)} different")
    assert not different, "\n".join(different)


def _both(
    observer: Observer, chance: Chance, everyone: Everyone, pattern: str, place: str, method: str
) -> tuple[bytes, bytes]:
    answers = []
    for filling in (everyone.ids[place], absent(place)):
        chance.step("the same for both")
        answer = observer.send(method, everyone.path(pattern, {place: filling}))
        answers.append(answer.raw().replace(str(filling).encode(), b"(that id)"))
    return answers[0], answers[1]


def test_a_form_without_this_sites_token_changes_nothing(everyone: Everyone) -> None:
    for role in ("alice", "gran", "nina", "anonymous"):
        observer = everyone.observer(role)
        observer.forms_are_trusted = False
        for route in documented().values():
            if "POST" in route.methods:
                answer = observer.send("POST", everyone.path(route.path))
                assert answer.status == 403, f"{role} {route.path}"
                assert b"Nothing was changed." in answer.body
