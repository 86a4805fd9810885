"""`nearward invite-family`: who may start a family on this server is the host's to say."""

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import family_link, setup


@click.command()
def command() -> None:
    """Print a single-use link that lets one person start a family, within 48 hours."""
    with one_sentence():
        setup()
        click.echo(family_link())
