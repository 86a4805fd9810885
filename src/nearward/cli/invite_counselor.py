"""`nearward invite-counselor`: who may sit at a desk on this server is the host's to say."""

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import known_address, setup


@click.command()
@click.argument("practice")
@click.option("--phone", default="", help="Where the practice is called; shown to those who let its counselors in.")
def command(practice: str, phone: str) -> None:
    """Print a single-use link to a desk at PRACTICE, which is made if it is new. It opens for 48 hours."""
    with one_sentence():
        setup()
        from nearward.web.core.clock import now  # noqa: PLC0415
        from nearward.web.people.services import invite_counselor  # noqa: PLC0415

        click.echo(f"{known_address()}/join/{invite_counselor(practice=practice, phone=phone, now=now())}/")
