"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from evaltoolkit.console import Place, argument, option
from evaltoolkit.intake.files.project import real_path
from evaltoolkit.language import text


def _in_seconds(_context: click.Context, _option: click.Parameter, minutes: float) -> float:
    return 60 * minutes


def _installed(_context: click.Context, _option: click.Parameter, kinds: tuple[str, ...]) -> tuple[str, ...]:
    if kinds:
        from evaltoolkit.reporting.handing.beside import require

        require(kinds)
    return kinds


def _whole_path(_context: click.Context, _option: click.Parameter, notebook: Path | None) -> Path | None:
    return None if notebook is None else real_path(notebook)


_MINUTES: Mapping[str, Any] = {"type": click.FloatRange(0, min_open=True), "callback": _in_seconds}
PARAMETERS = argument("parameters", type=Place(), help=text("Parameter file (.yaml)"))
RUN = option("--run", "run_name", default="", help=text("Name of the folder in reports; the year by default"))
WORKERS = option("--workers", type=click.IntRange(1), help=text("Streets at a time; as many as cores by default"))
AUDIENCE = option(
    "--audience",
    type=click.Choice(["station", "partner", "shared", "public"]),
    help=text("Who the report is for, in place of what the parameter file says; station's stays in the folder private"),
)
FRESH = option(
    "--fresh-kernels", is_flag=True,
    help=text("Compute each report in a Jupyter kernel: slower, the same reports"),
)  # fmt: skip
CELL = option(
    "--cell-minutes", "cell_seconds", default=10.0, **_MINUTES,
    help=text("Time limit of one cell of the notebook; 10 minutes by default"),
)  # fmt: skip
ALSO = option(
    "--also", multiple=True, type=click.Choice(["docx", "pdf"]), callback=_installed,
    help=text("What to hand in beside the page: docx for Word, pdf; each with the annexes as files"),
)  # fmt: skip
STREET = option(
    "--street-minutes", "seconds", default=30.0, **_MINUTES,
    help=text("Time limit of one street; 30 minutes by default"),
)  # fmt: skip
NOTEBOOK = option(
    "--notebook", type=Place(), callback=_whole_path, metavar=text("FILE.ipynb"),
    help=text("A notebook of your own in place of the report's: it takes the same parameters and saves its results"),
)  # fmt: skip
