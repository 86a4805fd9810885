"""Every page as every role, read once by all that reads every page: promises 2 and 13, tone, told errors."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.conftest import Figure
from tests.house.crawl import crawl
from tests.house.everyone import COUNSELORS, ENDED, HELPERS, PARTNERS, ROLES, settle
from tests.house.readers import READERS
from tests.house.test_query_counts import live_through

ON_BOTH = ("alice", "cora")  # between them they open nearly every page, so every query runs on PostgreSQL too


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.both_databases if role in ON_BOTH else ()) for role in ROLES]
)
def test_every_page_keeps_what_every_page_must_keep(db: object, figure: Figure, role: str) -> None:
    now = datetime.now(UTC)
    everyone = settle(now)
    live_through(everyone, 40, now)
    visits, statuses, wrong = 0, Counter[int](), []
    for visit in crawl(everyone, role):
        visits += 1
        statuses[visit.answer.status] += 1
        for name, reader in READERS.items():
            wrong += [f"{name}: {visit}: {fault}" for fault in reader(visit, everyone)]
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    figure(f"the crawl as {role}: {visits} answers ({told}), {len(wrong)} faults by {len(READERS)} readers")
    assert not wrong, "\n".join(dict.fromkeys(wrong[:60]))
    if role in PARTNERS:
        assert set(statuses) >= {200, 302, 404, 405, 422}


def test_roles_of_the_matrix_are_all_of_them() -> None:
    assert PARTNERS | HELPERS | ENDED | COUNSELORS | {"anonymous"} == set(ROLES)
