"""The commands for one street's year: its evidence, its progress, its report, and the ways back from it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from evaltoolkit.commands.adding import Command
from evaltoolkit.commands.options import ALSO, AUDIENCE, CELL, FRESH, NOTEBOOK, PARAMETERS, RUN, STREET
from evaltoolkit.console import LANGUAGE, Place, argument, option, say
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import Text, text


def add_evidence(command: Command) -> None:
    """Add the command that looks for the files named as evidence."""

    @command(text("Check that the files named as evidence are there, and list them for the assessors."))
    @PARAMETERS
    @option(
        "--folder", type=Place(), metavar=text("FOLDER"),
        help=text("Where the files lie; the folder 佐证材料 beside the workbook by default"),
    )  # fmt: skip
    def evidence(parameters: Path, folder: Path | None) -> int:
        """Say of each file whether it is there and write the list; the exit status says whether all are."""
        from evaltoolkit.intake.files.digest import listed_places
        from evaltoolkit.intake.files.own_place import require_outside_reports
        from evaltoolkit.intake.files.whole_files import require_folder
        from evaltoolkit.intake.load import load
        from evaltoolkit.intake.plans.plan_file import data_path, read_plan
        from evaltoolkit.reporting.year.evidence_files import FOLDER_NAME, LIST_NAME, named_files, write_list
        from evaltoolkit.reporting.year.registries import street_system

        plan, home = read_plan(parameters), find_project(parameters)
        data = data_path(plan, home)
        place = folder or (listed_places(data)[0].parent if data else home.root) / FOLDER_NAME
        path = place / f"{plan.key}_{LIST_NAME}"
        require_folder(place)
        require_outside_reports(path)
        lines = named_files(street_system(plan, home), load(plan, home=home.root), place)
        for line in lines:
            say(text("{indicator}: {file}: {state}", indicator=line.name, file=line.file or "-", state=line.state))
        write_list(lines, path, LANGUAGE)
        missing = sum(not line.is_there for line in lines)
        say(
            text("{there} of {all} are there. List: {path}", there=len(lines) - missing, all=len(lines), path=str(path))
        )
        return int(ExitCode.FILE_MISSING if missing else ExitCode.OK)


def add_progress(command: Command) -> None:
    """Add the command that says how far the year has come."""

    @command(text("Say how far the year has come: hours and sessions to date, who has no post-test yet, open points."))
    @PARAMETERS
    def progress(parameters: Path) -> None:
        """Say the counts; the list of people stays in the folder private."""
        from datetime import date

        from evaltoolkit.intake.load import load
        from evaltoolkit.intake.plans.plan_file import read_plan
        from evaltoolkit.reporting.year.progress import progress_lines

        plan, project = read_plan(parameters), find_project(parameters)
        say(*progress_lines(plan, load(plan, home=project.root), project, today=date.today()))


def add_run(command: Command) -> None:
    """Add the command that makes one report."""

    @command(text("Make the report of one street's year from its parameter file."))
    @PARAMETERS
    @RUN
    @AUDIENCE
    @ALSO
    @FRESH
    @CELL
    @STREET
    @NOTEBOOK
    def run(parameters: Path, run_name: str, **settings: Any) -> int:
        """Make one report and say where it is."""
        say(text("Making the report of {file} …", file=parameters.stem))
        from evaltoolkit.commands.single import Order, make_single

        return make_single(Order(parameters, run_name, settings))


def add_ways_back(command: Command) -> None:
    """Add the two commands that take papers back."""
    # who withdraws affirms that nobody received them; who supersedes, that one may tell what was corrected, and of whom
    _way_back(
        command,
        "withdraw",
        text("Delete the papers of a run that were never sent, and strike them from the list of what was."),
        text("Deleted and struck: {file}"),
        text("A run's index and workbook of streets are written anew by its next `batch`."),
    )
    _way_back(
        command,
        "supersede",
        text("Let the next report take the place of a run's papers, as a correction, at the office's own risk."),
        text("The next report takes the place of {file}."),
        text("Who has both can tell what was corrected, and of whom; the office accepts this with what was affirmed."),
    )


def _held(folder: Path) -> AbstractContextManager[None]:
    """Hold a run's folder, where it is there: a batch that writes there now would bring back what is taken away."""
    from evaltoolkit.batch.lock import run_lock

    return run_lock(folder) if folder.is_dir() else nullcontext()


_BEFORE = text(
    "In their places lay papers of other data before; those stay on the list, since they may have been sent. If they "
    "never were, withdraw once more."
)


def _way_back(command: Command, name: str, words: Text, done: Text, *after: Text) -> None:
    """Add a command that changes what the ledger says of the papers of a run, and says of each what was done."""

    @command(words, name)
    @PARAMETERS
    @argument("run_name", metavar="RUN", help=text("Name of the folder in reports"))
    @option("--says", default="", help=text("What you affirm; it is kept with the date"))
    def change(parameters: Path, run_name: str, says: str) -> None:
        from evaltoolkit.intake.plans.plan_file import read_plan
        from evaltoolkit.reporting.release.publish import check_run
        from evaltoolkit.reporting.release.taken_back import is_known, supersede, withdraw

        act, home = {"withdraw": withdraw, "supersede": supersede}[name], find_project(parameters).root
        with _held(home / "private" / check_run(run_name)):
            files = act(home, read_plan(parameters), run_name, says)
        more = (_BEFORE,) if act is withdraw and is_known(home, read_plan(parameters), run_name) else ()
        say(*(done.with_(file=file) for file in files), *more, *after)
