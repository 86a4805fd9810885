"""Read a JSON file; whatever is wrong is one sentence with the place and what was expected."""

import json
from pathlib import Path
from typing import Any, NoReturn

from nearward.domain.refused import Refused

CAP_BYTES = 64_000_000
MOST = 1_000_000
SHOWN = 60


class At:
    """A place in the file, and the ways a value there may be wrong."""

    def __init__(self, where: str) -> None:
        self.where = where

    def inside(self, what: str) -> "At":
        return At(f"{self.where}, {what}")

    def wrong(self, expected: str, found: object) -> NoReturn:
        shown = json.dumps(found, ensure_ascii=True)
        shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
        what = "nothing" if found is None else shown
        raise Refused(f"{self.where}: expected {expected}, found {what}.")

    def an_object(self, value: object) -> dict[str, Any]:
        return value if isinstance(value, dict) else self.wrong("an object { … }", value)

    def a_list(self, value: object, expected: str = "a list [ … ]") -> list[Any]:
        return value if isinstance(value, list) else self.wrong(expected, value)

    def whole(self, value: object, least: int = 0, most: int = MOST) -> int:
        number = self.number(value, least, most, f"a whole number from {least} to {most}")
        return int(number) if number == int(number) else self.wrong(f"a whole number from {least} to {most}", value)

    def number(self, value: object, least: float, most: float, expected: str = "") -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.wrong(expected or f"a number from {least:g} to {most:g}", value)
        return float(value)

    def yes_or_no(self, value: object) -> bool:
        if not isinstance(value, bool | int) or value not in (0, 1):
            self.wrong("true or false", value)
        return bool(value)

    def text(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self.wrong("a text", value)
        if any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
            self.wrong("a text of whole characters", value)
        return value


def load(path: Path) -> Any:
    """What a JSON file holds. NaN and infinities are no JSON."""
    try:
        size = path.stat().st_size
        if size > CAP_BYTES:
            raise Refused(f"{path.name} has {size // 1_000_000} MB: expected at most {CAP_BYTES // 1_000_000} MB.")
        return json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_constant)
    except IsADirectoryError:
        raise Refused(f"{path.name} is a folder: expected a JSON file.") from None
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name}: expected UTF-8 text; save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"{path.name}, {where}: not JSON ({error.msg}).") from None
    except RecursionError:
        raise Refused(f"{path.name}: lists and objects lie too deep in each other.") from None
    except ValueError as error:
        raise Refused(f"{path.name}: expected ordinary numbers ({error}).") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not one")
