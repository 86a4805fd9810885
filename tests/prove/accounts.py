"""Many tries of one PIN at the same moment: only as many as the rate allows are looked at, on a real database."""

import threading
from concurrent.futures import ThreadPoolExecutor

from tests.prove import house
from tests.prove.registry import Figure, proof

AT_ONCE = 8


@proof("15 accounts", "0 PINs looked at beyond 5 in 5 minutes", (3, 60, 600), postgres=True)
def tries_at_once(count: int) -> Figure:
    """Try wrong PINs from several threads at one moment, and then the right one; count those looked at."""
    house.settle()
    from django.db import connection

    from nearward.domain.refused import Refused
    from nearward.web.people import pins

    looked_at, wrong = 0, 0
    start = threading.Barrier(AT_ONCE)

    def tell(person: object, pin: str) -> str:
        try:
            pins.check(person, pin)  # type: ignore[arg-type]
        except Refused as refusal:
            return str(refusal)
        return "open"

    def guess(person: object) -> bool:
        start.wait()
        try:
            return tell(person, "9713") == "That is not your PIN."
        finally:
            connection.close()

    for number in range(count):
        person = house.come_in(f"Ana{number}").person
        pins.set_pin(person=person, pin="2486")
        with ThreadPoolExecutor(AT_ONCE) as threads:
            told = list(threads.map(guess, [person] * AT_ONCE))
        looked_at += sum(told)
        wrong += sum(told) != 5 or not tell(person, "2486").startswith("Too many tries")
    said = f"{count * AT_ONCE} tries, {AT_ONCE} at a moment: {looked_at} looked at, {wrong} of {count} rounds wrong"
    return Figure(said, wrong == 0)
