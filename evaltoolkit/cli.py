"""The commands of the toolkit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaltoolkit.console import LANGUAGE, Argument, Program, prepare_streams, run_program, say
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import Text, text

if TYPE_CHECKING:
    from evaltoolkit.reporting.street import StreetReport

DEMO_RUN = "demo"


def main() -> None:
    """Run the command that the process was called with and end with its exit status."""
    prepare_streams()
    sys.exit(run_program(program))


def _help(words: Text) -> str:
    return LANGUAGE.say(words)


@click.group(cls=Program, help=_help(text("Score a station's year, compare before with after, and write the report.")))
@click.version_option(package_name="evaltoolkit", message="evaltoolkit %(version)s")
def program() -> None:
    """Group the commands."""


@program.command(help=_help(text("Check a workbook and list every fault with its cell and what to do.")))
@click.argument("file", cls=Argument, type=click.Path(path_type=Path), help=text("Workbook, or folder of csv files"))
@click.option("--year", type=int, help=_help(text("Year evaluated; dates outside it are remarked on")))
def check(file: Path, year: int | None) -> int:
    """List the faults of a workbook; the exit status says whether it can be used."""
    from evaltoolkit.instruments.shape import shapes
    from evaltoolkit.intake.check import check_file
    from evaltoolkit.reporting.registries import street_scales

    report = check_file(file, year=year, scales=shapes(street_scales()))
    for line in report.lines():
        say(line)
    return int(ExitCode.WORKBOOK_FAULTS if report.stops else ExitCode.OK)


@program.command(help=_help(text("Make the report of one street's year from its parameter file.")))
@click.argument("parameters", cls=Argument, type=click.Path(path_type=Path), help=text("Parameter file (.yaml)"))
@click.option("--run", "run_name", default="", help=_help(text("Name of the folder in reports; the year by default")))
def run(parameters: Path, run_name: str) -> int:
    """Make one report and say where it is."""
    _report(parameters, run_name)
    return int(ExitCode.OK)


@program.command(help=_help(text("Make the reports of the example streets and say where they are.")))
def demo() -> int:
    """Make the example reports."""
    from evaltoolkit.synthetic.demo import demo_plans

    reports = [_report(plan, DEMO_RUN) for plan in demo_plans(say)]
    say(text("Open these files in a browser:"))
    for report in reports:
        say(f"  {report.html}")
    return int(ExitCode.OK)


def _report(parameters: Path, run_name: str) -> StreetReport:
    from evaltoolkit.reporting.street import report_street

    say(text("Making the report of {file} …", file=parameters.stem))
    report = report_street(parameters, run=run_name)
    say(text("Done in {seconds:.0f} s: {path}", seconds=report.seconds, path=str(report.html)))
    return report


if __name__ == "__main__":
    main()
