"""Every sentence a person may read, and the catalogue of each other language. `bin/translate` writes it anew.

Read from the source with Babel, in pure Python: nothing needs to be installed beside the development lock.
"""

import io
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src/nearward"
LOCALE = SOURCE / "web/locale"
LANGUAGES = ("es",)
CALLS = {"gettext": None, "gettext_lazy": None, "_": None, "N_": None, "ngettext": (1, 2)}
# The keys of each data file whose strings are read by people.
SAID = {
    "starters.toml": {"title"},
    "reflection.toml": {"said", "near", "ahead", "low", "apart"},
    "cards.toml": {"label", "choices", "first", "lands_as", "inside", "question", "rewordings", "answers"},
    "together.toml": {"title"},
    "expecting.toml": {"title", "hint", "question", "words"},
}
SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue says nothing of when it was written, so that it is the same
PLACES = re.compile(r"%\((\w+)\)s|%%")
Message = str | tuple[str, str]


def messages() -> dict[Message, list[str]]:
    """Return every message with where it stands, in the order of the source."""
    found: dict[Message, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        where = str(path.relative_to(SOURCE))
        if where.startswith("cli/"):  # the command line speaks English
            continue
        for message in _in_file(path):
            found.setdefault(message, []).append(where)
    return found


def _in_file(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        yield from _calls(path.read_bytes())
    elif path.suffix == ".html":
        yield from _calls(_unindented(templatize(path.read_text(), origin=str(path))))
    elif path.suffix == ".toml":
        yield from _strings(tomllib.loads(path.read_text()), SAID[path.name])


def _unindented(source: str) -> bytes:
    """Return a templatized file without indentation, which Babel would read as Python's."""
    return "\n".join(line.lstrip() for line in source.splitlines()).encode()


def _calls(source: bytes) -> Iterator[Message]:
    for _line, _call, said, _comments in extract_python(io.BytesIO(source), CALLS, [], {}):
        parts = said if isinstance(said, tuple) else (said,)
        if isinstance(parts[0], str) and parts[0]:
            yield (parts[0], parts[1]) if len(parts) > 1 and isinstance(parts[1], str) else parts[0]


def _strings(node: Any, keys: set[str], *, here: bool = False) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _strings(value, keys, here=key in keys)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value, keys, here=here)
    elif here and isinstance(node, str):
        yield node


def file_of(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES/django.po"


def catalogue_of(language: str) -> Catalog:
    """Return a language's catalogue as it is kept."""
    path = file_of(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as opened:
        return read_po(opened, locale=language)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language, project="Nearward", version="", fuzzy=False, header_comment="# Nearward",
        creation_date=SINCE, revision_date=SINCE, last_translator="", language_team="",
    )  # fmt: skip


def renewed(language: str) -> Catalog:
    """Return the catalogue with every message of the source and none that is gone; what is said stays."""
    kept, made = catalogue_of(language), _empty(language)
    for message, places in messages().items():
        known = kept.get(message[0] if isinstance(message, tuple) else message)
        same = known is not None and known.id == message
        made.add(
            message, known.string if known and same else None, [(place, None) for place in dict.fromkeys(places)]
        )
    return made


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the server reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Write each catalogue anew, and say what is still to be said in it."""
    for language in LANGUAGES:
        catalogue = renewed(language)
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            write_po(out, catalogue, width=110, omit_header=False, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        empty = [message.id for message in catalogue if message.id and not _said(message.string)]
        print(f"{language}: {len(catalogue)} sentences, {len(empty)} still to be said")


def _said(string: Any) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
