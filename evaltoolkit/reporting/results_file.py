"""The results of one run as a file: at full precision for the station, in the protected form for others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.findings.printed import printed
from evaltoolkit.intake.project import find_project
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.model.ladder import rungs
from evaltoolkit.model.links import CountCell, CountLink, ShareOf, StatedShare
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import (
    SCHEMA_VERSION,
    Caution,
    Provenance,
    Quality,
    Results,
    ResultTable,
    RowStatus,
    Scorecard,
    ScoredRow,
    TableClass,
    Total,
    sheet_rows,
)
from evaltoolkit.reporting.earlier_basis import basis_of
from evaltoolkit.reporting.earlier_reports import carried_on
from evaltoolkit.reporting.plain import frame_of, plain, to_text
from evaltoolkit.reporting.publish import check_name, write_all

KIND = "evaltoolkit.results"
PROTECTED_KIND = "evaltoolkit.protected"


def results_to_json(results: Results, language: str = DEFAULT_LANGUAGE) -> str:
    """Return `results` as JSON at full precision, its words in `language`."""
    return to_text({"kind": KIND, "language": language, **plain(results, Language(language))})


def protected_to_json(
    shown: ProtectedReport, results: Results, language: str = DEFAULT_LANGUAGE, *, basis: str = ""
) -> str:
    """Return the protected tables as JSON, figures as printed; a withheld cell is null and listed with its reason.

    Of `results` only the key, street, year, synthetic and provenance are taken; `basis` is that of
    :func:`evaltoolkit.reporting.earlier_basis.basis_of`.
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
        "tables": {name: _table(shown[name], speaker) for name in shown},
        "withheld": [plain(entry, speaker) for entry in shown.hidden],
        "earlier": plain(carried_on(shown), speaker),
        "basis": basis,
        "provenance": plain(results.provenance, speaker),
    }
    return to_text(content)


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
    """
    root = find_project().root if home is None else home
    saved = SavedResults(results_path(root, run, plan.key), protected_path(root, run, plan.key))
    inputs = () if results.provenance is None else results.provenance.inputs
    basis = basis_of(plan, dict(inputs).get("workbook", ""), shown.earlier, home=root)
    contents = {
        saved.full: results_to_json(results, plan.language).encode("utf-8"),
        saved.protected: protected_to_json(shown, results, plan.language, basis=basis).encode("utf-8"),
    }
    write_all(contents, private=True)
    return saved


def results_path(home: Path, run: str, key: str) -> Path:
    """Return where a run keeps the results of a street's year at full precision."""
    return home / "private" / check_name(run) / f"{check_name(key)}.results.json"


def protected_path(home: Path, run: str, key: str) -> Path:
    """Return where a run keeps the protected results of a street's year before the gate."""
    return home / "private" / check_name(run) / f"{check_name(key)}.protected.json"


def read_results(path: Path) -> Results:
    """Return the results in a file that :func:`save_results` wrote.

    Words come back as said in the file's language, the same in every language.

    Raises
    ------
    FileError
        The file is missing, is no results file, or has another schema version.
    """
    if not path.is_file():
        raise FileError(text("There is no results file {file}.", file=path.name), ExitCode.FILE_MISSING)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        is_known = content["kind"] == KIND and content["schema_version"] == SCHEMA_VERSION
    except (ValueError, KeyError, TypeError) as error:
        raise _unknown(path) from error
    if not is_known:
        raise _unknown(path)
    return _results(content)


def _unknown(path: Path) -> FileError:
    return FileError(
        text("{file} is not a results file of this version. Run the street again to make one.", file=path.name),
        ExitCode.FILE_BROKEN,
    )


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


def _results(content: Mapping[str, Any]) -> Results:
    head = {name: content[name] for name in ("key", "street", "year", "synthetic", "schema_version")}
    outcomes = frame_of(content["outcomes"])
    outcomes["ladder"] = rungs(outcomes["n_pairs"])  # files of earlier versions name the rungs otherwise
    outcomes["cautions"] = [tuple(Caution(value) for value in found or ()) for found in outcomes["cautions"]]
    return Results(
        **head,
        scorecard=_scorecard(content["scorecard"]),
        outcomes=outcomes,
        services={name: _result_table(table) for name, table in content["services"].items()},
        quality=_quality(content["quality"]),
        provenance=_provenance(content["provenance"]),
    )


def _scorecard(content: Mapping[str, Any]) -> Scorecard:
    return Scorecard(
        content["system"],
        content["system_name"],
        content["system_source"],
        tuple(_row(row) for row in content["rows"]),
        Total(**{**content["total"], "grades_possible": tuple(content["total"]["grades_possible"])}),
        tuple(_said(content["checks"])),
    )


def _row(content: Mapping[str, Any]) -> ScoredRow:
    rule, formula, source = _said([content["rule"], content["formula"] or "", content.get("actual_source") or ""])
    changed = {
        "levels": tuple(content["levels"]),
        "status": RowStatus(content["status"]),
        "rule": rule,
        "formula": None if content["formula"] is None else formula,
        "remarks": tuple(_said(content["remarks"])),
        "actual_source": source if content.get("actual_source") else None,
    }
    return ScoredRow(**{**content, **changed})


def _said(words: list[str]) -> Iterator[Text]:
    return (Text("{said}", (("said", line),)) for line in words)


def _result_table(content: Mapping[str, Any]) -> ResultTable:
    columns = {
        name: tuple(content.get(name, ())) for name in ("keys", "people", "figures", "spread", "counts", "together")
    }
    return ResultTable(
        content["name"],
        TableClass(content["table_class"]),
        frame_of(content["frame"]),
        **columns,
        shares=tuple(ShareOf(**share) for share in content.get("shares", ())),
        gives_way=content.get("gives_way", 0),
        links=tuple(_link(link) for link in content.get("links", ())),
        stated=tuple(_stated(share) for share in content.get("stated", ())),
    )


def _link(content: Mapping[str, Any]) -> CountLink:
    return CountLink(_cells(content["whole"]), _cells(content["parts"]), content["is_exact"])


def _stated(content: Mapping[str, Any]) -> StatedShare:
    return StatedShare(content["metric"], _cells(content["numerator"]), _cells(content["denominator"]))


def _cells(content: list[Mapping[str, Any]]) -> tuple[CountCell, ...]:
    return tuple(CountCell(cell["table"], tuple(cell["row"]), cell["column"]) for cell in content)


def _quality(content: Mapping[str, Any] | None) -> Quality | None:
    if content is None:
        return None
    present, missing = tuple(content["tables_present"]), tuple(content["tables_missing"])
    return Quality(frame_of(content["faults"]), present, missing, sheet_rows(content.get("sheets", ())))


def _provenance(content: Mapping[str, Any] | None) -> Provenance | None:
    if content is None:
        return None
    inputs, versions = ([(name, value) for name, value in content[part]] for part in ("inputs", "versions"))
    return Provenance(tuple(inputs), tuple(versions))
