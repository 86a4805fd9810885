"""`nearward invite-family`: who may start a family on this server is the host's to say."""

import click

from nearward.cli.running import family_link, setup


@click.command()
def command() -> None:
    """Print a single-use link that lets one person start a family, within 48 hours."""
    setup()
    click.echo(family_link())
