"""For each promise, faults this house could have: each is planted for a moment and must be caught where it says.

The leaks of `tests/house/leaks.py`, each caught by a test of its own, belong to promises 1 and 3.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator

PLANT = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Fault:
    """One fault: which promise it breaks, and the test (by its id) or the proof (by its name) that catches it."""

    promise: str
    sentence: str
    caught_by: str
    plant: PLANT

    @property
    def is_for_a_proof(self) -> bool:
        """Return whether a proof catches it, and not a test."""
        return "::" not in self.caught_by

    @property
    def test(self) -> str:
        """Return the test without its parameters."""
        return self.caught_by.partition("[")[0]

    @property
    def parameters(self) -> str:
        """Return the parameters it is to be run with, where that matters."""
        return self.caught_by.partition("[")[2].rstrip("]")

    @contextmanager
    def planted(self) -> "Iterator[None]":
        """Break the house while it lasts."""
        with self.plant():
            yield


FAULTS: dict[str, Fault] = {}


def fault(promise: str, sentence: str, caught_by: str) -> Callable[[PLANT], PLANT]:
    """Enter a fault."""

    def enter(plant: PLANT) -> PLANT:
        FAULTS[sentence] = Fault(promise, sentence, caught_by, plant)
        return plant

    return enter


def _both(*planted: AbstractContextManager[Any]) -> AbstractContextManager[Any]:
    stack = ExitStack()
    for one in planted:
        stack.enter_context(one)
    return stack


def _a_leak(sentence: str) -> PLANT:
    def plant() -> AbstractContextManager[Any]:
        from tests.house.leaks import LEAKS

        return LEAKS[sentence].plant()

    return plant


TWO_WORLDS = "tests/house/test_two_worlds.py::test_two_worlds_look_the_same_to_everyone_but_alice"
fault("1 two worlds", "Private check-ins are counted in a heading", f"{TWO_WORLDS}[0]")(
    _a_leak("a count of check-ins")
)
fault(
    "2 routes",
    "Another person's check-in answers 403, one that does not exist 404",
    "tests/house/test_matrix.py::test_somebody_elses_thing_answers_to_the_byte_as_one_that_does_not_exist",
)(_a_leak("403 where 404 belongs"))


@fault(
    "3 tests can fail",
    "A planted leak shows nothing",
    "tests/house/test_leaks.py::test_every_planted_leak_is_caught",
)
def _() -> AbstractContextManager[Any]:
    from tests.house.leaks import LEAKS

    name = "the stress itself"
    return patch.dict(LEAKS, {name: replace(LEAKS[name], plant=nullcontext)})


@fault(
    "4 screening",
    "Help waits until Mine is open again",
    "tests/web/screening/test_screening.py::test_help_does_not_wait_for_a_lock_or_a_session",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.screening.helping.hurts", lambda *_: False)


@fault(
    "5 leaving",
    "A mark stands on the other's Family page while one pauses",
    "tests/keeping/test_leaving.py::test_from_the_tap_on_nothing_new_reaches_the_other[pause-0]",
)
def _() -> AbstractContextManager[Any]:
    from nearward.web.people.models import Caregiver
    from tests.house.planting import answers

    def mark(_request: Any, response: Any) -> None:
        response.write(" " * Caregiver.objects.filter(paused=True).count())

    return answers(mark, "nearward.web.people.views.family")


@fault(
    "6 grants",
    "A desk goes on with the grants it read first",
    "tests/web/desk/test_reading.py::test_what_ended_between_two_requests_is_gone_at_the_second",
)
def _() -> AbstractContextManager[Any]:
    from nearward.web.desk import reading

    held, first = reading.grants.hold_grants, {}
    return patch.object(
        reading.grants, "hold_grants", lambda counsel, *, now: first.setdefault(counsel.pk, held(counsel, now=now))
    )


@fault("7 at rest", "A sealed text is bound to no person, field or row", "swapped_rows")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.core.vault.Place.bytes", lambda _place: b"anywhere")


@fault(
    "7 at rest",
    "What one shows lies readable in the database",
    "tests/web/mine/test_stress.py::test_what_is_shown_is_sealed_at_rest",
)
def _() -> AbstractContextManager[Any]:
    return _both(
        patch("nearward.web.core.vault.seal_text", lambda text, **_: text.encode()),
        patch("nearward.web.core.vault.open_text", lambda sealed, **_: bytes(sealed or b"").decode()),
    )


@fault(
    "8 sent once",
    "An ask sent twice is kept twice",
    "tests/web/test_asks.py::test_sending_the_same_ask_twice_makes_one",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.asks.services.once", lambda *, make, **_: make())


@fault(
    "9 durable",
    "A full disk is taken for any other failure",
    "tests/keeping/test_commands.py::test_a_full_disk_is_said_honestly_and_in_full",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.ui.views.FULL", ())


@fault(
    "10 restore",
    "A backup cut short passes for a whole one",
    "tests/keeping/test_sealing.py::test_a_backup_cut_anywhere_is_refused",
)
def _() -> AbstractContextManager[Any]:
    from nearward.web.keeping import stream

    return patch.object(stream, "_nonce", lambda number, _last: stream.struct.pack(">3xQB", number, 0))


ROWS = "tests/keeping/test_every_table.py::test_erasing_someone_changes_no_row_of_anyone_else"


@fault("11 gone", "Erasing takes the other's own places too", ROWS)
def _() -> AbstractContextManager[Any]:
    from nearward.web.own import erasing

    def of_both(place: Any) -> None:
        erasing.Draft.objects.filter(author__family=place.family_id).delete()

    return _also(erasing, of_both)


@fault("11 gone", "Erasing takes the other's wording of the four sentences too", ROWS)
def _() -> AbstractContextManager[Any]:
    from nearward.web.us import erasing

    def of_both(place: Any) -> None:
        erasing.Wording.objects.filter(author__family=place.family_id).delete()

    return _also(erasing, of_both)


@fault("11 gone", "Erasing empties a number both may see", ROWS)
def _() -> AbstractContextManager[Any]:
    from nearward.web.holding import erasing

    def of_both(place: Any) -> None:
        erasing.Responsibility.objects.filter(family=place.family_id).update(minutes=0)

    return _also(erasing, of_both)


@fault("11 gone", "Erasing signs the other out", ROWS)
def _() -> AbstractContextManager[Any]:
    from nearward.web.mine import erasing

    def of_both(place: Any) -> None:
        from django.contrib.sessions.models import Session

        Session.objects.all().delete()

    return _also(erasing, of_both)


def _also(module: Any, more: Callable[[Any], None]) -> AbstractContextManager[Any]:
    erase = module.erase_of

    def erase_of(place: Any) -> None:
        erase(place)
        more(place)

    return patch.object(module, "erase_of", erase_of)


@fault("11 gone", "What was deleted stays in the database's log", "deleted_texts")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.core.forget.empty_log", lambda: None)


@fault(
    "12 no third party",
    "A signal may be sent to any address",
    "tests/web/notify/test_phone.py::test_no_other_door_can_be_knocked_on[https://10.0.0.1/x]",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.notify.forms.allowed", lambda _endpoint: True)


@fault(
    "13 browser",
    "Pages may ask for camera and place",
    "tests/house/test_headers.py::test_a_missing_page_a_failure_and_a_stale_form_carry_them_too",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.core.middleware.POLICY", "payment=()")


@fault(
    "14 device",
    "Mine stays open all day",
    "tests/web/mine/test_lock.py::test_it_closes_five_minutes_after_its_last_use",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.people.lock.OPEN_SECONDS", 24 * 60 * 60)


@fault(
    "15 accounts",
    "Ended sessions keep their live line",
    "tests/web/people/test_hanging_up.py::test_lines_of_ended_sessions_are_hung_up[end_the_others]",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.core.live.hang_up", lambda _person: None)


@fault(
    "15 accounts",
    "A server key that was typed is taken",
    "tests/keeping/test_key_file.py::test_a_key_that_keeps_no_secret_is_refused",
)
def _() -> AbstractContextManager[Any]:
    return _both(
        patch("nearward.web.core.keys.TYPED", frozenset()), patch("nearward.web.core.keys.DISTINCT_AT_LEAST", 0)
    )


@fault(
    "16 no one connection",
    "A form that was refused keeps its room",
    "tests/live/test_slow_connections.py::test_what_was_refused_or_given_up_frees_its_room",
)
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.core.request_bodies.RequestBodies._let_go", lambda _self, _body: None)


@fault(
    "17 bad input",
    "A form fails on very long words",
    "tests/house/test_bad_input.py::test_no_form_fails_half_writes_or_forgets",
)
def _() -> AbstractContextManager[Any]:
    from django import forms

    full_clean = forms.Form.full_clean

    def fail(form: Any) -> None:
        if any(len(str(value)) > 2000 for value in form.data.values()):
            raise ValueError("too long")
        full_clean(form)

    return patch.object(forms.Form, "full_clean", fail)


@fault("19 plans", "A plan is said to lean to the other partner", "plans_and_their_reasons")
def _() -> AbstractContextManager[Any]:
    from nearward.domain.nights import reasons

    lean = reasons._lean

    def other_way(problem: Any, number: int, plan: Any) -> Any:
        names = [problem.people[at].name for at in problem.partners]
        for one in lean(problem, number, plan):
            other = names[1 - names.index(one.values["name"])]
            yield replace(one, values={**one.values, "name": other})

    return patch("nearward.domain.nights.reasons._lean", other_way)


@fault(
    "18 supply chain",
    "A package is installed without its hash",
    "tests/house/test_supply_chain.py::test_every_package_is_pinned_by_its_hash[requirements.lock]",
)
def _() -> AbstractContextManager[Any]:
    from pathlib import Path

    read = Path.read_text

    def without(file: Path, *args: Any, **kwargs: Any) -> str:
        held = read(file, *args, **kwargs)
        return f"{held}\nextra==1.0\n" if file.suffix == ".lock" else held

    return patch.object(Path, "read_text", without)
