"""The commands for two pages of one group or one project."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.commands.adding import Command
from evaltoolkit.commands.options import ALSO, PARAMETERS, RUN
from evaltoolkit.commands.run_name import default_run
from evaltoolkit.console import argument, say
from evaltoolkit.language import Text, text


def add_two_pages(command: Command) -> None:
    """Add the command for a group and the one for a project."""
    _two_pages(
        command,
        "group",
        text("Make the two-page summary of one group or case programme."),
        text("GROUP"),
        text("Name of the group as the workbook has it"),
    )
    _two_pages(
        command,
        "project",
        text("Make the two-page view of a project: need, logic, delivery, change, voices."),
        text("PROJECT"),
        text("Name of the project as the workbook has it"),
    )


def _two_pages(command: Command, kind: str, words: Text, metavar: Text, named: Text) -> None:
    """Add a command that makes the station's version of two pages and the shared one, and says where they are."""

    @command(words, kind)
    @PARAMETERS
    @argument("name", metavar=metavar, help=named)
    @RUN
    @ALSO
    def make(parameters: Path, name: str, run_name: str, also: tuple[str, ...]) -> None:
        from evaltoolkit.batch.kernels import choose_kernels, ready_cells

        with ready_cells():
            from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
            from evaltoolkit.reporting.handing.said import handed_lines
            from evaltoolkit.reporting.papers.group import GROUP
            from evaltoolkit.reporting.papers.project_view import PROJECT
            from evaltoolkit.reporting.papers.two_forms import Place, make_two_forms

            made = {"group": GROUP, "project": PROJECT}[kind]
            place = Place(run_name or default_run(parameters), kernels=choose_kernels(), also=also)
            pages = make_two_forms(made, parameters, name, place)
        for audience, path in ((Audience.STATION, pages.station), (pages.audience, pages.shared)):
            if path is not None:
                say(text("{version}: {path}", version=AUDIENCE_NAMES[audience], path=str(path)))
        say(*handed_lines(pages.handed, pages.kept))
