"""No scorekeeping anywhere, and the tone: read from every page as everyone sees it, and from every template."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.conftest import Figure
from tests.house.catalogue import messages
from tests.house.everyone import ROLES, Everyone, settle
from tests.house.forms import BODIES
from tests.house.routes import documented
from tests.house.test_query_counts import live_through
from tests.house.wording import breaches, grade, visible

GRADE = 8.0
HARDEST_SENTENCE = 12.0  # a short one with a long word in it weighs more by itself than in a text

# Words that look like a breach and are none. Each needs its reason.
ALLOWED: dict[str, str] = {
    "Nothing is counted.": "says that nothing is",
    "never scores it": "says that it is never done",
}


@pytest.fixture
def rich(db: object) -> Everyone:
    now = datetime.now(UTC)
    everyone = settle(now)
    live_through(everyone, 40, now)
    return everyone


def pages(everyone: Everyone) -> Iterator[tuple[str, str, str]]:
    """Yield every page as everyone gets it, refused forms too: who, route, page."""
    for role in ROLES:
        observer = everyone.observer(role)
        for route in documented().values():
            path = everyone.path(route.path)
            answers = [observer.send("GET", path)] if "GET" in route.methods else []
            answers += [observer.send("POST", path, body) for body in BODIES.get(route.name, ())]
            for answer in answers:
                if answer.status in {200, 403, 404, 409, 422} and b"<html" in answer.body:
                    yield role, route.name, answer.body.decode()


def test_no_page_keeps_score_presses_or_types_a_person(rich: Everyone, figure: Figure) -> None:
    looked, found = 0, set()
    for role, name, page in pages(rich):
        looked += 1
        found |= {f"{role} {name}: {breach}" for breach in breaches(visible(page), ALLOWED)}
    figure(f"no scorekeeping: {looked} pages read, {len(found)} breaches")
    assert not found, "\n".join(sorted(found))


def test_every_page_reads_at_about_grade_eight(rich: Everyone, figure: Figure) -> None:
    grades: dict[str, float] = {}
    for _role, name, page in pages(rich):
        grades[name] = max(grades.get(name, 0.0), grade(visible(page)))
    hard = {name: round(value, 1) for name, value in grades.items() if value > GRADE}
    ours = list(grades.values())
    figure(f"reading level: mean grade {sum(ours) / len(ours):.1f}, highest {max(ours):.1f}, limit {GRADE}")
    assert hard == {}


def test_no_sentence_of_the_house_breaks_the_tone() -> None:
    said = [
        (places[0], text) for one, places in messages().items() for text in ([one] if isinstance(one, str) else one)
    ]
    assert len(said) > 1000
    found = [f"{file}: {breach}" for file, line in said for breach in breaches([line], ALLOWED)]
    assert not found, "\n".join(found)


def test_every_sentence_of_the_content_reads_at_about_grade_eight() -> None:
    said = [one for one, places in messages().items() if isinstance(one, str) and places[0].endswith(".toml")]
    content = [one for one in said if one.endswith((".", "?"))]
    hard = {text: round(grade([text]), 1) for text in content if grade([text]) > HARDEST_SENTENCE}
    assert hard == {}
    assert grade(content) <= GRADE


WEIGHED = re.compile(
    r"\b(?:points?|score|debts?|owes?|fair(?:er|ly)?|unfair\w*|equal(?:ly)?|per ?cent|lazy|behind|helping)\b", re.I
)


def test_no_text_of_the_practices_weighs_one_against_the_other() -> None:
    said = [one for one, places in messages().items() if isinstance(one, str) and places[0].endswith(".toml")]
    assert len(said) > 100
    assert [one for one in said if WEIGHED.search(one)] == []


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason) > 8 for reason in ALLOWED.values())


@pytest.mark.parametrize(
    "line",
    [
        "You did 62 % of the nights", "Bob: 14 times this week", "You carry more than Bob", "A streak of six days",
        "Your score is 7", "Don't forget to check in", "Well done!", "Alice was last seen at 9", "Her turn",
        "3 out of 7 nights", "Assigned to Bob", "In total four hours", "You are avoidant", "Nice 👍",
    ],
)  # fmt: skip
def test_the_lint_sees(line: str) -> None:
    assert breaches([line], ALLOWED)


@pytest.mark.parametrize(
    "line", ["At 18:30.", "longest stretch lately: about 3 h", "Nothing is needed of you until 23:00."]
)
def test_the_lint_lets_plain_words_be(line: str) -> None:
    assert breaches([line], ALLOWED) == []
