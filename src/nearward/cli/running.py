"""What `serve` and `demo` share: set up the database and the static files, then run the server."""

import hashlib
import os
import signal
import socket
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import click

from nearward.domain.refused import Refused

HOST = "127.0.0.1"
GRACE_SECONDS = 3
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PRIVATE = 0o077


def refuse_unsafe(host: str) -> None:
    """Stop before a server is reachable from elsewhere without HTTPS, or in production with debugging on."""
    from django.conf import settings  # noqa: PLC0415

    reachable = host not in LOOPBACK or not settings.LOOPBACK
    if reachable and not settings.HTTPS:
        raise Refused(
            "Beyond this machine Nearward needs HTTPS: set NEARWARD_URL=https://your.name and put a proxy in front."
        )
    if settings.DEBUG and (reachable or settings.HTTPS):
        raise Refused("NEARWARD_DEBUG shows pages' insides to anyone; switch it off on a reachable server.")


def bind(host: str, port: int) -> socket.socket:
    """Take the address a server will listen on (port 0: any free one). Raises `Refused` when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    line = socket.socket(family)
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, port))
    except OSError as error:
        line.close()
        raise Refused(
            f"Nearward cannot listen on {host}, port {port}: {error.strerror or error}. "
            "Stop what listens there, or choose another --port."
        ) from None
    return line


def address(line: socket.socket) -> str:
    """Return where this server can be opened: at NEARWARD_URL, or on this machine at the port it listens on."""
    told = os.environ.get("NEARWARD_URL") or "http://localhost"
    parts = urlsplit(told)
    name = parts.hostname or ""
    if parts.scheme != "http" or name not in LOOPBACK:
        return told.rstrip("/")
    host, port = line.getsockname()[:2]
    return f"http://{f'[{name}]' if ':' in name else name}:{port}" if name == host else f"http://localhost:{port}"


def setup() -> None:
    """Load the web. Whatever it writes from here on is for this account's eyes only."""
    import django  # noqa: PLC0415  (loaded only by commands that need it)
    from django.conf import settings  # noqa: PLC0415

    os.umask(PRIVATE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.web.settings")
    refuse_without_driver(settings.DATABASES["default"]["ENGINE"])
    django.setup()


def refuse_without_driver(engine: str) -> None:
    """Stop before Django looks for a driver that is not installed."""
    if engine.endswith("postgresql"):
        try:
            import_module("psycopg")
        except ImportError:
            raise Refused(
                "NEARWARD_DATABASE_URL names a PostgreSQL database, and the driver for it is not installed: "
                'pip install "nearward[postgres]"'
            ) from None


def claim(served_at: str) -> AbstractContextManager[None]:
    """Hold the data folder while a server runs on it. With SQLite only one server may."""
    from django.conf import settings  # noqa: PLC0415

    from nearward.web.core.lock import serving  # noqa: PLC0415

    return serving(settings.DATA, only=settings.SQLITE, address=served_at)


def prepare() -> None:
    """Bring the database up to date, forget what must not stay, and lay out the static files."""
    setup()
    from nearward.web.core.lock import preparing  # noqa: PLC0415

    with preparing():
        _prepare()


def _prepare() -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from nearward.web.babylog.services import forget_previews  # noqa: PLC0415
    from nearward.web.core.clock import now  # noqa: PLC0415
    from nearward.web.core.host_files import log_faults  # noqa: PLC0415
    from nearward.web.keeping.erasing import replay  # noqa: PLC0415
    from nearward.web.keeping.restore import refuse_wrong_key_file  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    if not settings.SQLITE:
        call_command("createcachetable", verbosity=0)
    refuse_wrong_key_file()
    replay(now=now())
    forget_previews(now=now())
    lay_out_static_files(settings.STATIC_ROOT)
    log_faults()


def lay_out_static_files(to: Path) -> None:
    """Collect and compress the static files unless the same ones lie there already."""
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    found = [Path(where.path(name)) for finder in get_finders() for name, where in finder.list([])]
    facts = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found)
    mark, stamp = hashlib.sha256(repr(facts).encode()).hexdigest(), to / ".laid-out"
    if not stamp.exists() or stamp.read_text() != mark:
        call_command("collectstatic", verbosity=0, interactive=False, clear=False)
        stamp.write_text(mark)


def first_link(served_at: str) -> str:
    """Return a link to start the first family while there is none, else nothing. Earlier ones end."""
    from nearward.web.core.lock import preparing  # noqa: PLC0415
    from nearward.web.people.models import Family  # noqa: PLC0415
    from nearward.web.people.services import end_printed_links  # noqa: PLC0415

    with preparing():  # of two servers that start at once, the later ends the link of the earlier
        end_printed_links()
        return "" if Family.objects.exists() else family_link(served_at, printed=True)


def family_link(served_at: str = "", *, printed: bool = False) -> str:
    """Make a single-use link that lets one person start a family."""
    from nearward.web.core.clock import now  # noqa: PLC0415
    from nearward.web.people.models import Invite  # noqa: PLC0415
    from nearward.web.people.services import invite  # noqa: PLC0415

    _made, token = invite(kind=Invite.For.FAMILY, by=None, now=now(), printed=printed)
    return f"{served_at or known_address()}/join/{token}/"


def known_address() -> str:
    """Return the address for links made beside a server: NEARWARD_URL, or where the server says it listens."""
    from django.conf import settings  # noqa: PLC0415

    from nearward.web.core import lock  # noqa: PLC0415

    noted = "" if os.environ.get("NEARWARD_URL") else lock.address(settings.DATA)
    return noted or settings.URL


def run(line: socket.socket) -> None:
    """Run the server until it is told to stop; open lines are ended first, so that it stops at once."""
    import uvicorn  # noqa: PLC0415

    from nearward.web.core.connections import TimedConnection  # noqa: PLC0415
    from nearward.web.core.live import exchange  # noqa: PLC0415

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            exchange.end_all()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        "nearward.web.asgi:application",
        http=TimedConnection,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=False,
    )
    try:
        Server(config).run(sockets=[line])
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def say(json_: bool, facts: object, text: str) -> None:
    """Answer once: as JSON for a machine, else as words."""
    import json  # noqa: PLC0415

    click.echo(json.dumps(facts, default=str) if json_ else text)
