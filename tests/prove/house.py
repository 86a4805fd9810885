"""A house for one proof: a data folder, people in it, a real server on it, and phones that speak to it."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

PATIENCE = 120
PASSPHRASE = "warm lamp slow boat"


def data() -> Path:
    """Return this proof's data folder."""
    return Path(os.environ["NEARWARD_DATA"])


def settle(*, static: bool = False, sign_in: bool = False, durable: bool = True) -> None:
    """Load the web and make the tables; with `static` also what a served page needs.

    Passphrases are hashed cheaply unless someone will `sign_in` with one. Not `durable`: nothing waits for the
    disk, for proofs of what two may do at once, where no power is cut.
    """
    from django.conf import settings
    from django.core.management import call_command

    from nearward.cli import running

    _copy_tables()
    running.setup()
    if not sign_in:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not durable:
        _wait_for_no_disk(settings.DATABASES["default"])
    call_command("migrate", verbosity=0, interactive=False)
    if static:
        lay_out()


def _copy_tables() -> None:
    """Begin with the empty tables another proof of this run has made."""
    made = Path(os.environ.get("NEARWARD_PROVE_TABLES", ""))
    if made.is_file() and not data().exists():
        data().mkdir(parents=True, mode=0o700)
        shutil.copy(made, data() / "nearward.sqlite3")


def _wait_for_no_disk(database: dict[str, Any]) -> None:
    options = database.setdefault("OPTIONS", {})
    if "init_command" in options:
        options["init_command"] += "PRAGMA synchronous=OFF;"
    else:
        options["options"] = "-c synchronous_commit=off"


def lay_out() -> None:
    """Lay out the static files, once for all proofs of a run."""
    from django.conf import settings

    from nearward.cli import running

    shared = Path(os.environ.get("NEARWARD_PROVE_STATIC", ""))
    if shared.name and (shared / ".laid-out").exists() and not settings.STATIC_ROOT.exists():
        shutil.copytree(shared, settings.STATIC_ROOT)
    running.lay_out_static_files(settings.STATIC_ROOT)
    if shared.name and not shared.exists():
        draft = shared.with_name(f"{shared.name}.{os.getpid()}")
        shutil.copytree(settings.STATIC_ROOT, draft)
        if not shared.exists():
            draft.rename(shared)


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def come_in(name: str, by: Any = None) -> Any:
    """Bring a partner in through a real invite."""
    from nearward.web.people import services as people
    from nearward.web.people.models import Caregiver, Invite
    from nearward.web.people.selectors import invite_for

    kind = Invite.For.PARTNER if by else Invite.For.FAMILY
    _made, token = people.invite(kind=kind, by=by, now=now())
    invite = invite_for(token, now=now())
    assert invite is not None
    new = people.NewPerson(name, name.lower(), PASSPHRASE, country="ES")
    person = people.join_as_new(invite=invite, new=new, now=now())
    return Caregiver.objects.select_related("person", "family").get(person=person)


def note(who: Any, text: str, key: UUID | None = None) -> UUID:
    """Check in with a private note, through the service."""
    from nearward.domain.checkin import Open, Private
    from nearward.web.checkins import services as checkins

    kept = Private(stress=3, note=text)
    return checkins.check_in(me=who, said=Open({"sleep": 2}, 1), kept=kept, key=key or uuid4(), now=now())


def session_of(who: Any) -> str:
    """Sign someone in, with Mine open, and return the session's key."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(who.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["mine_used"] = time.time()
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def nearward(*words: str, expect: int | None = 0, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would. One that does not end (a server that should not start) is stopped."""
    done = subprocess.run(
        [sys.executable, "-m", "nearward", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "nearward.web.settings", **env}, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert expect is None or done.returncode == expect, (words, done.returncode, done.stdout, done.stderr)
    return done


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running `nearward serve`."""

    def __init__(self, folder: Path, port: int | None = None, log: Path | None = None) -> None:
        self.port = port or free_port()
        out = (log or folder / "server.log").open("ab")
        env = {**os.environ, "NEARWARD_DATA": str(folder), "NEARWARD_URL": f"http://localhost:{self.port}"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nearward", "serve", "--port", str(self.port)],
            env=env, stdout=out, stderr=out,
        )  # fmt: skip
        out.close()
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            assert self.process.poll() is None, "the server ended as it started"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> float:
        """Ask it to stop; return the seconds it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        return time.monotonic() - start


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run a server on a folder for a while."""
    server = Server(folder)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


@dataclass
class Phone:
    """A signed-in browser without the browser: it keeps its cookies and its connection."""

    port: int
    session: str = ""

    def __post_init__(self) -> None:
        self.csrf = "".join(secrets.choice(string.ascii_letters) for _ in range(32))
        self.line = http.client.HTTPConnection("localhost", self.port, timeout=30)

    def _headers(self) -> dict[str, str]:
        cookies = f"csrf={self.csrf}" + (f"; session={self.session}" if self.session else "")
        return {"Cookie": cookies, "Origin": f"http://localhost:{self.port}"}

    def _answer(self) -> tuple[int, str]:
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            if name == "session":
                self.session = value
            if name == "csrf":
                self.csrf = value
        return answer.status, answer.read().decode()

    def get(self, path: str) -> tuple[int, str]:
        """Open a page."""
        self.line.request("GET", path, headers=self._headers())
        return self._answer()

    def post(self, path: str, **fields: object) -> tuple[int, str]:
        """Send a form."""
        body = urlencode({"csrfmiddlewaretoken": self.csrf, **fields})
        headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", path, body, headers)
        return self._answer()

    def check_in(self, key: UUID, text: str) -> bool:
        """Send a check-in; True is the server's word that it is kept."""
        status, body = self.post("/check-in/", key=key, stress=5, room=2, note=text)
        assert status in {302, 507}, (status, body[:500])
        return status == 302
