"""The commands of the toolkit."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from evaltoolkit import __version__
from evaltoolkit.commands.backup import add_backup
from evaltoolkit.commands.forms import add_audit, add_form
from evaltoolkit.commands.init import add_init
from evaltoolkit.commands.many import add_batch, add_demo
from evaltoolkit.commands.new import add_new
from evaltoolkit.commands.scales import add_questionnaire, add_scales
from evaltoolkit.commands.street import add_evidence, add_progress, add_run, add_ways_back
from evaltoolkit.commands.two_pages import add_two_pages
from evaltoolkit.commands.workbook import add_check, add_map
from evaltoolkit.console import LANGUAGE, Place, Program, Year, argument, option, prepare_streams, run_program, say
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import Text, text

_UTF8 = "PYTHONUTF8"  # Python's own
_BACKEND = "MPLBACKEND"  # matplotlib's


def main() -> None:
    """Run the command that the process was called with and end with its exit status.

    Where the system is set to name files in letters that are not Chinese it begins anew with names in UTF-8. What the
    system is set to draw with counts for nothing: pictures are drawn into pages.
    """
    os.environ.pop(_BACKEND, None)
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get(_UTF8) != "1":
        os.execve(sys.executable, sys.orig_argv, {**os.environ, _UTF8: "1"})  # noqa: S606 - this command once more
    prepare_streams()
    sys.exit(run_program(program))


@click.group(
    cls=Program, help=LANGUAGE.say(text("Score a station's year, compare before with after, and write the report."))
)
@click.version_option(
    __version__, message="evaltoolkit %(version)s", help=LANGUAGE.say(text("Show the version and end."))
)
def program() -> None:
    """Group the commands."""


def _command(words: Text, name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    return program.command(name, help=LANGUAGE.say(words), **settings)


add_init(_command)
add_new(_command)
add_backup(_command)
add_check(_command)
add_map(_command)
add_scales(_command)
add_questionnaire(_command)
add_evidence(_command)
add_progress(_command)
add_run(_command)
add_ways_back(_command)
add_two_pages(_command)


@_command(
    text("Open JupyterLab on the welcome notebook; what follows is passed on to JupyterLab."),
    context_settings={"ignore_unknown_options": True},
    epilog=LANGUAGE.say(
        text(
            "To stop: press Ctrl+C twice in this window, or close it; what was saved stays. Useful options: "
            "--no-browser (only say the address), --port=8899 (another port), EVALTOOLKIT_LANGUAGE=en before the "
            "command (English). All others: python -m jupyterlab --help"
        )
    ),
)
@argument("words", nargs=-1, type=click.UNPROCESSED, help=text("Options of JupyterLab"))
def lab(words: tuple[str, ...]) -> int:
    """Open JupyterLab and wait until it ends."""
    from evaltoolkit.batch.lab_kernels import lab_options
    from evaltoolkit.explore.lab.opening import open_lab

    return open_lab(find_project(), (*lab_options(), *words), LANGUAGE)


add_batch(_command)


@_command(text("Delete lists of codes and alerts, tables and rosters of workbooks that are no longer there so."))
def forget() -> None:
    """Say how much was deleted; what belongs to a workbook of today stays."""
    from evaltoolkit.intake.forgetting import forget as forget_all

    gone = forget_all(find_project())
    say(text("Deleted: {lists} lists, the tables of {tables} workbooks.", lists=gone.lists, tables=gone.tables))


@_command(text("Say whether a report, results file or form is as it was published."))
@argument("place", metavar=text("FILE|RUN"), help=text("A file, or the name of a run"))
def verify(place: str) -> int:
    """Say of each file what is known of it; the exit status says whether all are unchanged."""
    from evaltoolkit.batch.verify import exit_code
    from evaltoolkit.batch.verify import verify as verify_all

    found = verify_all(place, find_project().root)
    say(*(one.sentence() for one in found))
    return int(exit_code(found))


@_command(text("Collect the checked, de-identified tables of many streets in one data file."))
@argument("place", type=Place(str), help=text("Folder or pattern of workbooks, each named after street and year"))
@option("--year", type=Year(), required=True, help=text("Year evaluated"))
@option(
    "--out", type=Place(), required=True, metavar=text("FILE.duckdb"),
    help=text("Data file inside the project; what it holds of other streets and years stays"),
)  # fmt: skip
def collect(place: str, year: int, out: Path) -> int:
    """Say of each workbook whether it was collected; the exit status says whether all were."""
    from evaltoolkit.intake.collect import Collected
    from evaltoolkit.intake.collect import collect as collect_all
    from evaltoolkit.intake.files.workbook_places import find_workbooks

    def tell(one: Collected) -> None:
        name = one.workbook.path.name
        if one.folder is not None:
            say(text("{file}: checked, without identifiers", file=name))
        for sentence in one.sentences:
            if one.folder is None:
                say(text("{file}: left out. {why}", file=name, why=sentence))
            else:
                say(text("{file}: {remark}", file=name, remark=sentence))

    found = find_workbooks(place, start=Path.cwd(), year=year)
    ended = collect_all(found, year=year, out=out.absolute(), project=find_project(), on_done=tell)
    left_out = sum(one.folder is None for one in ended)
    say(text("{done} streets in {path}, {left_out} left out.", done=len(ended) - left_out, path=out, left_out=left_out))
    return int(ExitCode.SOME_STREETS_FAILED if left_out else ExitCode.OK)


add_demo(_command)
add_form(_command)
add_audit(_command)

if __name__ == "__main__":
    main()
