"""The commands for the official form: fill it in, and audit one that is filled in."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.commands.adding import Command
from evaltoolkit.commands.run_name import default_run
from evaltoolkit.console import LANGUAGE, Place, argument, option, say
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import text


def add_form(command: Command) -> None:
    """Add the command that fills in the form."""

    @command(text("Fill in the official self-evaluation form from a street's workbook, as Word and as a workbook."))
    @argument("parameters", type=Place(), help=text("Parameter file (.yaml)"))
    @option("--run", "run_name", default="", help=text("Name of the folder in reports; the year by default"))
    def form(parameters: Path, run_name: str) -> None:
        """Write both files and say where they are."""
        from evaltoolkit.batch.lock import held_run
        from evaltoolkit.batch.run import sweep
        from evaltoolkit.intake.files.project import find_project
        from evaltoolkit.reporting.handing.said import handed_lines
        from evaltoolkit.reporting.papers.one_form import make_form
        from evaltoolkit.reporting.release.publish import check_run
        from evaltoolkit.reporting.year.registries import street_policy

        project = find_project(parameters)
        street_policy(project)  # a broken policy stops the run before anything is written, the lock included
        home, run = project.root, check_run(run_name or default_run(parameters))
        with held_run(home, run):
            sweep(home, run)
            files = make_form(parameters, run=run, home=home)
        say(*handed_lines(files.handed, files.kept))


def add_audit(command: Command) -> None:
    """Add the command that audits a filled-in form."""

    @command(text("Read a filled-in self-evaluation form and name every fault with its cell."))
    @argument("file", type=Place(), help=text("Form (.docx, .xlsx or .xls)"))
    @option(
        "--marked", is_flag=False, flag_value="", type=Place(str), metavar=text("[COPY]"),
        help=text("Also write a copy with the faulty cells marked, beside the form by default"),
    )  # fmt: skip
    def audit(file: Path, marked: str | None) -> int:
        """List the faults of a form; the exit status says whether there are any."""
        from evaltoolkit.forms.audit import audit as audit_form
        from evaltoolkit.forms.marked import mark

        found = audit_form(file)
        say(*(fault.said() for fault in found.faults))
        if found.to_fill:
            cells = LANGUAGE.join(cell.address for cell in found.to_fill)
            say(text("Still to be filled in: {cells}", cells=cells))
        say(text("{n} faults in {file}.", n=len(found.faults), file=file.name))
        if marked is not None and found.faults:
            copy = mark(found, file, Path(marked) if marked else None)
            say(text("Copy with the faults marked: {path}", path=str(copy)))
        return int(ExitCode.WORKBOOK_FAULTS if found.faults else ExitCode.OK)
