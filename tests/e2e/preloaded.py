"""A process that has read the whole program once and forks a fresh server from it for each test.

Importing the program and making the families of the demo take seconds, a fork takes milliseconds, and each server
still starts with nothing in memory but code. `python -m tests.e2e.preloaded FOLDER` reads one order a line as JSON
and answers each with one line.
"""

import io
import json
import os
import shutil
import signal
import sys
import threading
from contextlib import redirect_stdout
from fcntl import LOCK_EX, flock
from importlib import import_module
from pathlib import Path
from typing import Any

Order = dict[str, Any]
EMPTY, FAMILIES = "empty.sqlite3", "families.sqlite3"
LOADED_LATE = (
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.auto",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "nearward.web.asgi",
    "nearward.cli.invite_family",
    "nearward.cli.invite_counselor",
)


def prepare(folder: Path) -> list[tuple[str, str]]:
    """Make an empty database and one with the families of the demo; return their names and sign-in paths.

    Of several processes with one folder the first makes them, and the others take what it made.
    """
    folder.mkdir(exist_ok=True)
    os.environ |= {
        "NEARWARD_DATA": str(folder / "data"),
        "NEARWARD_DATABASE_URL": "",
        "NEARWARD_DEMO": "1",
        "NEARWARD_URL": "http://localhost:8000",
        "DJANGO_SETTINGS_MODULE": "nearward.web.settings",
    }
    from nearward.cli import running

    running.setup()
    from django.conf import settings
    from django.db import connection, connections

    # Costly on purpose where people sign in, and not what these tests are about.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    known = folder / "links.json"
    with (folder / "making").open("w") as making:
        flock(making, LOCK_EX)
        if not known.exists():
            running.prepare()
            database = Path(connection.settings_dict["NAME"])
            connections.close_all()
            shutil.copy(database, folder / EMPTY)
            from nearward import demo

            links = [(name, link.removeprefix(settings.URL)) for name, link in demo.build()]
            connections.close_all()
            shutil.copy(database, folder / FAMILIES)
            known.write_text(json.dumps(links))
    paths = [(name, path) for name, path in json.loads(known.read_text())]
    mine = folder / f"warm-{os.getpid()}.sqlite3"
    shutil.copy(folder / FAMILIES, mine)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(mine)
    _warm(paths[0][1])
    connections.close_all()
    return paths


def _warm(link: str) -> None:
    """Load what a server loads with its first pages."""
    from django.test import Client

    for module in LOADED_LATE:
        import_module(module)
    client = Client(SERVER_NAME="localhost")
    client.get(link)
    for path in ("/", "/check-in/", "/ask/", "/nights/", "/holding/", "/us/", "/family/", "/you/", "/mine/open/"):
        client.get(path)
    assert threading.active_count() == 1, "a fork would lose the other threads"


def _settle(order: Order, folder: Path) -> None:
    """Point this process at a data folder and an address of its own."""
    from django.conf import settings
    from django.db import connection

    data = Path(order["data"])
    database = data / "nearward.sqlite3"
    if not database.exists():
        data.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / (FAMILIES if order["families"] else EMPTY), database)
    settings.DATA = data
    settings.DEMO = order["families"]
    os.environ["NEARWARD_URL"] = settings.URL = f"http://localhost:{order['port']}"
    settings.CSRF_TRUSTED_ORIGINS = [settings.URL]
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(database)


def serve(order: Order) -> str:
    """Run the server until it is told to stop."""
    from nearward.cli.running import HOST, address, bind, claim, run

    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 0)
    os.dup2(silent, 1)
    with bind(HOST, order["port"]) as line, claim(address(line)):
        run(line)
    return ""


def run_command(order: Order) -> str:
    """Run one of the host's commands and return what it prints."""
    from nearward.cli import main

    said = io.StringIO()
    with redirect_stdout(said):
        main(order["args"], standalone_mode=False)
    return said.getvalue().strip()


def forked(work: Any, order: Order, folder: Path, answer: int) -> int:
    """Do some work in a fork, which writes what came of it to `answer`; return the fork's process id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        _settle(order, folder)
        os.write(answer, json.dumps(work(order)).encode())
    finally:
        os._exit(0)


def answer_to(order: Order, folder: Path, running: set[int]) -> Any:
    """Carry out one order."""
    if order["do"] == "stop":
        if order["pid"] in running:
            os.kill(order["pid"], signal.SIGTERM)
            os.waitpid(order["pid"], 0)
            running.discard(order["pid"])
        return True
    reading, writing = os.pipe()
    pid = forked(serve if order["do"] == "serve" else run_command, order, folder, writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        if order["do"] == "serve":
            running.add(pid)
            return pid
        words = said.read()
    os.waitpid(pid, 0)
    return json.loads(words or '""')


def main() -> None:
    """Answer orders until there are no more."""
    folder = Path(sys.argv[1])
    running: set[int] = set()
    print(json.dumps(prepare(folder)), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer_to(json.loads(line), folder, running)), flush=True)
    for pid in running:
        os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    main()
