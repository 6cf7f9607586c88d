"""Each project in one row: agreed, done, attended, how it was rated, what changed, and what people said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.change import is_total, is_whole, marked_reading, remarks
from evaltoolkit.findings.facts import rows_in
from evaltoolkit.findings.follow_up import last_follow_ups, with_later
from evaltoolkit.findings.headlines.outcomes import change_figures
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import QUALITY_LEVELS, RELATIONS
from evaltoolkit.words.outcome.change_lines import short_label
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.columns import said_beneath
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow

_CONTRADICTS = RELATIONS[-1]
_PROJECT = "project"


def project_results(shown: ProtectedReport, language: Language) -> HtmlTable:
    """Return the projects, process and outcome side by side.

    Parameters
    ----------
    shown
        Every protected table of the report.
    language
        The reader's.

    Notes
    -----
    Changes are those of the people measured in the project; where they are all who were measured on the scale, the
    figures stand in the table of scales. Themes are those of the excerpts that name the project.
    """
    outcomes = rows_in(shown, "outcomes")
    measured = tuple(row for row in outcomes if is_total(row))
    coded = rows_in(shown, "theme_fit")
    against = {name for row in coded if row.string("relation") == _CONTRADICTS for name in _parts(row, "themes")}
    marks, last = remarks(outcomes), last_follow_ups(rows_in(shown, "follow_up"))
    beside = _Beside(measured, rows_in(shown, "themes"), frozenset(against), marks, last)
    rated: dict[str, list[Row]] = {}
    for check in rows_in(shown, "quality_checks"):
        rated.setdefault(check.string("subject"), []).append(check)
    rows = [_row(row, rated.get(row.string("project"), ()), beside, language) for row in rows_in(shown, "projects")]
    return HtmlTable(
        language.say(text("Each project: what was agreed and done, how it was rated, what changed, what people said")),
        tuple(map(language.say, _HEADS)),
        tuple(rows),
        (Align.TEXT,) * len(_HEADS),
        tuple(note for note in (said_beneath(beside.own(), beside.marks, language),) if note and rows),
        name="projects",
    )


_HEADS = (text("Project: hours done / agreed"), text("Ratings"), text("Change, and what people said"))
_UNMEASURED = text("no tests before and after")
_OTHERWISE = text("told by another grouping in this version")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the projects: rows of whole scales, themes, those that contradict, marks, last follow-ups."""

    measured: tuple[Row, ...]
    themes: tuple[Row, ...]
    against: frozenset[str]
    marks: Mapping[str, str]
    last: Mapping[str, Row]

    def of_project(self, name: str) -> list[Row]:
        """Return the rows of the people measured in a project."""
        return [row for row in self.own() if row.string("group") == name]

    def change(self, row: Row, language: Language) -> Text:
        """Return how a scale reads in a project; of everyone measured without the figures, which stand elsewhere."""
        reading = with_later(marked_reading(row, self.marks), row, self.last)
        whole = [(one.string("scale"), one.number("n_pairs")) for one in self.measured if is_whole(one)]
        figures = {"scale": short_label(row, language), "reading": reading}
        if (row.string("scale"), row.number("n_pairs")) in whole or not row.has("mean_change"):
            return text("{scale}: {reading}", **figures)
        return text("{scale}: {change}, {reading}", change=change_figures(row), **figures)

    def voices(self, name: str) -> list[Text | str]:
        """Return the themes that people of a project raised, marked where they contradict a result."""
        themes = [row.words("theme") for row in self.themes if name in _parts(row, "projects")]
        return [text("{theme} (contradicts)", theme=one) if str(one) in self.against else one for one in themes]

    def own(self) -> list[Row]:
        """Return the rows of all projects."""
        return [row for row in self.measured if row.string("group_kind") == _PROJECT]

    def absence(self) -> Text:
        """Return why there is no change beside a project."""
        is_elsewhere = not self.own() and any(row.has("mean_change") and not is_whole(row) for row in self.measured)
        return _OTHERWISE if is_elsewhere else _UNMEASURED


def _row(row: Row, rated: Sequence[Row], beside: _Beside, language: Language) -> TableRow:
    return TableRow((_done(row, language), _rated(rated, language), _changed(row.string("project"), beside, language)))


def _done(row: Row, language: Language) -> Cell:
    done, agreed, came = (row.number(name) for name in ("done", "agreed", "participants"))
    hours = text("{done} / {agreed} hours", done=row.said("done", trimmed), agreed=row.said("agreed", trimmed))
    lines = (hours, "" if came is None else text("{n} attendances", n=trimmed(came)))
    bar = None if done is None or agreed is None else Bar(done, max(done, agreed), target=agreed)
    below = "\n".join(said for said in map(language.say, lines) if said)
    return Cell(language.say(say_choice(row.string("project"))), detail=below, bar=bar)


def _rated(rows: Sequence[Row], language: Language) -> Cell:
    latest = {row.string("aspect"): row for row in sorted(rows, key=lambda row: row.day("date"))}
    if not latest:
        return Cell(language.say(text("not rated")))
    met = sum(row.string("level") == QUALITY_LEVELS[0] for row in latest.values())
    other = [
        text("{level}: {names}", level=say_choice(level), names=language.join(map(say_choice, names)))
        for level in QUALITY_LEVELS[1:]
        if (names := [aspect for aspect, row in latest.items() if row.string("level") == level])
    ]
    head = text("{level}: {n} of {all}", level=say_choice(QUALITY_LEVELS[0]), n=met, all=len(latest))
    return Cell(language.say(head), detail="\n".join(map(language.say, other)))


def _changed(name: str, beside: _Beside, language: Language) -> Cell:
    said = [beside.change(row, language) for row in beside.of_project(name)]
    talked = beside.voices(name)
    voices = text("People spoke of: {themes}", themes=language.join(talked)) if talked else ""
    head = text("scales measured: {n}", n=len(said)) if said else beside.absence()
    lines = [language.say(words) for words in (*said, voices) if words]
    return Cell(language.say(head), detail="\n".join(lines))


def _parts(row: Row, name: str) -> list[str]:
    return row.string(name).split("、")
