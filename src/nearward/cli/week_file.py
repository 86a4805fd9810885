"""A week problem file: one problem or a list of them, each value checked, the place of a fault named."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from nearward.domain.refused import Refused
from nearward.domain.week.problem import Item, Partner, Week

CAP = 64_000_000  # bytes
USUAL_CHANGES = 5
LONGEST_NAME = 200
WORDS = {dict: "an object", list: "a list", str: "text", int: "a whole number", float: "a number"}


def read(path: Path) -> tuple[list[Week], bool]:
    """Return the problems of a file, and whether it holds a list of them."""
    said = _json(path)
    many = isinstance(said, list)
    problems = said if isinstance(said, list) else [said]
    weeks = []
    for at, problem in enumerate(problems):
        with place(path, at if many else None):
            weeks.append(_week(problem))
    return weeks, many


@contextmanager
def place(path: Path, at: int | None) -> Iterator[None]:
    """Name the file, which of its problems, and where in it, in whatever is refused inside."""
    try:
        yield
    except Refused as refusal:
        which = "" if at is None else f", problem {at + 1}"
        where = f", {refusal.field}" if refusal.field else ""
        said = f"{path.name}{which}{where}: {refusal}"
        raise Refused(" ".join("".join(c if c.isprintable() else " " for c in said).split())) from None


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > CAP:
            raise Refused(f"{path.name}: expected at most {CAP // 1_000_000} MB; split the list.")
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_number)
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name}: expected UTF-8 text; save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Refused(
            f"{path.name}, line {error.lineno}, column {error.colno}: not readable JSON ({error.msg})."
        ) from None
    except RecursionError:
        raise Refused(
            f"{path.name}: expected a problem or a list of them, found brackets within brackets."
        ) from None
    except ValueError as error:
        raise Refused(f"{path.name}: {error}.") from None


def _no_number(found: str) -> NoReturn:
    raise ValueError(f"expected numbers, found {found}")


def _week(said: object) -> Week:
    problem = _a(dict, said, "")
    partners = [_partner(one, f"partners[{at}]") for at, one in enumerate(_of(list, problem, "", "partners"))]
    if len(partners) != 2:
        raise Refused(f"expected two partners, found {len(partners)}.", field="partners")
    items = [_item(one, f"items[{at}]") for at, one in enumerate(_of(list, problem, "", "items"))]
    bundles = _of(list, problem, "", "bundles") if problem.get("bundles") is not None else []
    groups = tuple(_texts(one, f"bundles[{at}]") for at, one in enumerate(bundles))
    _refuse_split(groups, items)
    changes = _of(int, problem, "", "max_changes") if "max_changes" in problem else USUAL_CHANGES
    return Week(
        partners=(partners[0], partners[1]),
        items=tuple(items),
        bundles=groups,
        max_changes=changes,
    )


def _refuse_split(bundles: Iterable[tuple[str, ...]], items: Iterable[Item]) -> None:
    """Refuse a bundle of several holders: an answer has room for one name it moves from."""
    holder = {item.id: item.holder for item in items}
    for at, bundle in enumerate(bundles):
        if len({holder[id_] for id_ in bundle if id_ in holder}) > 1:
            raise Refused(
                "expected one holder for all of a bundle, since it moves together.", field=f"bundles[{at}]"
            )


def _partner(said: object, where: str) -> Partner:
    partner = _a(dict, said, where)
    return Partner(_name(partner, where, "name"), _of(float, partner, where, "share"))


def _item(said: object, where: str) -> Item:
    item = _a(dict, said, where)
    load = _of(dict, item, where, "load")
    return Item(
        id=_name(item, where, "id"),
        holder=_name(item, where, "holder"),
        can=frozenset(_texts(_of(list, item, where, "can"), f"{where}.can")),
        load={_a(str, name, f"{where}.load"): _a(float, load[name], f"{where}.load.{name}") for name in load},
        title=_of(str, item, where, "title") if "title" in item else "",
        kind=_of(str, item, where, "kind") if "kind" in item else "",
    )


def _name(said: Mapping[str, object], where: str, key: str) -> str:
    name: str = _of(str, said, where, key)
    if not name.strip() or len(name) > LONGEST_NAME:
        found = f"{len(name)} characters" if name.strip() else "nothing"
        raise Refused(f"expected a name of up to {LONGEST_NAME} characters, found {found}.", field=f"{where}.{key}")
    return name


def _texts(said: object, where: str) -> tuple[str, ...]:
    return tuple(_a(str, text, f"{where}[{at}]") for at, text in enumerate(_a(list, said, where)))


def _of(kind: type, said: Mapping[str, object], where: str, key: str) -> Any:
    place = f"{where}.{key}" if where else key
    if key not in said:
        raise Refused(f"expected {WORDS[kind]}, found nothing.", field=place)
    return _a(kind, said[key], place)


def _a(kind: type, said: object, where: str) -> Any:
    """Return `said` if it is of that kind; a whole number is a number too, true and false are none."""
    kinds = (int, float) if kind is float else (kind,)
    if not isinstance(said, kinds) or isinstance(said, bool):
        shown = json.dumps(said, ensure_ascii=False)
        raise Refused(
            f"expected {WORDS[kind]}, found {shown if len(shown) < 40 else shown[:39] + '…'}.", field=where
        )
    if isinstance(said, str) and any("\ud800" <= letter <= "\udfff" for letter in said):
        raise Refused("expected text, found half a character (a lone surrogate).", field=where)
    return said
