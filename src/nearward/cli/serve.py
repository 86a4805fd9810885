"""`nearward serve`: the server for real use."""

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import HOST, first_link, prepare, refuse_unsafe, run, setup


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def command(host: str, port: int) -> None:
    """Serve Nearward. Beyond this machine it must stand behind HTTPS (NEARWARD_URL=https://…)."""
    with one_sentence():
        setup()
        refuse_unsafe(host)
        prepare()
        link = first_link()
    if link:
        click.echo(f"Start the first family here, once, within 48 hours:\n{link}")
    with one_sentence():
        run(host=host, port=port)
