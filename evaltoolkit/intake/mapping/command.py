"""The command ``map``: propose, show, ask, remember."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaltoolkit.errors import ExitCode, called
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.checking.roster import people_of
from evaltoolkit.intake.files.digest import table_files
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.intake.mapping.ask import Desk, confirmed
from evaltoolkit.intake.mapping.form import filled, form_bytes
from evaltoolkit.intake.mapping.maps import keep_maps, maps_of
from evaltoolkit.intake.mapping.preview import preview
from evaltoolkit.intake.mapping.propose import Proposal, propose
from evaltoolkit.intake.mapping.sheet_map import SheetMap
from evaltoolkit.intake.people.name_list import list_path, read_answers
from evaltoolkit.intake.reading.memory_limit import limited_memory
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Text, text


@dataclass(frozen=True, slots=True)
class Way:
    """How the maps of files are confirmed.

    Parameters
    ----------
    say, ask
        Show lines; show a question and return what was typed, or None where there is no keyboard.
    yes
        Take what is proposed where nothing is left open.
    form
        A form that was filled in.
    year
        Of days that are written without one.
    """

    say: Callable[..., None]
    ask: Callable[[Text], str] | None
    yes: bool = False
    form: Path | None = None
    year: int | None = None


def make_maps(path: Path, project: Project, scales: Mapping[str, Scale], way: Way) -> ExitCode:
    """Make or renew the map of a file or folder; nothing is written of what nobody confirmed."""
    files = [place.name for place in table_files(path, mapped=True)] if path.is_dir() else [path.name]
    if len(files) > 1:
        way.say(text("Reading {n} files …", n=len(files)))
    with limited_memory(path.name):
        raw = read_workbook(path, mapped=True)
        if len(files) > 1:
            way.say(text("Read: {n} sheets; looking what each column is …", n=len(raw.sheets)))
        people = people_of(raw, read_answers(list_path(project, path)))
        search = PeopleSearch.of(people)
        found = propose(raw, scales, year=way.year, named=lambda words: bool(search.find(words)))
    if not found:
        way.say(text("{file}: every sheet is already one of the workbook's; no map is needed.", file=path.name))
        return ExitCode.OK
    before = maps_of(path, project)
    kept, new = _known(found, before)
    desk = Desk(way.say, way.ask or (lambda _: "q"), search, scales, way.year)
    done = _confirmed(new, way, desk)
    maps = [*kept, *(each.map for each in done if each is not None)]
    if maps:
        way.say(text("Map: {path}", path=str(keep_maps(path, project, maps))))
    if all(each is not None for each in done):
        way.say(text("It is applied from now on without a question, as long as the headers stay the same."))
        return ExitCode.OK
    _say_open(path, project, found, search, way)
    return ExitCode.WORKBOOK_FAULTS


def _known(found: Sequence[Proposal], before: Sequence[SheetMap]) -> tuple[list[SheetMap], list[Proposal]]:
    """Return the maps whose headers are as they were, with the sheets of today, and what is new."""
    kept, new = [], []
    for each in found:
        same = [old for old in before if old.file == each.map.file and _is_same(old, each)]
        if same:
            kept.append(replace(same[0], sheets=each.map.sheets))
        else:
            new.append(each)
    return kept, new


def _is_same(old: SheetMap, found: Proposal) -> bool:
    if not old.table:
        return set(found.map.sheets) <= set(old.sheets)
    is_of_before = 0 < old.year < found.map.year
    return old.headers == tuple(found.heads[0].headers.values()) and not is_of_before


def _confirmed(new: Sequence[Proposal], way: Way, desk: Desk) -> list[Proposal | None]:
    if way.form is not None:
        return [each if each.is_complete else None for each in filled(way.form, new, desk)]
    if way.yes:
        for each in new:
            way.say(*preview(each, desk.search), *(doubt.question for doubt in each.doubts))
        return [each if each.is_complete and each.map.table else None for each in new]
    if way.ask is None:
        return [None for _ in new]
    return [confirmed(each, desk) for each in new]


def _say_open(path: Path, project: Project, found: Sequence[Proposal], search: PeopleSearch, way: Way) -> None:
    """Write the form to fill in, and say where it is: it shows cells of the file and stays private."""
    place = project.private / "maps" / f"{path.stem[:40]}_对照表.xlsx"
    write_whole(place, form_bytes(found, search), private=True)
    way.say(
        text("Not everything is confirmed yet. Fill in the yellow cells of {path}", path=str(place)),
        text("and give it back: {map} {file} --form {form}", map=called("map"), file=str(path), form=str(place)),
    )
