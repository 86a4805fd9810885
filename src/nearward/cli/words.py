"""`nearward words`: how a sentence can land, and other ways to say it."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from nearward.cli.json_file import CAP_BYTES, At
from nearward.cli.patience import bar
from nearward.cli.refusing import one_sentence
from nearward.cli.words_page import card_of, show
from nearward.data.encoder import encoder
from nearward.data.wording import heard
from nearward.domain.refused import Refused
from nearward.domain.wording.cards import HEARD, SAYING


@click.command(name="words")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=False))
@click.option("--said-to-me", is_flag=True, help="The sentences were said to me; else I am about to say them.")
@click.option("--json", "as_json", is_flag=True, help="Only JSON, one object a line, on standard output.")
def command(file: Path | None, said_to_me: bool, as_json: bool) -> None:
    """Hear sentences from FILE.jsonl (one {"text": …} a line) or from standard input, one a line.

    Nothing is stored or logged. With nearward[words] installed one way may be named; without it three stand ready.
    """
    with one_sentence():
        texts = _texts(file)
        encoder()
        found, side = [], HEARD if said_to_me else SAYING
        with bar("Listening", len(texts)) as done:
            for count, (where, text) in enumerate(texts, start=1):
                try:
                    found.append(heard(text))
                except Refused as refusal:
                    raise Refused(f"{where}: {refusal}") from None
                done(count)
        if as_json:
            for one in found:
                card = card_of(one, side)
                told = {"top": list(one.top), "named": one.named, "family": one.family, "safety": one.safety}
                click.echo(json.dumps({**told, "card": card}, ensure_ascii=False))
        else:
            show([text for _where, text in texts], found, side)


def _texts(file: Path | None) -> list[tuple[str, str]]:
    """Return each text with where it stood."""
    name = file.name if file else "Standard input"
    lines = _read(file, name).splitlines()
    rows = [(f"{name}, row {row}", line) for row, line in enumerate(lines, start=1) if line.strip()]
    if not rows:
        raise Refused(f'{name} is empty: expected one sentence, or one {{"text": …}}, a line.')
    if file is None and not rows[0][1].lstrip().startswith("{"):
        return rows
    return [(where, _text(where, line)) for where, line in rows]


def _read(file: Path | None, name: str) -> str:
    try:
        if file is None:
            return sys.stdin.buffer.read(CAP_BYTES).decode("utf-8-sig")
        if file.is_dir():
            raise Refused(f'{name} is a folder: expected a file with one {{"text": …}} a line.')
        if file.stat().st_size > CAP_BYTES:
            raise Refused(f"{name} is too large: expected at most {CAP_BYTES // 1_000_000} MB.")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{name}: expected UTF-8 text; save the file as UTF-8.") from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.") from None


def _text(where: str, line: str) -> str:
    at = At(where)
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError, ValueError):
        raise Refused(f'{where}: expected {{"text": …}}, found something that is not JSON.') from None
    return at.inside("text").text(at.an_object(row).get("text"))
