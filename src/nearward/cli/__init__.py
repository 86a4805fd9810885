"""The one command. Each subcommand lives in its own file and is imported only when called."""

from importlib import import_module

import click

from nearward import __version__

COMMANDS = {
    "demo": "A made-up family, ready in seconds.",
    "serve": "The server for real use.",
    "invite-family": "A single-use link to start a family.",
    "invite-counselor": "A single-use link to a counselor's desk.",
    "direction": "Which way someone moves when stress rises, from a diary.",
    "population": "The population model over many couples.",
    "week": "Who could hold what this week, with few changes.",
    "screen": "The score of a screening form, and what it means.",
    "need": "How much each caregiver needs tonight and in the coming nights.",
    "nights": "Who is on duty when, so that sleep comes in one piece.",
    "words": "How a sentence can land, and other ways to say it.",
    "import": "Bring in a baby's log.",
    "check": "What must be put right, and what will not work at this address.",
    "backup": "An encrypted copy, opened once to be sure.",
    "restore": "Put a backup in place.",
    "erase": "Erase everything of one person.",
    "rotate-key": "Give the server a new key.",
}


class LazyGroup(click.Group):
    """A group whose commands are files beside this one: `nearward x` runs `nearward.cli.x.command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"nearward.cli.{cmd_name.replace('-', '_').replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nearward")
def main() -> None:
    """Nearward: say what you need, get an answer you can trust."""
