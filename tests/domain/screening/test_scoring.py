"""Every answer there is, against tables written down anew from the printed forms."""

import json
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.instruments import instruments
from nearward.domain.refused import Refused
from nearward.domain.screening.routing import SAFE, route
from nearward.domain.screening.scoring import Result, band, result, scored
from nearward.domain.screening.windows import may_be_offered, offered_from

# From the forms: PHQ-9 and GAD-7 print "Not at all" 0 to "Nearly every day" 3. The EPDS prints items 1, 2 and 4
# with the best answer first (top box 0, bottom box 3), and items 3 and 5 to 10, its starred ones, worst first.
RISING, FALLING = (0, 1, 2, 3), (3, 2, 1, 0)
FORMS = {
    "phq2": [RISING] * 2,
    "phq9": [RISING] * 9,
    "gad2": [RISING] * 2,
    "gad7": [RISING] * 7,
    "epds": [RISING, RISING, FALLING, RISING, FALLING, FALLING, FALLING, FALLING, FALLING, FALLING],
}
CUTOFF = {"phq2": 3, "phq9": 10, "gad2": 3, "gad7": 10, "epds": 11}
SELF_HARM = {"phq9": 9, "epds": 10}
BANDS = {
    "phq9": ["minimal"] * 5 + ["mild"] * 5 + ["moderate"] * 5 + ["moderately severe"] * 5 + ["severe"] * 8,
    "gad7": ["minimal"] * 5 + ["mild"] * 5 + ["moderate"] * 5 + ["severe"] * 7,
}
KEYS = list(FORMS)
relaxed = settings(deadline=None)
keys = st.sampled_from(KEYS)


def every_vector(items):
    """Return all 4^items answer vectors, the last item turning fastest."""
    numbers = np.arange(4**items, dtype=np.int64)
    return np.stack([(numbers // 4 ** (items - 1 - place)) % 4 for place in range(items)], axis=1).astype(np.int8)


@pytest.mark.parametrize("key", KEYS)
def test_every_answer_vector_is_scored_as_the_printed_form_scores_it(key):
    answers = every_vector(len(FORMS[key]))
    assert len(answers) == 4 ** len(FORMS[key])
    expected = sum(np.choose(answers[:, place], table) for place, table in enumerate(FORMS[key]))
    harm = SELF_HARM.get(key)
    first = (
        np.zeros(len(answers), bool) if harm is None else np.choose(answers[:, harm - 1], FORMS[key][harm - 1]) > 0
    )
    scores, help_now = scored(instruments()[key], answers)
    assert np.array_equal(scores, expected)
    assert np.array_equal(help_now, first)


@pytest.mark.parametrize("key", ["phq2", "gad2"])
@pytest.mark.parametrize("answers", list(product(range(4), repeat=2)))
def test_the_short_forms_in_full(key, answers):
    assert result(instruments()[key], answers) == Result(sum(answers), None, sum(answers) >= 3, False)


@pytest.mark.parametrize("key", KEYS)
def test_bands_and_cut_off_over_every_score(key):
    form = instruments()[key]
    assert form.highest == 3 * len(FORMS[key])
    for score in range(form.highest + 1):
        assert band(form, score) == (BANDS[key][score] if key in BANDS else None)
        found = result(form, answers_of(key, score))
        assert (found.score, found.band, found.positive) == (score, band(form, score), score >= CUTOFF[key])


def answers_of(key, score):
    """Return answers that come to a score, the self-harm item last."""
    left, answers = score, []
    for table in FORMS[key]:
        part = min(left, 3)
        answers.append(table.index(part))
        left -= part
    return answers


@st.composite
def filled(draw):
    key = draw(keys)
    return key, draw(st.lists(st.integers(0, 3), min_size=len(FORMS[key]), max_size=len(FORMS[key])))


@relaxed
@given(filled(), st.data())
def test_an_answer_that_scores_higher_never_lowers_the_score(said, data):
    key, answers = said
    place = data.draw(st.integers(0, len(answers) - 1))
    table = FORMS[key][place]
    higher = [option for option in range(4) if table[option] > table[answers[place]]]
    if higher:
        raised = [*answers[:place], data.draw(st.sampled_from(higher)), *answers[place + 1 :]]
        before, after = (result(instruments()[key], one) for one in (answers, raised))
        assert after.score > before.score
        assert after.positive >= before.positive
        assert after.help_now >= before.help_now


@relaxed
@given(filled())
def test_help_comes_first_exactly_when_the_item_on_self_harm_scores(said):
    key, answers = said
    found = result(instruments()[key], answers)
    harm = SELF_HARM.get(key)
    assert found.help_now == (harm is not None and FORMS[key][harm - 1][answers[harm - 1]] > 0)
    words = route(instruments()[key], found)
    assert words.help[:1] == ((SAFE,) if found.help_now else ())
    assert "not a diagnosis" in str(words.meaning[-1])


@relaxed
@given(filled(), st.integers(1, 27))
def test_a_cut_off_that_was_given_counts_and_nothing_else_changes(said, cutoff):
    key, answers = said
    form = instruments()[key]
    if cutoff > form.highest:
        with pytest.raises(Refused):
            result(form, answers, cutoff)
        return
    usual, given_ = result(form, answers), result(form, answers, cutoff)
    assert given_.positive == (usual.score >= cutoff)
    assert (given_.score, given_.band, given_.help_now) == (usual.score, usual.band, usual.help_now)


@pytest.mark.parametrize("answers", [[], [0] * 8, [0] * 10, [0] * 8 + [4], [-1] + [0] * 8, [0] * 8 + [10**9]])
def test_answers_that_are_not_on_the_form_are_refused(answers):
    with pytest.raises(Refused):
        result(instruments()["phq9"], answers)


def test_the_zero_anchor_is_not_at_all_and_all_items_are_worded_but_those_of_the_epds():
    for key, form in instruments().items():
        assert form.has_text == (key != "epds")
        assert [option.text for option in form.items[0].options][:1] == (["Not at all"] if key != "epds" else [""])
        assert form.key == key
    said = {key: [(one.text, one.score) for one in instruments()[key].items[0].options] for key in ("phq9", "gad7")}
    assert said["gad7"] == said["phq9"]
    assert instruments()["gad7"].stem.startswith("Over the last 2 weeks")
    assert [item.text for item in instruments()["phq2"].items] == [
        item.text for item in instruments()["phq9"].items[:2]
    ]


def test_no_item_of_the_epds_is_shipped():
    said = Path(instruments.__wrapped__.__code__.co_filename).with_name("instruments.json").read_text()
    assert "not shipped" in json.loads(said)["epds"]["text"]
    for words in ("funny side", "looked forward", "blamed myself", "getting on top", "harming myself"):
        assert words not in said


@pytest.mark.parametrize(("key", "days"), [("phq2", 14), ("phq9", 14), ("gad2", 14), ("gad7", 14), ("epds", 7)])
def test_an_instrument_is_offered_no_sooner_than_its_window(key, days):
    form, last = instruments()[key], date(2026, 3, 1)
    for passed in range(30):
        today = last + timedelta(days=passed)
        assert may_be_offered(form, last, today) == (passed >= days)
        assert offered_from(form, last, today) == max(today, last + timedelta(days=days))
        assert may_be_offered(form, None, today)


def test_the_words_of_a_result():
    form = instruments()["phq9"]
    severe = route(form, result(form, [3] * 7 + [0, 0]))
    assert "today or tomorrow" in str(severe.next[0])
    some = route(form, result(form, [2] * 5 + [0] * 4))
    assert [str(one) for one in some.meaning][:2] == [
        "10 is at or above 10, the line where a talk with a professional about low mood is advised.",
        "The form calls this range “moderate”.",
    ]
    assert "this week" in str(some.next[0])
    few = route(form, result(form, [0] * 9), 12)
    assert str(few.meaning[0]).startswith("0 is below 12")
    assert "nothing is needed" in str(few.next[0])
    first = route(form, result(form, [0] * 8 + [1]))
    assert "help above comes first" in str(first.next[0])
