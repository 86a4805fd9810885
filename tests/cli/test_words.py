"""`nearward words`: its contract, with the encoder and without, help first, no socket, and bad input."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from nearward.cli import main
from nearward.data import wording
from nearward.domain.wording.ears import Plain
from tests.domain.wording.ear import Ear

KEYS = ["top", "named", "family", "safety", "card"]
CARDS = wording.library().cards


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch):
    def blocked(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", blocked)


class Sure(Ear):
    """Hears every sentence as one that closes a door."""

    def hear(self, text):
        return {**dict.fromkeys([*CARDS, *super().hear(text)], 0.0), "withdraw": 0.9, "blame": 0.05, "hold": 0.05}


@pytest.fixture
def with_encoder(monkeypatch):
    plain = wording.ears().plain
    assert isinstance(plain, Plain)
    monkeypatch.setattr(wording, "ears", lambda: wording.Both(Sure({}), plain))


@pytest.fixture
def without_encoder(monkeypatch):
    plain = wording.ears().plain
    monkeypatch.setattr(wording, "ears", lambda: wording.Both(None, plain))


def say(*arguments, text=None):
    return CliRunner().invoke(main, ["words", *arguments], input=text)


def answers(*arguments, text=None):
    result = say(*arguments, "--json", text=text)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_object_a_line_in_the_order_of_the_file(tmp_path: Path, with_encoder):
    file = tmp_path / "said.jsonl"
    file.write_text('{"text": "I am going out."}\n\n{"text": "he hit me", "id": 7}\n')
    one, other = answers(str(file))
    assert list(one) == list(other) == KEYS
    assert (one["top"], one["named"], one["family"], one["safety"]) == (
        ["withdraw", "blame", "hold"], "withdraw", "distance", "none",
    )  # fmt: skip
    assert one["card"]["lands_as"] == "a door that closes"
    assert len(one["card"]["rewordings"]) == 3
    assert (other["named"], other["family"], other["safety"]) == (None, None, "hard")
    assert other["card"]["help"] is True
    assert other["card"]["rewordings"] == []
    assert len(other["top"]) == 3


def test_said_to_me_gives_ways_to_answer_and_leaves_the_meaning_to_them(with_encoder):
    (mine,), (theirs,) = answers(text="I'm done."), answers("--said-to-me", text="I'm done.")
    assert theirs["card"]["says"][0].endswith("Only they know what they meant.")
    assert mine["card"]["says"][0].endswith("you may mean something else by it.")
    assert theirs["card"]["rewordings"] != mine["card"]["rewordings"]


def test_without_the_encoder_three_chips_stand_in_one_order_and_nothing_is_named(without_encoder):
    found = answers(text="I'm done talking about this.\nWhat is for dinner\nI want to kill myself\n")
    assert {tuple(one["top"]) for one in found} == {("withdraw", "minimize", "blame")}
    assert {one["named"] for one in found} == {None}
    assert [one["safety"] for one in found][2] == "hard"


def test_help_is_first_and_alone_where_danger_is_heard(without_encoder):
    page = say(text="I want to kill myself").stdout
    assert page.startswith("Are you safe right now?")
    assert "988" in page
    assert "Does one of these fit" not in page


def test_a_card_can_be_read(with_encoder):
    page = " ".join(say(text="I'm done.").stdout.split())
    for words in ("can land as “a door that closes”", "What may be going on inside", "half past eight", "kept"):
        assert words in page


def test_many_sentences_make_a_table(with_encoder):
    page = say(text="I'm done.\nhe hit me\n").stdout
    assert "a door that closes" in page
    assert "help first" in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"{\"text\": \"a\"}\nnot json\n", "row 2"),
        (b"{\"words\": \"a\"}\n", "row 1, text"),
        (b"{\"text\": 3}\n", "row 1, text"),
        (b"{\"text\": \"\"}\n", "row 1, text"),
        (b"[1]\n", "row 1"),
        (b"[" * 100_000, "row 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (json.dumps({"text": "x" * 2001}).encode(), "row 1"),
        (b"{\"text\": \"\\ud800\"}", "row 1"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_with_its_place(tmp_path: Path, content: bytes, says: str):
    file = tmp_path / "said.jsonl"
    file.write_bytes(content)
    result = say(str(file), "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_folder_and_an_absent_file_are_said(tmp_path: Path):
    assert "folder" in say(str(tmp_path)).stderr
    assert "cannot be read" in say(str(tmp_path / "none")).stderr
