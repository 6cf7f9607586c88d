"""The index of a run: a card and a row for every street, in one page that works from a USB stick."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.reporting.page.template_files import file_text, template
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.page_name import INDEX
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.run.index_entry import IndexEntry
from evaltoolkit.reporting.run.notice import KEPT_BACK

_NOBODY = Roster()
_WORDS: dict[str, Text] = texts("reporting", "index")


def write_index(
    entries: Iterable[IndexEntry],
    *,
    run: str,
    home: Path,
    language: str = DEFAULT_LANGUAGE,
    roster: Roster = _NOBODY,
    table: str = "",
) -> Path:
    """Write the index of a run to ``reports/<run>/index.html`` and return its path.

    Parameters
    ----------
    entries
        The streets, in the order in which they are listed.
    run
        Name of the run's folder.
    home
        The project folder.
    language
        Language of the page.
    roster
        Who may not be named in it. A reason that does gives way to one that names nobody: every run has its index.
    table
        Name of the workbook of streets by indicators beside it; empty where there is none.
    """
    path, listed = home / "reports" / run / INDEX, tuple(entries)
    try:
        return release({path: index_page(listed, run=run, language=language, table=table)}, roster)[path]
    except UserError as error:
        if error.exit_code is not ExitCode.IDENTIFIER_FOUND:
            raise
    kept = tuple(entry if entry.failure is None else replace(entry, failure=KEPT_BACK) for entry in listed)
    return release({path: index_page(kept, run=run, language=language, table=table)}, roster)[path]


def index_page(entries: tuple[IndexEntry, ...], *, run: str, language: str = DEFAULT_LANGUAGE, table: str = "") -> str:
    """Return the page; without scripts every street is visible, with them one is found by name or by grade."""
    reader = Language(language)
    script = file_text("index.js")
    words = {name: reader.say(said) for name, said in _WORDS.items()}
    words["title"] = reader.say(_title(entries, run))
    words["summary"] = reader.say(_summary(entries, reader))
    words["synthetic"] = _band(entries, reader)
    return template("index.html.j2").render(
        lang=reader.facts.tag,
        words=words,
        style=Markup(file_text("style.css")),  # noqa: S704 - our own file
        index_style=Markup(file_text("index.css")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=_hash(script),
        entries=[_shown(entry, reader, names_district=len(_districts(entries)) > 1) for entry in entries],
        grades=list(dict.fromkeys(reader.say(_grade(entry)) for entry in sorted(entries, key=_by_grade))),
        table=table,
    )


def _title(entries: tuple[IndexEntry, ...], run: str) -> Text:
    years, districts = {entry.year for entry in entries if entry.year}, _districts(entries)
    if len(years) != 1:
        return text("Evaluation reports: {run}", run=run)
    if len(districts) != 1:
        return text("Evaluation reports {year}", year=years.pop())
    return text("Evaluation reports {year}: {district}", year=years.pop(), district=districts[0])


def _districts(entries: tuple[IndexEntry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.district for entry in entries if entry.district))


def _summary(entries: tuple[IndexEntry, ...], reader: Language) -> Text:
    """Return one line on the district: how many have their report, and how many which grade."""
    failed = sum(entry.failure is not None for entry in entries)
    reports = len(entries) - failed
    said = (
        text("{reports} reports, {failed} streets without one.", reports=reports, failed=failed)
        if failed
        else text("{reports} reports: every street has its own.", reports=reports)
    )
    grades = [reader.say(_grade(entry)) for entry in sorted(entries, key=_by_grade) if entry.low is not None]
    each = [text("{grade}: {n}", grade=grade, n=grades.count(grade)) for grade in dict.fromkeys(grades)]
    return text("{said} {each}.", said=said, each=reader.join(each)) if each else said


def _by_grade(entry: IndexEntry) -> tuple[bool, float]:
    """Return where an entry's grade stands among the choices: the best first, what has none last."""
    return entry.grade is None, -(entry.low or 0.0)


def _grade(entry: IndexEntry) -> Text | str:
    if entry.low is None:
        return entry.total
    return entry.grade or text("grade not settled")


def _band(entries: tuple[IndexEntry, ...], reader: Language) -> str:
    made = sum(entry.synthetic for entry in entries)
    if not made:
        return ""
    if all(entry.synthetic for entry in entries if entry.failure is None):
        return reader.say(text("Sample data (synthetic): no real person, station or street"))
    return reader.say(
        text("{made} of {all} streets are sample data (synthetic), marked so", made=made, all=len(entries))
    )


def _shown(entry: IndexEntry, reader: Language, *, names_district: bool) -> dict[str, object]:
    low, high = entry.low or 0.0, entry.high or 0.0
    return {
        "key": entry.key,
        "street": entry.street,
        "page": entry.page,
        "state": _state(entry),
        "total": reader.say(entry.total),
        "of": reader.say(text("of {weight}", weight=trimmed(entry.weight))),
        "low_step": int(100 * low / entry.weight),
        "open_step": int(100 * high / entry.weight) - int(100 * low / entry.weight),
        "bar_words": reader.say(
            text(
                "settled {low}, possible up to {high} of {weight}",
                low=points(low),
                high=points(high),
                weight=trimmed(entry.weight),
            )
        ),
        "grade": reader.say(_grade(entry)),
        "settled": "" if entry.low is None else reader.say(_grade(entry)),
        "gaps": [reader.say(gap) for gap in entry.gaps],
        "failure": None if entry.failure is None else _first_line(reader.say(entry.failure), reader),
        "synthetic": entry.synthetic,
        "about": entry.district if names_district else "",
    }


def _first_line(said: str, reader: Language) -> str:
    first, *others = said.splitlines() or [""]
    if not others:
        return first
    return reader.say(text("{first} And {more} more.", first=first, more=len(others)))


def _state(entry: IndexEntry) -> str:
    if entry.failure is not None:
        return "failed"
    if entry.low is None:
        return "kept"
    return "complete" if entry.low == entry.high else "open"


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
