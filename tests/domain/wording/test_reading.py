"""Pieces, counts and the forward pass: what goes in, what comes out, and that chance has no part in it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.wording.ears import Full, Letters, Limits, Plain
from nearward.domain.wording.encoder import Encoder, Small, encoder_from
from nearward.domain.wording.features import PLACES, counts, weighed
from nearward.domain.wording.tokens import MOST, pieces

WORDS = ["[UNK]", "[CLS]", "[SEP]", "i", "am", "here", "un", "##real", "##s", "cafe", "'", "!", "中"]
VOCABULARY = {word: at for at, word in enumerate(WORDS)}


def read(text: str) -> list[str]:
    return [WORDS[number] for number in pieces(text, VOCABULARY)]


def test_words_are_cut_into_the_longest_pieces_there_are():
    assert read("I am HERE!") == ["[CLS]", "i", "am", "here", "!", "[SEP]"]
    assert read("unreals") == ["[CLS]", "un", "##real", "##s", "[SEP]"]


def test_accents_marks_and_signs_are_read_as_the_encoder_was_taught():
    assert read("café") == ["[CLS]", "cafe", "[SEP]"]
    assert read("中i") == ["[CLS]", "中", "i", "[SEP]"]
    assert read("zebra") == ["[CLS]", "[UNK]", "[SEP]"]


@given(st.text(max_size=400))
def test_any_text_is_read_and_never_more_of_it_than_fits(text: str):
    found = pieces(text, VOCABULARY)
    assert found[0] == 1
    assert found[-1] == 2
    assert len(found) <= MOST


@given(st.text(max_size=400))
def test_counts_stay_in_their_places_and_weigh_one(text: str):
    places, often = counts(text)
    assert (places < PLACES).all()
    assert (often >= 1).all()
    assert len(places) == 0 or abs(np.linalg.norm(weighed(often, np.ones(len(often), np.float32))) - 1) < 1e-5


def small_encoder(seed: int = 0) -> Encoder:
    chance = np.random.default_rng(seed)
    width, wide = 24, 48

    def tensor(name: str) -> np.ndarray:
        if "LayerNorm.weight" in name:
            return np.ones(width, np.float32)
        shapes = {"word_": (len(WORDS), width), "position_": (MOST, width), "token_type": (2, width)}
        shape = next((shape for part, shape in shapes.items() if part in name), None)
        if shape is None:
            narrow = "intermediate" not in name and "output.dense" in name and "attention" not in name
            shape = (wide, width) if "intermediate" in name else (width, wide) if narrow else (width, width)
            shape = shape if name.endswith("weight") else shape[:1]
        return chance.normal(0, 0.2, shape).astype(np.float32)

    return encoder_from(tensor, VOCABULARY, layers=6)


def test_a_sentence_becomes_two_means_side_by_side_the_same_each_time():
    reads = small_encoder()
    one, again = reads.vector("I am here"), reads.vector("i am here")
    assert one.shape == (48,)
    assert np.isfinite(one).all()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, reads.vector("here i am"))


@given(st.integers(0, 50))
def test_one_byte_a_weight_is_close_to_the_weight(seed: int):
    matrix = np.random.default_rng(seed).normal(0, 1, (5, 40)).astype(np.float32)
    small = Small.of(matrix)
    assert np.abs(small.rows(list(range(5))) - matrix).max() <= np.abs(matrix).max() / 127
    x = np.ones((2, 40), np.float32)
    assert np.allclose(small.times(x), x @ matrix.T, atol=0.4)


def test_both_ears_give_shares_that_add_up_to_one():
    labels, chance = ("a", "b", "c"), np.random.default_rng(1)
    letters = Letters(labels, Small.of(chance.normal(0, 1, (3, PLACES)).astype(np.float32)),
                      np.zeros(3, np.float32), np.ones(PLACES, np.float32))  # fmt: skip
    limits, reads = Limits({}, 1, 1, 1), small_encoder()
    weights = Small.of(chance.normal(0, 1, (3, 48)).astype(np.float32))
    none, ones = np.zeros(48, np.float32), np.ones(48, np.float32)
    full = Full(letters, reads.vector, none, ones, weights, np.zeros(3, np.float32), 0.7, 1.2, limits)
    for ear in (Plain(letters, limits), full):
        for text in ("I am here", "", "🙂" * 500):
            shares = ear.hear(text)
            assert tuple(shares) == labels
            assert abs(sum(shares.values()) - 1) < 1e-5
