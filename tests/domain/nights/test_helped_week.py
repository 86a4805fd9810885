"""Seven nights of a family with a helper and equal needs: the helper relieves both partners in turn."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import care_demand
from nearward.domain.nights import family as rules
from nearward.domain.nights.check import broken_rules
from nearward.domain.nights.check_reasons import untrue
from nearward.domain.nights.reasons import IN_TURN, reasons
from nearward.domain.nights.solve import solve

MADRID, TUESDAY = ZoneInfo("Europe/Madrid"), date(2026, 3, 10)


def helped_week(start=20, end=2, days=20):
    """Ana and Ben need the same and can both feed; Rosa is there every evening."""
    rosa = rules.Sleeper("Rosa", partner=False, evenings=frozenset(range(7)), hours=(time(start), time(end)))
    born = TUESDAY - timedelta(days=days)
    demand = care_demand(care_curve(), born=born, today=TUESDAY, zone=MADRID)
    evenings = [rules.Evening(TUESDAY + timedelta(days=day), ahead=day) for day in range(7)]
    sleepers = [rules.Sleeper("Ana"), rules.Sleeper("Ben"), rosa]
    return rules.family_problem(
        sleepers, rules.Feeding(), evenings, zone=MADRID, demands=[demand], curve=care_curve()
    )


@pytest.mark.parametrize(("start", "end", "days"), [(20, 2, 20), (20, 2, 40), (22, 6, 40), (22, 2, 90)])
def test_a_helper_relieves_both_partners_in_turn(start, end, days):
    week = helped_week(start, end, days)
    plans = solve(week)
    assert broken_rules(week, plans) == []
    on_duty = [(plan.duty.count(0), plan.duty.count(1)) for plan in plans]
    assert all(min(both) > 0 for both in on_duty)  # nobody is off duty while the other is on
    ana, ben = (sum(column) for column in zip(*on_duty, strict=True))
    assert abs(ana - ben) <= max(abs(one - two) for one, two in on_duty)
    leads = {(one > two) - (one < two) for one, two in on_duty} - {0}
    assert leads in (set(), {-1, 1})  # where one has more on a night, the other has more on another
    said = reasons(week, plans)
    assert untrue(week, plans, said) == []
    assert (IN_TURN in {one.message for one in said}) == (leads == {-1, 1})
