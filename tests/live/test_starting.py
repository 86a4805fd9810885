"""Real `nearward serve` processes: two at once on PostgreSQL, one at a time on SQLite, and the link they print."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.postgres import POSTGRES, new_database

NEARWARD = [sys.executable, "-m", "nearward"]
PATIENCE = 120
LINK = re.compile(r"(http://\S+?:(\d+))/join/\S+")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a host who set nothing but the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEARWARD_")}
    return {**kept, "NEARWARD_DATA": str(folder), **more}


@dataclass
class Serving:
    """A running server, and what it has printed."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def link(self) -> str:
        """The link it printed."""
        return self._found()[0]

    @property
    def url(self) -> str:
        """Where it listens, by that link."""
        return self._found()[1]

    def _found(self) -> re.Match[str]:
        found = LINK.search(self.log.read_text())
        assert found, self.log.read_text()
        return found

    def wait(self) -> None:
        """Wait for its first answer."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if LINK.search(self.log.read_text()) and opens(f"{self.url}/help/"):
                return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())


def opens(url: str) -> bool:
    """Say whether a page answers 200."""
    try:
        with urlopen(url, timeout=20) as answer:
            return answer.status == 200
    except HTTPError:
        return False
    except OSError:
        return False


@contextmanager
def serve(env: dict[str, str], log: Path, *words: str) -> Iterator[Serving]:
    """Run a server on a free port."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*NEARWARD, "serve", *(words or ("--port", "0"))], env=env, stdout=out, stderr=out
        )
    try:
        yield Serving(process, log)
    finally:
        process.terminate()
        process.wait(20)


def nearward(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command beside a server."""
    return subprocess.run(
        [*NEARWARD, *words], env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, dict[str, str]]]:
    """A server on an SQLite folder of its own."""
    folder = tmp_path_factory.mktemp("one")
    env = environment(folder / "data")
    with serve(env, folder / "log") as server:
        server.wait()
        yield server, env


def test_a_second_server_on_an_sqlite_folder_is_refused(one: tuple[Serving, dict[str, str]]) -> None:
    _server, env = one
    second = nearward(env, "serve", "--port", "0")
    assert (second.returncode, second.stdout) == (2, "")
    assert "Another server already runs on" in second.stderr
    assert "PostgreSQL" in second.stderr
    assert second.stderr.count("\n") == 1


def test_other_commands_work_beside_it(one: tuple[Serving, dict[str, str]]) -> None:
    server, env = one
    for words in (["check", "--json"], ["backup", "--json"], ["invite-counselor", "The Harbor"]):
        assert nearward(env, *words).returncode == 0
    invited = nearward(env, "invite-family").stdout.strip()
    assert invited.startswith(f"{server.url}/join/"), "a link at the address the server listens on"
    assert opens(invited)


def test_a_port_in_use_is_said_in_one_sentence(one: tuple[Serving, dict[str, str]], tmp_path: Path) -> None:
    port = one[0].url.rpartition(":")[2]
    taken = nearward(environment(tmp_path / "data"), "serve", "--port", port)
    assert taken.returncode == 2
    assert re.fullmatch(rf"Nearward cannot listen on 127.0.0.1, port {port}: .*--port\.\n", taken.stderr)
    assert not (tmp_path / "data/nearward.sqlite3").exists()


def test_the_first_link_leads_to_this_server(one: tuple[Serving, dict[str, str]]) -> None:
    assert opens(one[0].link)


@pytest.mark.proved
def test_each_start_ends_the_link_printed_before_and_no_other(tmp_path: Path) -> None:
    env = environment(tmp_path / "data")
    with serve(env, tmp_path / "first") as server:
        server.wait()
        first, invited = server.link, nearward(env, "invite-family").stdout.strip()
    with serve({**env, "NEARWARD_URL": "http://localhost:8000"}, tmp_path / "second") as server:
        server.wait()
        assert opens(server.link), "the port it listens on, whatever NEARWARD_URL says of this machine"
        assert not opens(server.url + path_of(first))
        assert opens(server.url + path_of(invited))


def path_of(link: str) -> str:
    """Return a link without its address."""
    return link[link.index("/join/") :]


@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["check"]])
def test_a_missing_driver_is_named(words: list[str], tmp_path: Path) -> None:
    package = tmp_path / "without/psycopg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'psycopg'\")")
    path = f"{package.parent}:{os.environ.get('PYTHONPATH', '')}"
    env = environment(tmp_path / "data", NEARWARD_DATABASE_URL=POSTGRES, PYTHONPATH=path)
    done = nearward(env, *words)
    assert done.returncode == 2
    assert 'pip install "nearward[postgres]"' in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("url", ["mysql://a@b/c", "nonsense"])
def test_a_database_of_another_kind_is_refused_in_one_sentence(url: str, tmp_path: Path) -> None:
    done = nearward(environment(tmp_path / "data", NEARWARD_DATABASE_URL=url), "serve", "--port", "0")
    assert done.returncode == 2
    assert "NEARWARD_DATABASE_URL: expected postgres://" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.proved
@pytest.mark.postgres
def test_two_servers_at_once_bring_up_one_postgresql_database(tmp_path: Path) -> None:
    with new_database("starting") as url:
        first = environment(tmp_path / "a", NEARWARD_DATABASE_URL=url, NEARWARD_KEY_FILE=str(tmp_path / "key"))
        both = [first, {**first, "NEARWARD_DATA": str(tmp_path / "b")}]
        start_both(both, tmp_path / "empty")
        undo = [sys.executable, "-m", "django", "migrate", "together", "zero", "--verbosity", "0"]
        subprocess.run(undo, env={**first, "DJANGO_SETTINGS_MODULE": "nearward.web.settings"}, check=True)
        start_both(both, tmp_path / "waiting")


def start_both(envs: list[dict[str, str]], logs: Path) -> None:
    """Start two servers in the same moment; both must come up."""
    logs.mkdir()
    with ExitStack() as both:
        servers = [both.enter_context(serve(env, logs / str(at))) for at, env in enumerate(envs)]
        for server in servers:
            server.wait()
        links = {server.link: opens(server.link) for server in servers}
        assert sorted(links.values()) == [False, True], "only the newest link works"
