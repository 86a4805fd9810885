"""The door the rooms use: my own check-ins and what my partner said openly, and nothing else."""

from dataclasses import fields
from datetime import date, time, timedelta

import numpy as np

from nearward.domain.direction.fit import answers
from nearward.domain.direction.mine import CheckIn, OpenNeed, mine

from .people import ANA, BEN, Said, diaries

START = date(2026, 1, 1)


def made(days=40, seed=2):
    rng = np.random.default_rng(seed)
    said = rng.integers(0, 11, (days, 3)).astype(float)
    return [(START + timedelta(day), *said[day]) for day in range(days)]


def test_it_is_the_answer_of_the_command():
    own = [CheckIn(day, time(20), stress, move) for day, stress, move, _ in made()]
    needs = [OpenNeed(day, time(7, 30), need) for day, *_, need in made()]
    rows = [Said(ANA, d.toordinal(), s, m, minute=1200) for d, s, m, _ in made()]
    rows += [Said(BEN, d.toordinal(), need=n, minute=450) for d, *_, n in made()]
    assert mine(own, needs).now == answers(diaries(rows))[ANA]


def test_all_time_stands_beside_the_last_days():
    both = mine([CheckIn(day, None, stress, move) for day, stress, move, _ in made()])
    assert (both.now.checkins, both.all_time.checkins) == (28, 40)
    assert both.now.partner_need is None


def test_not_said_is_not_nought():
    assert mine([CheckIn(START, None, None, None)]).now.checkins == 0
    assert mine([CheckIn(START, None, None, 4, event=True)]).now.checkins == 0
    assert mine([CheckIn(START, None, None, 4)]).now.checkins == 1


def test_nobody_has_said_anything_yet():
    assert mine([]).now.statement == "cannot tell yet"


def test_what_a_partner_keeps_private_has_no_place():
    assert {field.name for field in fields(OpenNeed)} == {"day", "at", "need"}


def test_the_partners_need_has_words_of_its_own():
    own = [CheckIn(day, None, stress, 5 + 0.9 * (need - 5)) for day, stress, _, need in made()]
    both = mine(own, [OpenNeed(day, None, need) for day, *_, need in made()])
    assert both.now.need_statement == "usually toward"
    assert both.now.need_to_go is None
    assert both.now.statement == "cannot tell yet" or both.now.statement.startswith("no clear")
