"""What is heard: named only when sure, never where there may be danger; three usual chips where nothing orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.refused import Refused
from nearward.domain.wording.danger import FEAR, KINDS, SELF_HARM
from nearward.domain.wording.ears import SAFETY
from nearward.domain.wording.hearing import HARD, NONE, SOFT, USUAL, Heard, hear
from tests.domain.wording.ear import FAMILIES, LABELS, Ear

DULL = Ear({})


def heard(text: str = "some words", **shares: float) -> Heard:
    return hear(text, FAMILIES, Ear({name.replace("__", ":"): share for name, share in shares.items()}), DULL)


def test_it_names_only_when_sure():
    assert heard(withdraw=0.61).named == "withdraw"
    assert heard(withdraw=0.59).named is None


def test_a_label_without_a_limit_is_never_named():
    assert heard(blame=0.99).named is None


def test_the_three_chips_are_the_likeliest_that_have_a_card():
    assert heard(neutral=0.6, blame=0.2, hold=0.1, repair=0.05).top == ("blame", "hold", "repair")


def test_a_direction_is_said_without_a_name_when_the_family_is_sure():
    found = heard(withdraw=0.4, blame=0.35)
    assert (found.named, found.family) == (None, "distance")


def test_danger_comes_before_any_name():
    found = heard(withdraw=0.85, **{f"{SAFETY}{SELF_HARM}".replace(":", "__"): 0.12})
    assert (found.safety, found.named, found.family) == (SOFT, None, None)
    assert found.may_reword


def test_what_is_said_outright_is_hard_whatever_the_ears_say():
    found = heard("I want to kill myself", withdraw=0.99)
    assert (found.safety, found.named, found.may_reword) == (HARD, None, False)


def test_fear_of_the_partner_gets_no_other_words_even_when_it_is_faint():
    found = heard(**{f"{SAFETY}{FEAR}".replace(":", "__"): 0.12})
    assert (found.safety, found.fear, found.may_reword) == (SOFT, True, False)


def test_without_the_encoder_the_usual_three_chips_stand_and_danger_is_still_heard():
    assert hear("Leave me alone", FAMILIES, None, DULL) == Heard(USUAL, None, None, NONE)
    assert hear("he hit me", FAMILIES, None, DULL).safety == HARD


def test_danger_in_one_sentence_of_a_long_text_is_heard():
    class Sharp(Ear):
        def hear(self, text: str):
            found = dict.fromkeys(LABELS, 0.0)
            return found | {f"{SAFETY}{SELF_HARM}": 0.9 if text == "I have given it all away" else 0.01}

    text = "We went to the shop and it was closed. " * 5 + "I have given it all away. The bus was late."
    assert hear(text, FAMILIES, Sharp({}), DULL).safety == HARD


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_no_words_and_too_many_are_refused_in_one_sentence(text: str):
    with pytest.raises(Refused) as refusal:
        hear(text, FAMILIES, None, DULL)
    assert refusal.value.field == "text"


SHARES = st.dictionaries(st.sampled_from(LABELS), st.floats(0, 1))


@given(text=st.text(min_size=1, max_size=300).filter(str.strip), shares=SHARES)
def test_whatever_is_heard_danger_is_never_named_and_never_reworded(text: str, shares: dict[str, float]):
    for full in (None, Ear(shares)):
        found = hear(text, FAMILIES, full, Ear(shares))
        assert len(found.top) == 3
        assert found.safety == NONE or (found.named is None and found.family is None)
        assert not (found.safety == HARD and found.may_reword)
        danger = sum(share for label, share in shares.items() if label.startswith(SAFETY))
        assert danger < 0.4 or found.safety == HARD
        assert found.named is None or found.named in FAMILIES


def test_every_kind_of_danger_has_its_outright_words():
    said = {
        "self_harm": "I don’t want to live any more", "fear_partner": "I’m scared of my husband",
        "harm_baby": "I shook the baby", "intrusive": "I keep having images of dropping her",
        "psychosis": "I hear voices", "urgent_body": "he stopped breathing",
    }  # fmt: skip
    assert set(said) == set(KINDS)
    for kind, text in said.items():
        assert hear(text, FAMILIES, None, DULL).safety == HARD, kind


@pytest.mark.parametrize(
    "text",
    ["I could murder a curry", "she hit her first high note", "the boiler is dead", "I'm dying for a coffee",
     "can you shake the bottle", "he fell asleep on my arm", "what is the number for the doctor"],
)  # fmt: skip
def test_everyday_words_are_not_taken_for_danger_said_outright(text: str):
    assert hear(text, FAMILIES, None, DULL).safety == NONE
