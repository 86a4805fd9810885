"""Forms as FHIR: every shape is judged by fhir.resources, and the total is the scorer's."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from uuid import UUID, uuid4

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.instruments import instruments
from nearward.domain.refused import Refused
from nearward.domain.screening.fhir import LOINC, UCUM, Answered, bundle
from nearward.domain.screening.scoring import result

AT = datetime(2026, 3, 10, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
KEY = UUID(int=7)
KEYS = list(instruments())


def made(key, chosen, at=AT):
    """Return the response and the total of one form, judged."""
    whole = bundle([Answered(instruments()[key], tuple(chosen), at)], key=KEY, at=at)
    Bundle.model_validate_json(json.dumps(whole))
    return [entry["resource"] for entry in whole["entry"]]


def answers_of(response):
    (group,) = response["item"]
    return [(item, item["answer"][0]) for item in group["item"]]


@given(data=st.data(), key=st.sampled_from(KEYS))
@settings(deadline=None, max_examples=200)
def test_any_answers_make_resources_that_hold_and_the_total_is_the_scorers(data, key):
    form = instruments()[key]
    chosen = data.draw(st.tuples(*(st.integers(0, len(item.options) - 1) for item in form.items)))
    response, total = made(key, chosen)
    assert total["valueQuantity"] == {
        "value": result(form, chosen).score, "unit": "{score}", "system": UCUM, "code": "{score}",
    }  # fmt: skip
    scores = [
        answer["valueInteger"]
        if "valueInteger" in answer
        else answer["valueCoding"]["extension"][0]["valueDecimal"]
        for _item, answer in answers_of(response)
    ]
    assert sum(scores) == total["valueQuantity"]["value"]
    assert (response["status"], total["status"]) == ("completed", "final")
    assert total["derivedFrom"] == [{"reference": f"urn:uuid:{response['id']}"}]


@pytest.mark.parametrize("key", ["phq2", "gad2"])
def test_every_vector_of_the_short_forms_holds(key):
    for chosen in product(range(4), repeat=2):
        _response, total = made(key, chosen)
        assert total["valueQuantity"]["value"] == sum(chosen)


def test_codes_are_those_checked_at_their_source_and_whatever_else_is_text():
    codes = {
        "phq9": ("44249-1", "44261-6", "44250-9", "LA6568-5"),
        "phq2": ("phq2", "55758-7", "44250-9", "LA6568-5"),
        "gad7": ("69737-5", "70274-6", "1", None),
        "gad2": ("gad2", None, "1", None),
        "epds": ("71354-5", None, "1", None),
    }
    for key, (panel, total_code, first, answer) in codes.items():
        response, total = made(key, [0] * len(instruments()[key].items))
        coded = [one["code"] for one in total["code"].get("coding", ())]
        assert coded == ([total_code] if total_code else []), key
        assert total["code"]["text"]
        item, said = answers_of(response)[0]
        assert (response["item"][0]["linkId"], item["linkId"]) == (panel, first)
        assert said.get("valueCoding", {}).get("code") == answer
    assert "69725-0" not in json.dumps(made("gad7", [0] * 7)), "a code from memory is not given"


def test_a_code_is_given_once_its_kind_is_said_to_be_checked():
    form = instruments()["gad2"]
    item = replace(form.items[0], code="69725-0")
    one = Answered(replace(form, items=(item, form.items[1]), total_code="1-8"), (1, 2), AT)
    response, total = (entry["resource"] for entry in bundle([one], key=KEY, at=AT)["entry"])
    assert total["code"]["coding"] == [{"system": LOINC, "code": "1-8"}]
    assert [item["linkId"] for item, _said in answers_of(response)] == ["69725-0", "2"]


def test_a_form_without_words_to_pass_on_goes_by_the_numbers_of_its_items():
    response, _total = made("epds", [0] * 10)
    assert [item["text"] for item, _said in answers_of(response)] == [f"item {number}" for number in range(1, 11)]


def test_a_file_names_nobody_and_two_files_cannot_be_joined():
    one, other = (
        json.dumps(bundle([Answered(instruments()["phq2"], (1, 1), AT)], key=uuid4(), at=AT)) for _file in range(2)
    )
    subjects = {json.loads(text)["entry"][0]["resource"]["subject"]["reference"] for text in (one, other)}
    assert len(subjects) == 2
    assert all(reference.startswith("Patient/") for reference in subjects)
    shared = {entry["fullUrl"] for entry in json.loads(one)["entry"]} & {
        entry["fullUrl"] for entry in json.loads(other)["entry"]
    }
    assert shared == set()


def test_nothing_kept_is_a_bundle_that_holds_and_a_wrong_answer_is_refused():
    Bundle.model_validate_json(json.dumps(bundle([], key=KEY, at=AT)))
    with pytest.raises(Refused):
        bundle([Answered(instruments()["phq2"], (1, 4), datetime.now(UTC))], key=KEY, at=AT)


def test_what_judges_them_can_say_no():
    whole = bundle([Answered(instruments()["phq2"], (1, 1), AT)], key=KEY, at=AT)
    whole["entry"][0]["resource"]["authored"] = "soon"
    with pytest.raises(ValueError, match="authored"):
        Bundle.model_validate_json(json.dumps(whole))
