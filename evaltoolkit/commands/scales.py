"""The commands for scales: show what the registry says of them, and make a paper form of one."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.commands.adding import Command
from evaltoolkit.console import LANGUAGE, Place, argument, option, say
from evaltoolkit.intake.files.project import project_or
from evaltoolkit.language import text


def add_scales(command: Command) -> None:
    """Add the command that lists the scales."""

    @command(text("List the scales, or show every fact of one with its source."))
    @argument("scale", required=False, help=text("Id of a scale; all are listed without it"))
    def scales(scale: str | None) -> None:
        """List the registry, or show one scale's page."""
        from evaltoolkit.instruments.registry import read_scale
        from evaltoolkit.instruments.scale_page import list_lines, page_lines
        from evaltoolkit.reporting.year.registries import street_scales

        registry = street_scales(project_or(Path()))
        say(*(page_lines(read_scale(scale, registry), LANGUAGE) if scale else list_lines(registry, LANGUAGE)))


def add_questionnaire(command: Command) -> None:
    """Add the command that makes a paper form."""

    @command(text("Make a scale's paper form in large print, to be printed and filled in by hand."))
    @argument("scale", help=text("Id of a scale"))
    @option(
        "--items", type=Place(), metavar=text("FILE"),
        help=text(
            "Text file with your own words for the items, one a line; lines 说明： and 选项： may stand before them. "
            "Without it lines to write on are printed"
        ),
    )  # fmt: skip
    @option(
        "--out", type=Place(), metavar=text("FILE.docx"),
        help=text("Where to write it; SCALE.docx in this folder by default"),
    )  # fmt: skip
    def questionnaire(scale: str, items: Path | None, out: Path | None) -> None:
        """Write the form as docx; nothing is overwritten."""
        from evaltoolkit.instruments.registry import read_scale
        from evaltoolkit.intake.entry.paper_form import write_paper_form
        from evaltoolkit.reporting.year.registries import street_scales

        path = write_paper_form(read_scale(scale, street_scales(project_or(Path()))), items=items, out=out)
        say(text("Paper form: {path}", path=str(path)))
