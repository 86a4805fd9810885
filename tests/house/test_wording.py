"""No scorekeeping, and the tone, in every sentence of the source; `test_crawl.py` reads the pages."""

import re

import pytest

from tests.house.catalogue import messages
from tests.house.readers import ALLOWED_WORDS, GRADE
from tests.house.wording import breaches, grade

HARDEST_SENTENCE = 12.0  # a short one with a long word in it weighs more by itself than in a text


def test_no_sentence_of_the_house_breaks_the_tone() -> None:
    said = [
        (places[0], text) for one, places in messages().items() for text in ([one] if isinstance(one, str) else one)
    ]
    assert len(said) > 1000
    found = [f"{file}: {breach}" for file, line in said for breach in breaches([line], ALLOWED_WORDS)]
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
    assert all(len(reason) > 8 for reason in ALLOWED_WORDS.values())


@pytest.mark.parametrize(
    "line",
    [
        "You did 62 % of the nights", "Bob: 14 times this week", "You carry more than Bob", "A streak of six days",
        "Your score is 7", "Don't forget to check in", "Well done!", "Alice was last seen at 9", "Her turn",
        "3 out of 7 nights", "Assigned to Bob", "In total four hours", "You are avoidant", "Nice 👍",
    ],
)  # fmt: skip
def test_the_lint_sees(line: str) -> None:
    assert breaches([line], ALLOWED_WORDS)


@pytest.mark.parametrize(
    "line", ["At 18:30.", "longest stretch lately: about 3 h", "Nothing is needed of you until 23:00."]
)
def test_the_lint_lets_plain_words_be(line: str) -> None:
    assert breaches([line], ALLOWED_WORDS) == []
