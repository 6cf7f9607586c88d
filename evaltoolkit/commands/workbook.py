"""The commands for a workbook and for files of a station's own: check the one, map the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaltoolkit.commands.adding import Command
from evaltoolkit.console import LANGUAGE, Place, Year, argument, option, say
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import find_project, project_or
from evaltoolkit.language import Text, text

if TYPE_CHECKING:
    from evaltoolkit.intake.checking.check import CheckedWorkbook


def add_check(command: Command) -> None:
    """Add the command that checks a workbook."""

    @command(text("Check a workbook and list every fault with its cell and what to do."))
    @argument("file", type=Place(), help=text("Workbook, or folder of csv files"))
    @option("--year", type=Year(), help=text("Year evaluated; dates outside it are remarked on"))
    @option(
        "--marked", is_flag=False, flag_value="", type=Place(str), metavar=text("[COPY.xlsx]"),
        help=text("Also write a copy with the faulty cells marked, beside the workbook by default"),
    )  # fmt: skip
    def check(file: Path, year: int | None, marked: str | None) -> int:
        """List the faults of a workbook; the exit status says whether it can be used."""
        from evaltoolkit.commands.looking import look
        from evaltoolkit.intake.checking.check import report_of
        from evaltoolkit.intake.people.name_list import file_unsure, list_path, unsure_lines
        from evaltoolkit.intake.storing.alert_list import alert_lines, file_alerts
        from evaltoolkit.reporting.year.registries import street_scales
        from evaltoolkit.reporting.year.scoring_ahead import scoring_lines

        project = project_or(file.parent)
        looked = look(file, project, year=year)
        checked, people = looked.checked, looked.checked.people
        report, unsure = report_of(checked), people.unsure
        listed = file_unsure(list_path(project, file), unsure, is_open=bool(people.told))
        asked = unsure_lines(listed, len(unsure.keys() & looked.answers.keys()), len(unsure))
        ahead = () if looked.plan is None else scoring_lines(checked, looked.plan, project)
        say(*report.lines(), *ahead, *alert_lines(file_alerts(checked, street_scales(project), project)), *asked)
        if marked is not None:
            _mark(checked, file, Path(marked) if marked else None)
        return int(ExitCode.WORKBOOK_FAULTS if report.stops else ExitCode.OK)


def _mark(checked: CheckedWorkbook, file: Path, out: Path | None) -> None:
    from evaltoolkit.intake.marking.marked_workbook import mark_faults

    copy = text("Copy with the faults marked: {path}", path=str(mark_faults(checked, file, out)))
    say(copy, text("It holds the same personal data as the workbook: do not pass it on."))


def add_map(command: Command) -> None:
    """Add the command that makes the map of a file."""

    @command(text("Read files of your own: say once which column is what; nothing is taken over unseen."), "map")
    @argument("files", nargs=-1, required=True, type=Place(), help=text("Files or folders"))
    @option("--yes", is_flag=True, help=text("Take what is proposed without asking, where nothing is left open"))
    @option(
        "--form", type=Place(), metavar=text("FILE.xlsx"), help=text("The form that was filled in"),
    )  # fmt: skip
    @option("--year", type=Year(), help=text("Year of days that are written without one"))
    def map_files(files: tuple[Path, ...], **settings: Any) -> int:
        """Make the map of each file; the exit status says whether all are complete."""
        from evaltoolkit.commands.map_form import map_form
        from evaltoolkit.intake.mapping.command import Way, make_maps
        from evaltoolkit.reporting.year.registries import street_scales

        project, scales = find_project(), street_scales()
        way = Way(say, _asked if sys.stdin.isatty() else None, **settings)
        done = (map_form(file, project, way) for file in files)
        return max(
            int(make_maps(file, project, scales, way) if code is None else code)
            for file, code in zip(files, done, strict=True)
        )


def _asked(question: Text) -> str:
    return str(click.prompt(LANGUAGE.say(question), default="", show_default=False))
