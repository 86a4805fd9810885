"""Every sentence is there in every language, says the same places, and speaks to nobody by rank or gender."""

import re

import pytest

from tests.house.catalogue import LANGUAGES, PLACES, catalogue_of, compiled, file_of, messages

FORMAL = {"es": re.compile(r"\b(?:usted(?:es)?|vosotr[oa]s|debes|deberías|no olvides)\b|[!¡]", re.I)}
PERSONS = r"\b(?:(?:cansad|agotad|preocupad|nosotr)[oa]s?|estás (?:list|sol|segur)[oa]|marido|esposa)\b"
GENDERED = {"es": re.compile(PERSONS, re.I)}


def _texts(message: object) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (str(message),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_source_is_said_and_none_that_is_gone(language: str) -> None:
    kept = {message.id: message.string for message in catalogue_of(language) if message.id}
    wanted = messages()
    assert set(wanted) - set(kept) == set(), "run bin/translate"
    assert set(kept) - set(wanted) == set(), "run bin/translate"
    assert [said for said, string in kept.items() if not all(_texts(string))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_the_places_of_the_english_one(language: str) -> None:
    wrong = []
    for message in catalogue_of(language):
        if message.id:
            places = [set(PLACES.findall(text)) for text in (*_texts(message.id), *_texts(message.string))]
            english = set.union(*places[: len(_texts(message.id))])
            wrong += [message.id for found in places[len(_texts(message.id)) :] if not found <= english]
            if not isinstance(message.id, tuple) and places[1] != english:
                wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_server_reads_is_what_is_written(language: str) -> None:
    assert file_of(language).with_suffix(".mo").read_bytes() == compiled(catalogue_of(language)), (
        "run bin/translate"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_spoken_to_by_rank_or_gender(language: str) -> None:
    said = [text for message in catalogue_of(language) if message.id for text in _texts(message.string)]
    assert [text for text in said if FORMAL[language].search(text) or GENDERED[language].search(text)] == []
