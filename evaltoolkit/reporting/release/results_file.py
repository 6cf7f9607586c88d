"""The results of one run as a file: at full precision for the station, in the protected form for others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.of_run import save_tables
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.printed import printed
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import DEFAULT_LANGUAGE, Language
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Results
from evaltoolkit.reporting.release.ledger import to_entry
from evaltoolkit.reporting.release.plain import plain, to_text
from evaltoolkit.reporting.release.publish import check_name, write_all

KIND = "evaltoolkit.results"
PROTECTED_KIND = "evaltoolkit.protected"


def results_to_json(results: Results, language: str = DEFAULT_LANGUAGE) -> str:
    """Return `results` as JSON at full precision, its words in `language`."""
    return to_text({"kind": KIND, "language": language, **plain(results, Language(language))})


def protected_to_json(shown: ProtectedReport, results: Results, language: str = DEFAULT_LANGUAGE) -> str:
    """Return the protected tables as JSON, figures as printed; a withheld cell is null and listed with its reason.

    Of `results` only the key, street, year, synthetic and provenance are taken.
    """
    speaker = Language(language)
    head = {name: getattr(results, name) for name in ("schema_version", "key", "street", "year", "synthetic")}
    content = {
        "kind": PROTECTED_KIND,
        "language": language,
        **head,
        "audience": shown.audience.value,
        "round_to": shown.round_to,
        "min_people": shown.min_people,
        "tables": protected_tables(shown, speaker),
        "withheld": [plain(entry, speaker) for entry in shown.hidden],
        "provenance": plain(results.provenance, speaker),
    }
    return to_text(content)


def protected_tables(shown: ProtectedReport, speaker: Language) -> dict[str, Any]:
    """Return the protected tables as the results file has them."""
    return {name: _table(shown[name], speaker) for name in shown}


@dataclass(frozen=True, slots=True)
class SavedResults:
    """Where both forms of the results lie."""

    full: Path
    protected: Path


def save_results(
    results: Results, shown: ProtectedReport, plan: Plan, run: str, home: Path | None = None
) -> SavedResults:
    """Write both forms of the results to ``private/<run>/``; the last cell of a notebook calls this.

    Parameters
    ----------
    results
        At full precision.
    shown
        The same for the plan's audience.
    plan
        Gives the file names and the language.
    run
        Name of the run's folder.
    home
        The project folder; that of the working folder by default.

    Returns
    -------
    SavedResults
        ``<key>.results.json`` and ``<key>.protected.json``; what may be published of them is decided by the gate.

    Raises
    ------
    UserError
        The run has saved other tables already.
    """
    save_tables(shown.tables.values(), as_one=True)
    root = find_project().root if home is None else home
    saved = SavedResults(results_path(root, run, plan.key), protected_path(root, run, plan.key))
    protected = protected_to_json(shown, results, plan.language).encode("utf-8")
    contents = {saved.full: results_to_json(results, plan.language).encode("utf-8"), saved.protected: protected}
    if shown.papers is not None:
        entry = {**to_entry(shown.papers, shown.earlier), "of": hashlib.sha256(protected).hexdigest()}
        contents[papers_path(root, run, plan.key)] = to_text(entry).encode("utf-8")
    write_all(contents, private=True)
    return saved


def results_path(home: Path, run: str, key: str) -> Path:
    """Return where a run keeps the results of a street's year at full precision."""
    return home / "private" / check_name(run) / f"{check_name(key)}.results.json"


def protected_path(home: Path, run: str, key: str) -> Path:
    """Return where a run keeps the protected results of a street's year before the gate."""
    return home / "private" / check_name(run) / f"{check_name(key)}.protected.json"


def papers_path(home: Path, run: str, key: str) -> Path:
    """Return where a run keeps what the ledger needs of it until it is published."""
    return home / "private" / check_name(run) / f"{check_name(key)}.papers.json"


def _table(table: ProtectedTable, speaker: Language) -> dict[str, Any]:
    marks = table.mask.to_numpy(dtype=bool)
    names = [str(name) for name in table.mask.columns]
    withheld = [
        {"row": position, "columns": [name for name, mark in zip(names, row, strict=True) if mark]}
        for position, row in enumerate(marks)
        if row.any()
    ]
    head = {"table_class": table.table_class.value, "keys": list(table.keys), "people": list(table.people)}
    bands = {str(row): table.bands_of(row) for row in sorted({row for row, _ in table.bands})}
    return {**head, **plain(printed(table), speaker), "withheld": withheld, "bands": plain(bands, speaker)}
