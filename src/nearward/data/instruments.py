"""Reads the instruments: published forms, with what each option scores; and an operator's own licensed text."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Band, Instrument, Item, Option
from nearward.domain.screening.licensed import with_text
from nearward.domain.words import N_

LARGEST_FILE = 200_000  # bytes
LOW_MOOD, WORRY = N_("low mood"), N_("worry and anxiety")
PERINATAL_MOOD = N_("mood around a birth")


@cache
def instruments() -> Mapping[str, Instrument]:
    """Return phq2, phq9, gad2, gad7 and epds by name."""
    said = json.loads((files("nearward.data") / "instruments.json").read_text(encoding="utf-8"))
    phq, gad = said["phq9"], {**said["gad7"], "licence": said["phq9"]["licence"]}  # "as PHQ-9"
    item_code, answer_code = _checked(phq, "items"), _checked(phq, "answers")
    anchors = tuple(Option(text, score, answer_code(code)) for code, text, score in phq["options"])
    scores = {option.text: option for option in anchors}
    phq9_items = [Item(text, anchors, item_code(code)) for code, text in phq["items"]]
    phq9 = _with_bands("phq9", "PHQ-9", LOW_MOOD, phq, phq9_items)
    gad_anchors = tuple(Option(text, scores[text].score) for text in gad["options"])  # the same words and scores
    gad_code = _checked(gad, "items")
    gad_items = [
        Item(text, gad_anchors, gad_code(code)) for text, code in zip(gad["items"], gad["loinc_items"], strict=True)
    ]
    gad7 = _with_bands("gad7", "GAD-7", WORRY, gad, gad_items, phq["stem"])
    found = (
        _first_two("phq2", "PHQ-2", phq9, phq["phq2"]), phq9,
        _first_two("gad2", "GAD-2", gad7, gad["gad2"]), gad7,
        _epds(said["epds"]),
    )  # fmt: skip
    return {instrument.key: instrument for instrument in found}


def _checked(said: Mapping[str, Any], kind: str) -> Callable[[str], str]:
    """Return what keeps a LOINC code of this kind where it was checked at its source, and drops it elsewhere."""
    known = kind in said.get("loinc_checked", ())
    return lambda code: code if known else ""


def _codes(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the code of the form and that of its total, each where it was checked."""
    return {f"{kind}_code": _checked(said, kind)(said.get(f"loinc_{kind}", "")) for kind in ("panel", "total")}


def epds_with_text(path: Path) -> Instrument:
    """Return the EPDS with an operator's own licensed text from a TOML file; raises `Refused`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(f"{path.name}: expected at most {LARGEST_FILE // 1000} kB.")
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"{path.name}: expected a TOML file in UTF-8 ({error}).") from None
    try:
        return with_text(instruments()["epds"], said)
    except Refused as refusal:
        raise Refused(f"{path.name}, {refusal}", field=refusal.field) from None


def _with_bands(
    key: str, name: str, about: str, said: Mapping[str, Any], items: list[Item], stem: str = ""
) -> Instrument:
    return Instrument(
        key=key,
        name=name,
        about=about,
        items=tuple(items),
        cutoff=_number(said["positive"], r">=(\d+)"),
        window=timedelta(weeks=_number(said["window"], r"last (\d+) weeks")),
        stem=said.get("stem", stem),
        bands=tuple(_band(range_, band) for range_, band in said["bands"].items()),
        self_harm=_number(said["critical"], r"item (\d+) > 0") if "critical" in said else None,
        licence=said["licence"],
        **_codes(said),
    )


def _first_two(key: str, name: str, whole: Instrument, said: Mapping[str, Any]) -> Instrument:
    return Instrument(
        key=key,
        name=name,
        about=whole.about,
        items=tuple(whole.items[place - 1] for place in said["items"]),
        cutoff=_number(said["positive"], r">=(\d+)"),
        window=whole.window,
        stem=whole.stem,
        licence=whole.licence,
        **_codes(said),
    )


def _epds(said: Mapping[str, Any]) -> Instrument:
    return Instrument(
        key="epds",
        name="EPDS",
        about=PERINATAL_MOOD,
        items=tuple(Item("", tuple(Option("", score) for score in scores)) for scores in said["scores_by_item"]),
        cutoff=said["cutoffs"]["default"],
        window=timedelta(days=said["window_days"]),
        self_harm=said["self_harm_item"],
        licence=said["text"],
        lower=_lines(said["cutoffs"]["partners"]),
        **_codes(said),
    )


def _band(range_: str, name: str) -> Band:
    low, high = range_.split("-")
    return Band(int(low), int(high), name)


def _lines(said: str) -> tuple[int, int]:
    found = re.match(r"(\d+)-(\d+) pooled", said)
    if found is None:
        raise ValueError(f"Not as expected in instruments.json: {said!r}")
    return int(found[1]), int(found[2])


def _number(said: str, pattern: str) -> int:
    found = re.fullmatch(pattern, said)
    if found is None:
        raise ValueError(f"Not as expected in instruments.json: {said!r}")
    return int(found[1])
