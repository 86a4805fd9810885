"""`nearward population`: the population model over many couples, from a long file."""

import json
import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter

import click
import numpy as np
from rich.console import Console
from rich.table import Table as Columns

from nearward.cli.patience import bar
from nearward.cli.refusing import one_sentence
from nearward.cli.table import Table
from nearward.data.scales import write_scales
from nearward.domain.direction.model import NARROWEST, WIDEST
from nearward.domain.direction.population import Fit, Long, fit
from nearward.domain.direction.scales import Scales, learn, refuse_unlearnable
from nearward.domain.refused import Refused

REQUIRED = ("couple", "partner", "y", "x_within")
NO_TERM = ("couple", "partner", "y", "occasion")
MOST_TERMS = 40
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in `Long` stand for."""

    couples: list[str]
    partners: list[str]
    terms: tuple[str, ...]


@click.command(name="population")
@click.argument("long", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
@click.option(
    "--learn-scales",
    type=click.Path(path_type=Path),
    help="Also write how far slopes lie from 0 into this file, for `direction --scales`. Ask for consent first.",
)
def command(long: Path, as_json: bool, learn_scales: Path | None) -> None:
    """Fit the population model to LONG.csv by REML.

    LONG.csv has the columns couple, partner, y and x_within, may have occasion, and every other column is a
    fixed effect for each partner.
    """
    with one_sentence():
        with bar("Reading rows") as done:
            rows, names = read(long, done)
        if learn_scales:
            refuse_unlearnable(rows)
        started = perf_counter()
        with bar("Looking for the best fit, steps") as done:
            steps = count(1)
            fitted = fit(rows, each=lambda: done(next(steps)))
        seconds = perf_counter() - started
        scales = _learn(rows, fitted, long, learn_scales) if learn_scales else None
        if as_json:
            click.echo(json.dumps(as_object(fitted, names, seconds), ensure_ascii=False))
        else:
            _show(fitted, names, seconds)
            if scales:
                _show_scales(scales)


def _learn(rows: Long, fitted: Fit, long: Path, to: Path) -> Scales:
    with bar("Learning scales, steps") as done:
        steps = count(1)
        scales = learn(rows, fitted, long.name, each=lambda: done(next(steps)))
    write_scales(to, scales)
    return scales


def as_object(fitted: Fit, names: Names, seconds: float) -> dict[str, object]:
    """The fit as in the contract."""
    terms, partners = ("intercept", *names.terms), names.partners
    order = [f"{term} {partner}" for term in ("intercept", "x_within") for partner in partners]
    slopes = fitted.slopes.tolist()
    return {
        "loglik": fitted.loglik,
        "fixed": _by_partner(partners, terms, fitted.fixed.tolist()),
        "se": _by_partner(partners, terms, fitted.se.tolist()),
        "random_cov": fitted.random_cov.tolist(),
        "random_order": order,
        "residual": {
            "sd": dict(zip(partners, fitted.residual_sd.tolist(), strict=True)),
            "corr": fitted.residual_corr,
        },
        "couples": [
            {"couple": couple, "slope": dict(zip(partners, slope, strict=True))}
            for couple, slope in zip(names.couples, slopes, strict=True)
        ],
        "iterations": fitted.iterations,
        "seconds": round(seconds, 4),
    }


def _by_partner(
    partners: list[str], terms: tuple[str, ...], values: list[list[float]]
) -> dict[str, dict[str, float]]:
    return {p: dict(zip(terms, row, strict=True)) for p, row in zip(partners, values, strict=True)}


def read(path: Path, done: Callable[[int], None] = lambda row: None) -> tuple[Long, Names]:
    """The rows as numbers; pairs come from `occasion`, or from the order of a couple's rows without it."""
    table = Table(path, REQUIRED)
    terms = tuple(name for name in table.header if name not in NO_TERM)
    if len(terms) > MOST_TERMS:
        raise Refused(f"{table.name}, row 1: expected at most {MOST_TERMS} fixed effects, found {len(terms)}.")
    reader = _Reader(table, terms)
    for row, cells in table.rows():
        reader.put(row, cells)
        if row % 10_000 == 0:
            done(row)
    return reader.long()


class _Reader:
    """Collects rows; every row is checked as it comes."""

    def __init__(self, table: Table, terms: tuple[str, ...]) -> None:
        self.table, self.terms = table, terms
        self.columns = [(table.header.index(name), name) for name in ("y", *terms)]
        self.at = {name: table.header.index(name) for name in ("couple", "partner")}
        self.occasion_at = table.at("occasion")
        self.couples: dict[str, int] = {}
        self.partners: dict[str, int] = {}
        self.pairs: dict[tuple[int, str], dict[str, int]] = {}
        self.order: dict[int, list[str]] = {}
        self.couple, self.occasion, self.is_first = array("i"), array("i"), array("b")
        self.values = array("d")
        self.occasions: dict[tuple[int, str], int] = {}
        self.last_row: dict[int, int] = {}

    def put(self, row: int, cells: list[str]) -> None:
        couple = self.couples.setdefault(self._named(row, cells, "couple"), len(self.couples))
        partner = self._partner(row, self._named(row, cells, "partner"))
        occasion = self._occasion(row, cells, couple, partner)
        seen = self.pairs.setdefault((couple, occasion), {})
        if partner in seen:
            expected = "one row for each partner and occasion"
            raise self.table.wrong(row, "occasion", f"{expected} (row {seen[partner]} is the same)", occasion)
        seen[partner] = row
        self.couple.append(couple)
        self.is_first.append(partner == next(iter(self.partners)))
        self.occasion.append(self.occasions.setdefault((couple, occasion), len(self.occasions)))
        self.values.extend(self._number(row, cells[at], name) for at, name in self.columns)
        self.last_row[couple] = row

    def long(self) -> tuple[Long, Names]:
        self._refuse_half()
        if len(self.partners) < 2:
            found = ", ".join(self.partners) or "none"
            raise Refused(f"{self.table.name}, column partner: expected two partners, found {found}.")
        partners = sorted(self.partners)
        first = partners.index(next(iter(self.partners)))
        values = np.array(self.values).reshape(-1, len(self.columns))
        long = Long(
            couple=np.array(self.couple, dtype=np.int64),
            partner=np.where(np.array(self.is_first, dtype=np.bool_), first, 1 - first),
            occasion=np.array(self.occasion, dtype=np.int64),
            y=values[:, 0],
            terms=values[:, 1:],
            names=self.terms,
        )
        return long, Names(list(self.couples), partners, self.terms)

    def _named(self, row: int, cells: list[str], column: str) -> str:
        name = cells[self.at[column]].strip()
        if not name:
            raise self.table.wrong(row, column, "a name or number", name)
        return name

    def _partner(self, row: int, partner: str) -> str:
        self.partners.setdefault(partner, row)
        if len(self.partners) > 2:
            known = " or ".join(list(self.partners)[:2])
            raise self.table.wrong(row, "partner", known, partner)
        return partner

    def _occasion(self, row: int, cells: list[str], couple: int, partner: str) -> str:
        if self.occasion_at is not None:
            occasion = cells[self.occasion_at].strip()
            if not occasion:
                raise self.table.wrong(row, "occasion", "a date, number or name", occasion)
            return occasion
        order = self.order.setdefault(couple, [])
        if order and (partner == order[-1]):
            other = "the other partner, since rows of a couple alternate without a column occasion"
            raise self.table.wrong(row, "partner", other, partner)
        order.append(partner)
        return str((len(order) - 1) // 2)

    def _refuse_half(self) -> None:
        for couple, order in self.order.items():
            if len(order) % 2:
                other = "a row of the other partner after it; add a column occasion where rows are missing"
                raise self.table.wrong(self.last_row[couple], "partner", other, order[-1])

    def _number(self, row: int, text: str, column: str) -> float:
        value = float(text) if _NUMBER.fullmatch(text.strip()) else float("nan")
        if not np.isfinite(value):
            raise self.table.wrong(row, column, "a number (leave the whole row out where it is missing)", text)
        return value


def _show(fitted: Fit, names: Names, seconds: float) -> None:
    console = Console()
    table = Columns(title="Fixed effects (standard error)", box=None, pad_edge=False, header_style="dim")
    table.add_column("term")
    for partner in names.partners:
        table.add_column(partner, justify="right")
    for at, term in enumerate(("intercept", *names.terms)):
        table.add_row(term, *(f"{fitted.fixed[p, at]:.4f} ({fitted.se[p, at]:.4f})" for p in (0, 1)))
    console.print(table)
    spread = np.sqrt(np.diag(fitted.random_cov))
    between = ", ".join(f"{name} {sd:.3f}" for name, sd in zip(_order(names), spread, strict=True))
    console.print(f"Between couples, SD: {between}.")
    console.print(
        f"Within, SD: {names.partners[0]} {fitted.residual_sd[0]:.3f}, {names.partners[1]} "
        f"{fitted.residual_sd[1]:.3f}, correlation on one occasion {fitted.residual_corr:.3f}."
    )
    console.print(
        f"REML log-likelihood {fitted.loglik:.3f}; {len(names.couples)} couples, "
        f"{fitted.iterations} iterations, {seconds:.2f} s."
    )


def _show_scales(scales: Scales) -> None:
    need = "not learned, since there is no column need_within" if scales.c_sd is None else f"{scales.c_sd:.2f}"
    Console().print(
        f"Scales, from {scales.couples} couples: own stress {scales.b_sd:.2f}, partner's need {need}. "
        f"Used between {NARROWEST:.2f} and {WIDEST:.2f}; no mean is kept."
    )


def _order(names: Names) -> list[str]:
    return [f"{term} {partner}" for term in ("intercept", "x_within") for partner in names.partners]
