"""``map`` of a filled-in self-evaluation form: what it holds becomes sheets of the workbook, once a person agrees."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from evaltoolkit.console import LANGUAGE
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.forms.cells import DOCUMENTS, WORKBOOKS
from evaltoolkit.language import text

if TYPE_CHECKING:
    from evaltoolkit.forms.reading import ReadForm
    from evaltoolkit.intake.files.project import Project
    from evaltoolkit.intake.mapping.command import Way

_SHOWN = 5


def map_form(path: Path, project: Project, way: Way) -> ExitCode | None:
    """Take a form over into a workbook beside it; None where the file is no form."""
    form = _form(path)
    if form is None:
        return None
    from evaltoolkit.forms.as_workbook import form_workbook, from_form
    from evaltoolkit.intake.files.whole_files import write_new

    found = from_form(form, path.name, _systems(project))
    targets, money = found.sheets.get("targets", ()), found.sheets.get("basics", ())
    way.say(text("{file} is a self-evaluation form ({system}): {n} indicators, {money} amounts.",
                 file=path.name, system=found.system or "—", n=len(targets), money=len(money)))  # fmt: skip
    way.say(*(text("      {item}: {value}", item=row["item"], value=row["value"]) for row in money))
    way.say(*(
        text("      {name}: target {target}, actual {actual}", name=row["name"], target=row["target"] or "—",
             actual=row["actual"] or row["level"] or "—") for row in targets[:_SHOWN]
    ))  # fmt: skip
    if found.left:
        way.say(text("Of no indicator that is known, and not taken over: {names}", names=LANGUAGE.join(found.left)))
    if not found.sheets:
        return ExitCode.WORKBOOK_FAULTS
    if not way.yes and (way.ask is None or way.ask(text("Enter: take it over; q: later")).strip()):
        return ExitCode.WORKBOOK_FAULTS
    copy = path.with_name(f"{path.stem}_读入.xlsx")
    write_new(copy, form_workbook(found), private=True)
    way.say(
        text("Taken over into {path}. Points are computed anew, and evidence is not in the form.", path=str(copy)),
        text("Put it beside the street's other files, or list it under data: in the parameter file; where the workbook "
             "has the sheets 目标 or 基本信息 filled in, one of the two must go."),
    )  # fmt: skip
    return ExitCode.OK


def _systems(project: Project) -> dict[str, dict[str, str]]:
    """Return the indicators' names by id, of every system that can be read."""
    from evaltoolkit.intake.files.project import yaml_files
    from evaltoolkit.scoring.registry import read_system, shipped_contents

    folder, found = project.parameters / "indicators", {}
    for name in sorted({*shipped_contents(), *(file.stem for file in yaml_files(folder))}):
        with suppress(UserError):  # who scores by it is told what is wrong with it
            found[name] = {row.id: row.name for row in read_system(name, [folder]).rows}
    return found


def _form(path: Path) -> ReadForm | None:
    """Return the form in a file, None where it is none; what is no form at all is read as any other file."""
    from evaltoolkit.forms.cells import read_cells
    from evaltoolkit.forms.reading import read_form

    if path.suffix.lower() not in (*DOCUMENTS, *WORKBOOKS) or not path.is_file():
        return None
    try:
        return read_form(read_cells(path), path.name)
    except UserError:
        if path.suffix.lower() in DOCUMENTS:
            raise
        return None
