"""The four sentences: both agree to exactly what they read, and what stands stands until then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import four
from nearward.domain.four import FOUR, UNCHANGED, Wording
from nearward.domain.refused import Refused

LINES = st.sampled_from([(f"words {number}", "", "", "") for number in range(4)] + [UNCHANGED])
ACTS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["propose", "agree"]), LINES, st.integers(0, 4)), max_size=30
)


def as_seen(kept: list[tuple[bool, bool, four.Lines]], who: bool) -> list[Wording]:
    return [Wording(at, by == who, agreed, lines) for at, (by, agreed, lines) in enumerate(kept, 1)]


@given(ACTS)
def test_in_whatever_order_they_speak_only_words_of_one_and_a_yes_of_the_other_open_us(
    acts: list[tuple[bool, str, four.Lines, int]],
) -> None:
    kept: list[tuple[bool, bool, four.Lines]] = []
    for who, act, lines, seen in acts:
        before, here = four.standing(as_seen(kept, True)), as_seen(kept, who)
        try:
            if act == "propose":
                assert four.propose(here, lines, seen=seen) == len(kept) + 1
                kept.append((who, False, lines))
                assert four.standing(as_seen(kept, True)).lines == before.lines, "a proposal changes nothing yet"
            else:
                number = four.agree(here, seen=seen)
                by, _agreed, said = kept[number - 1]
                assert number == len(kept) == seen
                assert by != who
                kept[number - 1] = (by, True, said)
                assert four.standing(as_seen(kept, True)).lines == said
        except Refused:
            pass
        assert four.standing(as_seen(kept, True)).lines == four.standing(as_seen(kept, False)).lines


def test_without_words_of_their_own_the_usual_ones_open_us() -> None:
    assert four.said(four.standing([]).lines) == FOUR
    assert four.said(("I stand.", "", "", "")) == ("I stand.", *FOUR[1:])


@given(st.lists(st.text(max_size=160), min_size=4, max_size=4))
def test_a_line_is_kept_in_its_own_words_on_one_line(lines: list[str]) -> None:
    kept = four.accept_lines(lines)
    for said, line, usual in zip(kept, lines, FOUR, strict=True):
        assert said == ("" if " ".join(line.split()) == usual else " ".join(line.split()))


def test_a_line_that_reads_as_usual_in_ones_language_is_the_usual_one() -> None:
    german = ("Ich kann allein.", "b", "c", "d")
    assert four.accept_lines(german, german) == UNCHANGED


def test_a_long_line_and_the_words_that_stand_are_refused() -> None:
    with pytest.raises(Refused):
        four.accept_lines(["x" * 161, "", "", ""])
    with pytest.raises(Refused):
        four.propose([], UNCHANGED, seen=0)
    with pytest.raises(Refused):
        four.agree([], seen=0)
