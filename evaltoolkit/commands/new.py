"""The command that begins a street's year, and adds a scale to one that was begun."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from evaltoolkit.commands.adding import Command
from evaltoolkit.console import LANGUAGE, Year, argument, option, say
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, text

if TYPE_CHECKING:
    from evaltoolkit.instruments.registry import Registry
    from evaltoolkit.intake.entry.new_year import NewFiles
    from evaltoolkit.intake.files.project import Project
    from evaltoolkit.model.plan import Plan
    from evaltoolkit.reporting.year.year_before import YearBefore

_SYSTEM = "national_2020"


def add_new(command: Command) -> None:
    """Add the command."""

    @command(text("Begin a street's year: write its parameter file and an entry workbook to fill in."))
    @argument("street", help=text("Name of the street office or town"))
    @option("--year", type=Year(), required=True, help=text("Year evaluated"))
    @option("--district", default="", help=text("District; known for the streets of 白云区, else asked for"))
    @option("--slug", default="", help=text("Code in file names; the pinyin of the name by default"))
    @option("--project", default="", help=text("Name of the project, written into the workbook"))
    @option("--system", default="", help=text("Indicator system; that of the year before, or national_2020"))
    @option("--scale", "scales", multiple=True, help=text("Id of a scale to be used; once for each scale"))
    @option("--blank", is_flag=True, help=text("Take nothing over from the year before"))
    @option(
        "--add-scale", "more", multiple=True, help=text("Id of a scale to add to the year's workbook that is there")
    )
    def new(street: str, year: int, district: str, **settings: Any) -> None:
        """Write the two files and say where they are; nothing is overwritten."""
        from evaltoolkit.intake.files.project import find_project
        from evaltoolkit.reporting.year.registries import street_scales

        home, name = find_project(), street.strip()
        registry = street_scales(home)
        if settings["more"]:
            _add_scales(name, year, district, settings["more"], home, registry)
            return
        place = district or _known_district(name) or _asked(name)
        _begin(name, year, place, home, registry, settings)


def _known_district(street: str) -> str:
    from evaltoolkit.synthetic.districts import known_streets

    return next((known.district for known in known_streets() if street == known.name), "")


def _asked(street: str) -> str:
    """Return the district as it is typed; a sentence where nobody sits at a keyboard."""
    typed = ""
    if sys.stdin.isatty():
        typed = click.prompt(LANGUAGE.say(text("Which district or county is {street} in?", street=street)), default="",
                             show_default=False).strip()  # fmt: skip
    if not typed:
        raise UserError(
            text("{street} is not in the list of known streets; say its district: --district 天河区.", street=street),
            ExitCode.USAGE,
        )
    return str(typed)


def _code(street: str, district: str, given: str, before: Plan | None, home: Project) -> str:
    """Return the code in file names: as given, as the year before had it, or one that is free."""
    from evaltoolkit.intake.entry.new_year import free_code

    found = given or (before.slug if before else "") or free_code(street, district, home)
    if not found:
        raise UserError(
            text("No code for file names can be made of {street}; give one in small letters: --slug", street=street),
            ExitCode.USAGE,
        )
    return found


def _begin(street: str, year: int, district: str, home: Project, registry: Registry, settings: dict[str, Any]) -> None:
    from evaltoolkit.intake.entry.entry_rows import Indicator
    from evaltoolkit.intake.entry.new_year import NewYear, begin_year, chosen_scales
    from evaltoolkit.reporting.year.year_before import plan_before
    from evaltoolkit.scoring.registry import read_system

    before = None if settings["blank"] else plan_before(street, district, year, home)
    system = settings["system"] or (before.indicator_system if before else _SYSTEM)
    rows = read_system(system, [home.parameters / "indicators"]).rows
    indicators = tuple(Indicator(row.id, row.name) for row in rows)
    chosen_scales(settings["scales"], registry)  # a misspelt one is said before anything is read
    carried, words = _carried(before, home, registry)
    chosen = chosen_scales((*settings["scales"], *carried.scales), registry)
    slug = _code(street, district, settings["slug"], before, home)
    files = begin_year(
        NewYear(street, slug, district, year, system, indicators, chosen, settings["project"].strip(), carried.rows),
        home,
    )
    say(*words, *_told(files))
    if not chosen:
        say(text("No scale was chosen; --scale takes one of: {ids}.", ids="、".join(registry)))


def _told(files: NewFiles) -> Iterator[Text]:
    yield text("Parameter file: {path}", path=str(files.plan))
    yield text("Entry workbook: {path}", path=str(files.workbook))
    yield text("Fill in the workbook; its first sheet says how. It holds personal data: do not pass it on.")


def _carried(before: Plan | None, home: Project, registry: Registry) -> tuple[YearBefore, list[Text]]:
    """Return what the year before hands on, and the sentences that say so."""
    from evaltoolkit.model.workbook import table
    from evaltoolkit.reporting.year.year_before import YearBefore, year_before

    if before is None:
        return YearBefore(), []
    try:
        found = year_before(before, home, registry)
    except UserError as error:
        why = text("Nothing was taken over from {year}, whose data cannot be used yet:", year=before.year)
        return YearBefore(), [why, *error.sentences]
    counted = (text("{sheet} {n}", sheet=table(name).sheet, n=len(rows)) for name, rows in found.rows.items())
    return found, [
        text("Rows taken over from {year}: {sheets}.", year=before.year, sheets=LANGUAGE.join(counted)),
        text(
            "Targets and agreed hours are those of {year} and are marked so: put this year's in their place. What "
            "tells of how {year} went is left blank.", year=before.year,
        ),
    ]  # fmt: skip


def _add_scales(street: str, year: int, district: str, ids: tuple[str, ...], home: Project, registry: Registry) -> None:
    from evaltoolkit.intake.entry.added_scale import add_scales
    from evaltoolkit.intake.entry.new_year import chosen_scales, plan_of_street
    from evaltoolkit.intake.plans.plan_file import data_path

    chosen = chosen_scales(ids, registry)
    plan = plan_of_street(street, year, district, home)
    path = data_path(plan, home)
    if path is None:
        raise UserError(text("{street}: the parameter file names no workbook.", street=street), ExitCode.USAGE)
    add_scales(path, chosen)
    say(text("{path} now has columns for: {scales}.", path=str(path), scales=LANGUAGE.join(one.id for one in chosen)))
