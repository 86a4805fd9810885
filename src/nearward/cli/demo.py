"""`nearward demo`: a made-up family in a folder of its own, ready in seconds."""

import os
import sys
import tempfile
from pathlib import Path

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import HOST, address, bind, claim, prepare, run, setup


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--data", type=click.Path(path_type=Path), help="Keep the made-up family in this folder.")
def command(port: int, data: Path | None) -> None:
    """Run a made-up family with eight weeks of days, two who expect, and a counselor; print a sign-in link each."""
    folder = data or Path(tempfile.mkdtemp(prefix="nearward-demo-"))
    os.environ["NEARWARD_DATA"] = str(folder)
    os.environ["NEARWARD_DATABASE_URL"] = ""
    os.environ["NEARWARD_DEMO"] = "1"
    os.environ["NEARWARD_URL"] = "http://localhost"
    with one_sentence(), bind(HOST, port) as line:
        os.environ["NEARWARD_URL"] = served_at = address(line)
        setup()
        with claim(served_at):
            prepare()
            _say_links(folder)
            run(line)


def _say_links(folder: Path) -> None:
    from nearward import demo  # noqa: PLC0415  (needs the folder to be chosen)

    links = demo.build()
    click.echo("Made-up families: Maya and Jonas with Noor; Priya and Tom, who expect; and Dr. Ruiz,")
    click.echo("the counselor Maya and Jonas both let in.")
    click.echo("Open one link here, the other in a private window or another browser,")
    click.echo("since the windows of one browser share one sign-in.\n")
    for name, link in links:
        click.echo(f"{name}: {link}")
    click.echo(f"\nThe room Mine opens with the PIN {demo.PIN}, for each of them.")
    click.echo(f"The data lies in {folder}. Stop with Ctrl-C.")
    sys.stdout.flush()
