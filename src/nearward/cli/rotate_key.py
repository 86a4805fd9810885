"""`nearward rotate-key`: give the server a new key, with the server running or not."""

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import say, setup


@click.command()
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(json_: bool) -> None:
    """Make a new server key and wrap everyone's keys with it. Notes are not touched; everyone signs in again."""
    with one_sentence():
        setup()
        from nearward.web.keeping.rotating import rotate  # noqa: PLC0415

        done = rotate()
    facts = {"people": done.people, "secrets": done.secrets, "seconds": round(done.seconds, 3)}
    text = f"Done in {done.seconds:.1f} s: {done.people:,} people's keys and {done.secrets:,} sign-in secrets."
    say(json_, facts, f"{text}\nRestart the server, and make a new backup: older ones hold the old key.")
