"""`nearward serve`: the server for real use."""

import os

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import HOST, address, bind, claim, first_link, prepare, refuse_unsafe, run, setup


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 for any free one.")
def command(host: str, port: int) -> None:
    """Serve Nearward. Beyond this machine it must stand behind HTTPS (NEARWARD_URL=https://…)."""
    with one_sentence(), bind(host, port) as line:
        served_at = address(line)
        os.environ["NEARWARD_URL"] = os.environ.get("NEARWARD_URL") or served_at
        setup()
        refuse_unsafe(host)
        with claim(served_at):
            prepare()
            if link := first_link(served_at):
                click.echo(f"Start the first family here, once, within 48 hours:\n{link}")
            run(line)
