"""All tables of one report as one audience may see them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.disclosure.of_run import is_held
from evaltoolkit.disclosure.policy import Policy, require_no_laxer
from evaltoolkit.disclosure.protect import PAGES, joint_papers, protect_tables
from evaltoolkit.disclosure.protected import AllHidden, Audience, ProtectedTable
from evaltoolkit.disclosure.states.data_state import data_state
from evaltoolkit.disclosure.states.earlier import EarlierReport, before, corrections, papers_of
from evaltoolkit.disclosure.states.members import tags_of
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, listed, text
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, REPORT_TABLES, make_table
from evaltoolkit.model.results import MEMBERSHIPS, Made, Results, ResultTable, ScoredRow, TableClass, vouch
from evaltoolkit.model.row_account import row_account

# Ladder and cautions are read off the counts: of a hidden row they would tell whether it is the small one.
OUTCOME_FIGURES = tuple(
    name
    for name in OUTCOME_COLUMNS[OUTCOME_COLUMNS.index("n_enrolled") :]
    if name not in REPORT_TABLES["outcomes"].protection["people"]
)


class UnknownTableError(KeyError):
    """There is no table of that name; the words name those that are written alike."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        names = tuple(known)
        alike = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        self.sentence = (
            text("There is no table {name}. Did you mean {alike}?", name=name, alike=listed(alike))
            if alike
            else text("There is no table {name}. There are: {names}.", name=name, names=listed(names))
        )

    def __str__(self) -> str:
        return Language(DEFAULT_LANGUAGE).say(self.sentence)


@dataclass(frozen=True, slots=True, eq=False)
class ProtectedReport(Made):
    """The protected tables of a report, by name; a table the street has not given is empty, never absent.

    `round_to` is what its counts are rounded to, `earlier` the reports that it was compared with; `min_people` and
    `min_spread` are the least people behind a figure, and behind one that tells of single values. `pages` holds the
    results of the groups that pages of their own may tell of, and `papers` what all papers of this state of the data
    show together, as later states are compared with it; neither stands in the report. `corrects` says what was wrong in
    papers whose place it takes.
    """

    audience: Audience
    tables: Mapping[str, ProtectedTable]
    round_to: int = 1
    earlier: tuple[EarlierReport, ...] = ()
    min_people: int = 1
    min_spread: int = 1
    pages: ProtectedTable | None = None
    papers: EarlierReport | None = None
    corrects: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> ProtectedTable:
        if name not in self.tables:
            raise UnknownTableError(name, self.tables)
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    @property
    def hidden(self) -> AllHidden:
        """Return everything that is withheld in the report, table by table."""
        found = AllHidden(entry for table in self.tables.values() for entry in table.hidden)
        if self.of_package:
            vouch(found)
        return found


def protect_results(
    results: Results,
    policy: Policy,
    audience: Audience | str,
    *,
    earlier: Sequence[EarlierReport] = (),
    individuals: pd.DataFrame | None = None,
) -> ProtectedReport:
    """Return every table of `results` as `audience` may see it under `policy`.

    Parameters
    ----------
    results
        At full precision.
    policy
        The checked audience policy.
    audience
        Who the report is for.
    earlier
        What papers of earlier states of the street's data showed, in the order of their publication.
    individuals
        One row a person and scale, by code; becomes a table for the audience ``station`` alone.

    Notes
    -----
    Besides the tables of the services these are ``scorecard`` (one row an indicator, the fields of ScoredRow with
    ``level_1`` to ``level_3`` for its levels), ``total`` (one row, the fields of Total), ``outcomes``, ``flow`` (one
    row a scale: enrolled, pre, post, pairs, share lost) and ``quality``.
    """
    who = Audience(audience)
    if who is not Audience.STATION:
        return next(protect_for(results, policy, [who], earlier=earlier))
    tables = result_tables(results)
    if individuals is not None:
        tables["individuals"] = ResultTable("individuals", TableClass.SCALE, individuals, ("client", "scale"))
    shown, rule = protect_tables(tables, policy, who), policy.rule(who)
    return ProtectedReport(who, shown, rule.round_to, (), rule.min_people, rule.min_spread)


def protect_for(
    results: Results, policy: Policy, readers: Iterable[Audience], *, earlier: Sequence[EarlierReport] = ()
) -> Iterator[ProtectedReport]:
    """Yield the report for each of some readers, of whom none is the station, protected together but once."""
    if is_held():
        require_no_laxer(policy)
    tables = result_tables(results)
    inputs = dict(() if results.provenance is None else results.provenance.inputs)
    rules = policy.model_dump_json(exclude={"sources"})
    states = frozenset({data_state(tables, rules), inputs.get("workbook", "")} - {""})
    known, wrong = before(earlier, states), corrections(earlier, states)
    members = results.services[MEMBERSHIPS].frame if MEMBERSHIPS in results.services else None
    joint = joint_papers(tables, policy, scorecard=results.scorecard, earlier=known, members=members)
    papers = papers_of(joint.shared, states, joint.known, joint.company, {} if members is None else tags_of(members))
    for who in readers:
        shown, rule = joint.seen_by(who), policy.rule(who)
        pages = shown.pop(PAGES, None)
        yield ProtectedReport(who, shown, rule.round_to, known, rule.min_people, rule.min_spread, pages, papers, wrong)


def result_tables(results: Results) -> dict[str, ResultTable]:
    """Return every table of `results` with what disclosure control has to know of it."""
    card, total = results.scorecard, results.scorecard.total
    total_fields = {name: getattr(total, name) for name in total.__slots__}
    named = {"system_name": card.system_name, "system_source": card.system_source}
    tables = {
        "scorecard": _scorecard(pd.DataFrame([_score_fields(row) for row in card.rows])),
        "total": make_table("total", pd.DataFrame([total_fields | named])),
        "outcomes": make_table("outcomes", results.outcomes, figures=OUTCOME_FIGURES),
        "flow": _flow(results.outcomes),
        **{name: table for name, table in results.services.items() if name != MEMBERSHIPS},
    }
    if results.quality is not None:
        tables["quality"] = make_table("quality", results.quality.faults)
        tables["row_account"] = row_account(results.quality.sheets)
    return tables


def _flow(outcomes: pd.DataFrame) -> ResultTable:
    """Return how many of those enrolled came to each test: one row a scale, counts only."""
    whole = outcomes[(outcomes["dimension"] == "total") & (outcomes["group_kind"] == "all")]
    flow = whole[["scale", "scale_name", "n_enrolled", "n_pre", "n_post", "n_pairs"]].reset_index(drop=True)
    flow["n_lost"] = (flow["n_pre"] - flow["n_pairs"]).astype(float)
    flow["lost_share"] = flow["n_lost"] / flow["n_pre"].astype(float).where(flow["n_pre"] > 0)
    return make_table("flow", flow)


def _scorecard(frame: pd.DataFrame) -> ResultTable:
    levels = tuple(str(name) for name in frame.columns if str(name).startswith("level_"))
    return ResultTable("scorecard", TableClass.FACT, frame, levels)


def _score_fields(row: ScoredRow) -> dict[str, object]:
    fields = {name: getattr(row, name) for name in row.__slots__ if name not in ("levels", "metric")}
    levels = {f"level_{depth}": name for depth, name in enumerate(row.levels, start=1)}
    return {**levels, **fields}
