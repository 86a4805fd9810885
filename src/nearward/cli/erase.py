"""`nearward erase PERSON`: what the page “Erase everything of mine” does, for someone who cannot open it."""

from datetime import UTC, datetime

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import say, setup


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(person: str, yes: bool, json_: bool) -> None:
    """Erase everything of PERSON (the name they sign in with, or their id), for good.

    What others wrote stays as it is.
    """
    with one_sentence():
        setup()
        from nearward.web.keeping.erasing import erase_person, person_called  # noqa: PLC0415

        found = person_called(person)
        who = str(found.pk)
        if not yes:
            click.confirm(f"Erase everything of {found.name}, with no way back?", abort=True, err=True)
        erase_person(person=found, now=datetime.now(UTC))
    say(json_, {"erased": who}, "Done. Backups made before hold it until you delete them; a restore erases again.")
