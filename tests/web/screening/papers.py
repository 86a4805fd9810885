"""Ways to fill in a form: one answer vector for each score and each option of the item about harming oneself."""

from collections.abc import Iterator
from pathlib import Path

from nearward.domain.screening.instrument import Instrument

OPTIONS = ["first", "second", "third", "fourth"]


def licensed(
    folder: Path, permission: str = "Written permission of the owner to this clinic, 3 March 2026"
) -> Path:
    """Write a made-up text into the slot for the EPDS; its words are not those of the form."""
    items = "".join(
        f'\n[[items]]\ntext = "Made-up question {number}"\noptions = {OPTIONS}\n'.replace("'", '"')
        for number in range(1, 11)
    )
    file = folder / "epds.toml"
    file.write_text(
        f'instrument = "epds"\npermission = "{permission}"\nstem = "Made up"\n{items}', encoding="utf-8"
    )
    return file


def vectors(form: Instrument) -> Iterator[tuple[int, list[int], bool]]:
    """Yield a score, answers that come to it, and whether the item about harming oneself scores above 0."""
    scores = [[option.score for option in item.options] for item in form.items]
    hurting = form.self_harm - 1 if form.self_harm else None
    for score in range(form.highest + 1):
        for option in range(len(scores[hurting])) if hurting is not None else [None]:
            chosen = _answers(scores, score, hurting, option)
            if chosen is not None:
                yield score, chosen, option is not None and hurting is not None and scores[hurting][option] > 0


def _answers(scores: list[list[int]], score: int, hurting: int | None, option: int | None) -> list[int] | None:
    left, chosen = score, [0] * len(scores)
    for place, of_item in enumerate(scores):
        if place == hurting and option is not None:
            chosen[place], left = option, left - of_item[option]
    for place, of_item in enumerate(scores):
        if place == hurting:
            continue
        best = max((value for value in of_item if value <= max(left, 0)), default=0)
        chosen[place], left = of_item.index(best), left - best
    return chosen if left == 0 else None


def body(chosen: list[int], *, keep: bool = False, key: object = None) -> dict[str, object]:
    """Return what the page would send."""
    from uuid import uuid4

    said = {f"a{place}": str(at) for place, at in enumerate(chosen)}
    return {**said, "key": str(key or uuid4()), **({"keep": "1"} if keep else {})}
