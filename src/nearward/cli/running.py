"""What `serve` and `demo` share: set up the database and the static files, then run the server."""

import os
import signal
from types import FrameType
from urllib.parse import urlsplit

import click

HOST = "127.0.0.1"
GRACE_SECONDS = 3
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def refuse_plain_http(host: str) -> None:
    """Stop before a server is reachable from elsewhere without HTTPS, or in production with debugging on."""
    url = urlsplit(os.environ.get("NEARWARD_URL", "http://localhost:8000"))
    reachable = host not in LOOPBACK or url.hostname not in LOOPBACK
    if reachable and url.scheme != "https":
        _stop(
            "Beyond this machine Nearward needs HTTPS: set NEARWARD_URL=https://your.name and put a proxy in front."
        )
    if reachable and os.environ.get("NEARWARD_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
        _stop("NEARWARD_DEBUG shows pages' insides to anyone; switch it off on a reachable server.")


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(2)


def setup() -> None:
    """Load the web."""
    import django  # noqa: PLC0415  (loaded only by commands that need it)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.web.settings")
    django.setup()


def prepare() -> None:
    """Bring the database up to date, lay out the static files, and drop what was only being looked at."""
    setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from nearward.web.babylog.services import forget_previews  # noqa: PLC0415
    from nearward.web.core.clock import now  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    if not settings.SQLITE:
        call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    forget_previews(now=now())


def first_link() -> str:
    """Return a link to start the first family while there is none, else nothing."""
    from nearward.web.people.models import Family  # noqa: PLC0415

    return "" if Family.objects.exists() else family_link()


def family_link() -> str:
    """Make a single-use link that lets one person start a family."""
    from django.conf import settings  # noqa: PLC0415

    from nearward.web.core.clock import now  # noqa: PLC0415
    from nearward.web.people.models import Invite  # noqa: PLC0415
    from nearward.web.people.services import invite  # noqa: PLC0415

    _made, token = invite(kind=Invite.For.FAMILY, by=None, now=now())
    return f"{settings.URL}/join/{token}/"


def run(*, host: str, port: int) -> None:
    """Run the server until it is told to stop; open lines are ended first, so that it stops at once."""
    import uvicorn  # noqa: PLC0415

    from nearward.web.core.live import exchange  # noqa: PLC0415

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            exchange.end_all()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        "nearward.web.asgi:application",
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=False,
    )
    try:
        Server(config).run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
