"""An operator's own EPDS text: read with a permission, refused without; the table of scores is never theirs."""

import pytest

from nearward.data.instruments import epds_with_text, instruments
from nearward.domain.refused import Refused

PERMISSION = "Written permission of the rights holder to the Example Clinic, letter of 3 February 2026."


def text(
    permission=f'permission = "{PERMISSION}"', items=10, options=4, instrument="epds", stem='stem = "In the past"'
):
    of_item = ", ".join(f'"answer {at}"' for at in range(options))
    lines = [f'instrument = "{instrument}"', permission, stem]
    lines += [f'[[items]]\ntext = "question {at}"\noptions = [{of_item}]' for at in range(items)]
    return "\n".join(lines)


@pytest.fixture
def read(tmp_path):
    def read(said):
        path = tmp_path / "epds.toml"
        path.write_bytes(said if isinstance(said, bytes) else said.encode())
        return epds_with_text(path)

    return read


def test_with_a_permission_it_can_be_asked_and_scores_as_before(read):
    form, bare = read(text()), instruments()["epds"]
    assert form.has_text
    assert form.licence == PERMISSION
    assert form.items[2].text == "question 2"
    scores = [[option.score for option in item.options] for item in form.items]
    assert scores == [[option.score for option in item.options] for item in bare.items]
    assert (form.cutoff, form.window, form.self_harm) == (bare.cutoff, bare.window, bare.self_harm)
    assert not bare.has_text


@pytest.mark.parametrize(
    "permission",
    ["", 'permission = ""', 'permission = "yes"', "permission = true", 'permission = "           .         "',
     'permission = "TODO: ask the rights holder for it"', 'permission = "<whose permission, for what, of when>"'],
)  # fmt: skip
def test_without_a_permission_it_is_refused_and_says_why(read, permission):
    with pytest.raises(Refused, match=r"^epds\.toml, permission: say who gave written permission"):
        read(text(permission=permission))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (text(items=9), "items: expected 10"),
        (text(options=3), r"items\[0\]: expected a text and 4 options"),
        (text(instrument="phq9"), "instrument: expected “epds”"),
        (text(stem=""), "stem: expected text"),
        (text().replace("question 4", " "), r"items\[4\]\.text: expected text"),
        (text().replace("answer 1", "answer 0"), r"items\[0\]: expected options that differ"),
        (text().replace('"answer 3"', "3"), r"items\[0\]\.options\[3\]: expected text"),
        ("instrument = ", "expected a TOML file in UTF-8"),
        (b"\xff\xfe", "expected a TOML file in UTF-8"),
        ("#" * 300_000, "at most 200 kB"),
    ],
)
def test_a_text_that_does_not_fit_the_form_is_refused_with_its_place(read, said, words):
    with pytest.raises(Refused, match=words):
        read(said)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        epds_with_text(tmp_path / "none.toml")
