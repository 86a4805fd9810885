"""A real database file: whatever two phones do at the same moment, one thing happens and the other is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = """
import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4
from nearward.cli.running import setup
setup()
from django.core.management import call_command
from django.db import connection
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people.models import Caregiver, Family, Person
call_command("migrate", verbosity=0)
family = Family.objects.create(created_at=now())

def come_in(name, role="partner", seat=0):
    person = Person.objects.create(sign_in_name=name, name=name)
    return Caregiver.objects.create(family=family, person=person, role=role, seat=seat, joined_at=now())

alice, bob, gran = come_in("alice"), come_in("bob", seat=1), come_in("gran", role="helper")

def write_down(mine=True):
    new = services.New("Groceries", "tracking", mine=mine)
    return Responsibility.objects.get(pk=services.add(me=alice, items=[new], key=uuid4(), now=now()))

def at_once(*acts):
    start = threading.Barrier(len(acts))
    def run(act):
        start.wait()
        try:
            act()
            return "done"
        except Refused:
            return "refused"
        finally:
            connection.close()
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))

def offer(item, to):
    return lambda: services.offer(item=item, me=alice, to=to, takes=False, key=uuid4(), now=now())

def holders(item):
    item.refresh_from_db()
    return {item.notice_id, item.plan_id, item.do_id}
"""
OFFERS = """
for _ in range(5):
    item = write_down()
    assert at_once(offer(item, bob), offer(item, gran)) == ["done", "refused"]
    assert item.offers.filter(ended_at=None).count() == 1
print("one offer")
"""
TAKES = """
def take(item, who):
    return lambda: services.take(item=item, me=who, stage="whole", now=now())

for _ in range(5):
    item = write_down(mine=False)
    assert at_once(take(item, alice), take(item, bob)) == ["done", "refused"]
    assert holders(item) in ({alice.pk}, {bob.pk})
print("one holder")
"""
ANSWERS = """
for _ in range(5):
    item = write_down()
    made = Offer.objects.get(pk=offer(item, bob)())
    yes = lambda: services.answer_offer(offer=made, me=bob, yes=True, now=now())
    back = lambda: services.take_back(offer=made, me=alice, now=now())
    outcome = at_once(yes, yes, back)
    made.refresh_from_db()
    assert made.ended_how in {"yes", "taken back"}
    assert holders(item) == ({bob.pk} if made.ended_how == "yes" else {alice.pk}), outcome
print("one answer")
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"NEARWARD_DATA": str(folder), "NEARWARD_DATABASE_URL": ""}
    code = [sys.executable, "-c", SETUP + script]
    return subprocess.run(code, capture_output=True, text=True, check=False, env=env, cwd=Path.cwd())


@pytest.mark.proved
def test_of_two_offers_at_once_one_stands(tmp_path: Path) -> None:
    done = run(OFFERS, tmp_path)
    assert done.stdout == "one offer\n", done.stderr


@pytest.mark.proved
def test_of_two_who_take_an_open_thing_at_once_one_holds_it_whole(tmp_path: Path) -> None:
    done = run(TAKES, tmp_path)
    assert done.stdout == "one holder\n", done.stderr


@pytest.mark.proved
def test_of_a_yes_and_a_take_back_at_once_one_counts(tmp_path: Path) -> None:
    done = run(ANSWERS, tmp_path)
    assert done.stdout == "one answer\n", done.stderr
