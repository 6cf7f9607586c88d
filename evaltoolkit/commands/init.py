"""The command that lays out a project folder."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.commands.adding import Command
from evaltoolkit.console import Place, argument, say
from evaltoolkit.errors import ExitCode, called
from evaltoolkit.language import text


def add_init(command: Command) -> None:
    """Add the command."""

    @command(text("Lay out a project folder: notebooks, parameter files, a place for reports."))
    @argument("folder", type=Place(), help=text("Folder to make; it must not hold a project yet"))
    def init(folder: Path) -> int:
        """Lay out the folder and say what comes next."""
        from evaltoolkit.office.project_tree import lay_out

        made = lay_out(folder.absolute())
        say(
            text("The project folder is ready: {folder}", folder=str(made)),
            text(
                "Next, in that folder: `{demo}` makes the example streets and their reports, `{new}` begins your own.",
                demo=called("demo"), new=called("new"),
            ),
        )  # fmt: skip
        return int(ExitCode.OK)
