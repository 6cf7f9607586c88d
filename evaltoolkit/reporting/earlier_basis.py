"""What decides which figures a report shows, as one sha256: made again from the same, a report is the same.

Compared with itself, a report would say less each time it is made again, and of what it showed before nothing new can
be learnt: the same data, rules, program and earlier reports give the same tables. So a report that is made again over
itself is compared with all earlier reports but itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.earlier import EarlierReport
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.plain import to_text
from evaltoolkit.reporting.provenance import sha256_of, versions

_WORDS = frozenset({"sections", "original_conclusion", "project", "department", "operator", "data", "report_date"})
"""What a plan says that no table is made from."""


def basis_of(plan: Plan, workbook: str, earlier: Sequence[EarlierReport], *, home: Path) -> str:
    """Return the sha256 of what decides which figures a report shows; empty where the workbook is not known.

    Parameters
    ----------
    plan
        Its words do not count, everything else does.
    workbook
        sha256 of the workbook.
    earlier
        The reports that it is compared with, in any order.
    home
        The project folder, whose own policy, scales and indicator systems count.
    """
    if not workbook:
        return ""
    said = {name: value for name, value in plan.parameters().items() if name not in _WORDS}
    own = [path for part in ("policy.yaml", "scales/*.yaml", "indicators/*.yaml") for path in _found(home, part)]
    content: dict[str, Any] = {
        "workbook": workbook,
        "plan": said,
        "own": [[path.name, sha256_of(path)] for path in own],
        "versions": [list(pair) for pair in versions()],
        "earlier": sorted(to_text(_plain(report)) for report in earlier),
    }
    return hashlib.sha256(to_text(content).encode("utf-8")).hexdigest()


def _found(home: Path, part: str) -> list[Path]:
    return sorted((home / "parameters").glob(part))


def _plain(report: EarlierReport) -> dict[str, Any]:
    counts = sorted([cell.table, list(cell.row), cell.column, count] for cell, count in report.counts.items())
    return {"blur": report.blur, "is_replaced": report.is_replaced, "counts": counts}
