"""What scoring will say of a workbook, before a report is made: rows that stay open, sources that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaltoolkit.errors import UserError
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import is_of_due
from evaltoolkit.intake.checking.check import CheckedWorkbook
from evaltoolkit.intake.checking.checked_table import is_stopping
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable, RowStatus, Scorecard, ScoredRow
from evaltoolkit.reporting.year.registries import street_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.words.services.year import said_of_sources

_STATUS: Mapping[RowStatus, Text] = {
    RowStatus.NOT_PROVIDED: text("stays open"),
    RowStatus.UNDECIDED: text("stays undecided"),
    RowStatus.REFUSED: text("cannot be scored as it is stated"),
}


def scoring_lines(checked: CheckedWorkbook, plan: Plan, project: Project) -> Iterator[Text]:
    """Yield what the score table of a report would leave open, doubt or find contradicted.

    Nothing is said of a workbook in which something must be put right first.
    """
    if is_stopping(checked.faults):
        return
    names = code_names(checked.tables, b"")
    tables = {name: release(table, names) for name, table in checked.tables.items()}
    evidence = Evidence(tables, quality_of([], tuple(tables)), checked.raw.sha256)
    yield from scoring_of(plan, evidence, project)


def scoring_of(plan: Plan, evidence: Evidence, project: Project) -> Iterator[Text]:
    """Yield the same of de-identified tables."""
    full = fill_plan(plan, evidence)
    try:
        system = street_system(plan, project)
        services = measure_services(full, evidence, overshoot=system.hours_overshoot)
        card = score_street(full, system, evidence, metrics=metrics(services))
    except UserError as error:
        yield error.sentence
    else:
        yield from said_of(card, services)


def said_of(card: Scorecard, services: Mapping[str, ResultTable]) -> Iterator[Text]:
    """Yield a line for each open row, then what is doubted, without evidence, or contradicted."""
    total = card.total
    yield text(
        "If it were scored today: {scored} of {weight} points are settled, the whole lies between {low} and {high}.",
        scored=f"{total.scored:.2f}", weight=f"{total.scored_weight:g}", low=f"{total.low:.2f}",
        high=f"{total.high:.2f}",
    )  # fmt: skip
    yield from _open(card.rows)
    yield from (_doubted(row) for row in card.rows if row.status is RowStatus.SCORED and _doubts(row))
    bare = [text("{row}", row=row.levels[-1]) for row in card.rows if row.evidence is None]
    if bare:
        yield text("Rows of the score table without evidence: {rows}.", rows=Language().join(bare))
    for row in services["two_sources"].frame.to_dict("records"):
        yield text("Two sources disagree: {each}.", each=said_of_sources(Row({str(key): row[key] for key in row})))


def _open(rows: Iterable[ScoredRow]) -> Iterator[Text]:
    """Yield a line for all rows that stay open for the same reason."""
    found: dict[tuple[RowStatus, str], list[ScoredRow]] = {}
    for row in rows:
        if row.status is not RowStatus.SCORED:
            found.setdefault((row.status, Language().join(row.remarks, separator="")), []).append(row)
    for (status, why), own in found.items():
        each = Language().join(
            text("“{row}” ({weight} points)", row=row.levels[-1], weight=f"{row.weight:g}") for row in own
        )
        yield text("{each} {status}. {why}", each=each, status=_STATUS[status], why=why)


def _doubted(row: ScoredRow) -> Text:
    return text("“{row}”: {why}", row=row.levels[-1], why=Language().join(_doubts(row), separator=""))


def _doubts(row: ScoredRow) -> tuple[Text, ...]:
    """Return what is remarked on a row but that the year is not over, which is told of all of them at once."""
    return tuple(one for one in row.remarks if not is_of_due(one))
