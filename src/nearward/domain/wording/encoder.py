"""The forward pass of a small BERT in numpy, with weights of one byte.

A sentence of n pieces is n × width throughout. Source: Vaswani et al. 2017; Devlin et al. 2018 (post-norm, GELU).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward.domain.wording.tokens import pieces

Floats = NDArray[np.float32]
HEADS, EPSILON = 12, 1e-12
READ = (4, 6)  # the layers whose means are the vector of a sentence


@dataclass(frozen=True)
class Small:
    """A matrix of rows in one byte each, and the scale of every row."""

    bytes: NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, matrix: Floats) -> "Small":
        """Round every row to 255 steps of its own."""
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
        return cls(np.rint(matrix / scale[:, None]).astype(np.int8), scale)

    def rows(self, numbers: list[int]) -> Floats:
        """Return some rows in full."""
        return self.bytes[numbers].astype(np.float32) * self.scale[numbers, None]

    def times(self, x: Floats) -> Floats:
        """Return x · Wᵀ."""
        product: Floats = x @ self.bytes.astype(np.float32).T
        return product * self.scale


@dataclass(frozen=True)
class Line:
    """One linear step."""

    weight: Small
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        return self.weight.times(x) + self.bias


@dataclass(frozen=True)
class Norm:
    """One layer norm."""

    gain: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        middle = x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(((x - middle) ** 2).mean(axis=-1, keepdims=True) + EPSILON)
        normed: Floats = (x - middle) / spread * self.gain + self.bias
        return normed


@dataclass(frozen=True)
class Layer:
    """Attention and two linear steps, each added to what came in."""

    query: Line
    key: Line
    value: Line
    output: Line
    after_attention: Norm
    wide: Line
    narrow: Line
    after: Norm

    def __call__(self, x: Floats) -> Floats:
        x = self.after_attention(x + self.output(self._attention(x)))
        return self.after(x + self.narrow(_gelu(self.wide(x))))

    def _attention(self, x: Floats) -> Floats:
        length, width = x.shape
        query, key, value = (
            step(x).reshape(length, HEADS, width // HEADS).transpose(1, 0, 2)
            for step in (self.query, self.key, self.value)
        )
        match = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(width // HEADS))
        share = np.exp(match - match.max(axis=-1, keepdims=True))
        share /= share.sum(axis=-1, keepdims=True)
        mixed: Floats = (share @ value).transpose(1, 0, 2).reshape(length, width)
        return mixed


def _gelu(x: Floats) -> Floats:
    """x · Φ(x), with erf by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(1 / np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    result: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return result


@dataclass(frozen=True)
class Encoder:
    """Turns a sentence into the mean of two of its layers, side by side."""

    vocabulary: Mapping[str, int]
    words: Small
    places: Floats
    norm: Norm
    layers: tuple[Layer, ...]

    def vector(self, text: str) -> Floats:
        """Return the vector of a sentence, 2 × width numbers."""
        numbers = pieces(text, self.vocabulary)
        x, means = self.norm(self.words.rows(numbers) + self.places[: len(numbers)]), []
        for at, layer in enumerate(self.layers, start=1):
            x = layer(x)
            if at in READ:
                means.append(x.mean(axis=0))
        return np.concatenate(means)


def encoder_from(tensor: Callable[[str], Floats], vocabulary: Mapping[str, int], layers: int = 6) -> Encoder:
    """Build the encoder from named tensors, read one at a time so that little is in memory at once."""

    def line(name: str) -> Line:
        return Line(Small.of(tensor(f"{name}.weight")), tensor(f"{name}.bias"))

    def norm(name: str) -> Norm:
        return Norm(tensor(f"{name}.weight"), tensor(f"{name}.bias"))

    def layer(at: int) -> Layer:
        here = f"encoder.layer.{at}"
        return Layer(
            line(f"{here}.attention.self.query"), line(f"{here}.attention.self.key"),
            line(f"{here}.attention.self.value"), line(f"{here}.attention.output.dense"),
            norm(f"{here}.attention.output.LayerNorm"), line(f"{here}.intermediate.dense"),
            line(f"{here}.output.dense"), norm(f"{here}.output.LayerNorm"),
        )  # fmt: skip

    places = tensor("embeddings.position_embeddings.weight") + tensor("embeddings.token_type_embeddings.weight")[0]
    words = Small.of(tensor("embeddings.word_embeddings.weight"))
    return Encoder(vocabulary, words, places, norm("embeddings.LayerNorm"), tuple(map(layer, range(layers))))
