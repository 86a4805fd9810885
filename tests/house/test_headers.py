"""Promise 13: answers outside the map carry the same headers (`test_crawl.py` reads those of every route)."""

import re
from datetime import UTC, datetime

import pytest

from tests.house.everyone import Everyone, settle
from tests.house.readers import faults


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


def test_a_missing_page_a_failure_and_a_stale_form_carry_them_too(everyone: Everyone, monkeypatch: object) -> None:
    observer = everyone.observer("alice")
    assert faults(observer.send("GET", "/nowhere/")) == []
    observer.forms_are_trusted = False
    assert faults(observer.send("POST", "/give/", {})) == []
    monkeypatch.setattr("nearward.web.today.views.selectors.weekday", lambda _now: 1 // 0)  # type: ignore[attr-defined]
    answer = observer.send("GET", "/")
    assert answer.status == 500
    assert faults(answer) == []


def test_a_nonce_is_never_used_twice(everyone: Everyone) -> None:
    observer = everyone.observer("alice")
    policies = [dict(observer.send("GET", "/").headers)["Content-Security-Policy"] for _ in range(3)]
    nonces = {found for policy in policies for found in re.findall(r"'nonce-[^']+'", policy)}
    assert len(nonces) in {0, 3}
