"""Promise 15: what a server refuses to start with."""

import base64
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_bytes

from tests.prove import house
from tests.prove.registry import Figure, proof

NAMED = "https://near.example"


def key_file(content: str, mode: int = 0o600) -> Callable[[Path], None]:
    """Return what puts a key file into a folder."""

    def put(folder: Path) -> None:
        file = folder / "nearward.key"
        file.write_text(content)
        file.chmod(mode)

    return put


def good() -> str:
    """Return a key as drawn at random."""
    return base64.b64encode(token_bytes(32)).decode()


def coded(secret: bytes) -> str:
    """Return bytes as a key line."""
    return base64.b64encode(secret).decode()


def nothing(folder: Path) -> None:
    """Leave the folder empty."""


Case = tuple[str, list[str], dict[str, str], Callable[[Path], None], str]
CASES: list[Case] = [
    ("plain HTTP on every address", ["--host", "0.0.0.0"], {}, nothing, "needs HTTPS"),
    ("plain HTTP by a name", [], {"NEARWARD_URL": "http://near.example"}, nothing, "needs HTTPS"),
    ("plain HTTP by a number", [], {"NEARWARD_URL": "http://192.168.1.5:8000"}, nothing, "needs HTTPS"),
    ("debugging on a name", [], {"NEARWARD_URL": NAMED, "NEARWARD_DEBUG": "1"}, nothing, "NEARWARD_DEBUG"),
    ("debugging said otherwise", [], {"NEARWARD_URL": NAMED, "NEARWARD_DEBUG": "y"}, nothing, "NEARWARD_DEBUG"),
    ("a short key", [], {"NEARWARD_URL": NAMED}, key_file(coded(token_bytes(16))), "32 random bytes"),
    ("an empty key file", [], {"NEARWARD_URL": NAMED}, key_file(""), "holds no key"),
    ("words for a key", [], {"NEARWARD_URL": NAMED}, key_file("change-me"), "32 random bytes"),
    ("a typed key", [], {"NEARWARD_URL": NAMED}, key_file(coded(b"django-insecure-change-me-please")), "was typed"),
    ("a key of zeros", [], {"NEARWARD_URL": NAMED}, key_file(coded(bytes(32))), "was typed"),
    ("a key all can read", [], {"NEARWARD_URL": NAMED}, key_file(good(), 0o644), "chmod 600"),
    ("no such database", [], {"NEARWARD_DATABASE_URL": "postgres://x@127.0.0.1:1/x"}, nothing, "does not answer"),
]


@proof("15 accounts", "every unsafe start is refused in one sentence", (4, 12, 12))
def unsafe_starts(count: int) -> Figure:
    """Start the server in each unsafe way: it must end with 2 and one sentence, and listen to nobody."""

    def refused(number: int) -> bool:
        _name, words, env, put, sentence = CASES[number]
        folder = house.data() / str(number)
        folder.mkdir(parents=True)
        put(folder)
        port = str(house.free_port())
        try:
            done = house.nearward("serve", "--port", port, *words, expect=None, NEARWARD_DATA=str(folder), **env)
        except subprocess.TimeoutExpired:  # it serves
            return False
        return done.returncode == 2 and sentence in done.stderr and len(done.stderr.strip().splitlines()) == 1

    chosen = range(len(CASES)) if count >= len(CASES) else range(0, len(CASES), len(CASES) // count)
    with ThreadPoolExecutor(2) as pool:
        right = list(pool.map(refused, chosen))
    return Figure(f"{sum(right)} of {len(right)} refused", all(right))
