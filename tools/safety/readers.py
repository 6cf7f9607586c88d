"""What each reader of a report sees, over made streets of full size with groups of 6 to 15."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from evaltoolkit.disclosure.protected import Audience, ProtectedTable, Reason
from evaltoolkit.disclosure.report import ProtectedReport, result_tables
from evaltoolkit.disclosure.scales.one_grouping import grouping_shown
from evaltoolkit.instruments.quality import measure_scales
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality, Results, ResultTable
from evaltoolkit.model.workbook import table
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.settings.yaml_lines import read_yaml
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.year import make_year

YEAR = 2023
LEAST_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """How many figures of a class of tables one reader sees, of all that there are."""

    audience: str
    table_class: str
    shown: int
    all: int


def full_street(seed: int) -> Results:
    """Return the results of a made street of full size, without the detour over a workbook."""
    streets = known_streets()
    made = make_year(streets[seed % len(streets)], YEAR, seed)
    plan = plan_from({**_mapping(plan_yaml(made, "data/none.xlsx")), "data": None})
    quality = Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"]))
    evidence = Evidence({name: _without_identifiers(name, frame) for name, frame in made.tables.items()}, quality)
    scored = score_measurements(evidence.rows("measurements"), _registry())
    services = measure_services(plan, evidence)
    services |= judge_outcomes(plan, evidence, scored, _registry())
    services |= measure_scales(evidence.rows("measurements"), _registry(), language=plan.language)
    card = score_street(plan, read_system(plan.indicator_system, []), evidence, metrics=metrics(services))
    outcomes = compare_outcomes(scored, _registry())
    return Results(plan.key, plan.street, plan.year, True, card, outcomes, services, quality)


def seen_by_readers(results: Results, reports: Mapping[Audience, ProtectedReport]) -> Iterator[Seen]:
    """Yield for each reader's report and each class how many of the figures are shown."""
    tables = result_tables(results)
    known = {one.name: _figures(_one_grouping(one.frame), one) for one in tables.values()}
    for audience, report in reports.items():
        shown = {one.name: _figures(_one_grouping(_unmasked(report[one.name])), one) for one in tables.values()}
        for table_class in dict.fromkeys(one.table_class for one in tables.values()):
            chosen = [one.name for one in tables.values() if one.table_class is table_class]
            there = sum(known[name] for name in chosen)
            yield Seen(audience.value, table_class.value, sum(shown[name] for name in chosen), there)


def unstated(results: Results, report: ProtectedReport) -> Iterator[str]:
    """Yield what a shared report should state and does not: programmes of 5 pairs, hours, satisfaction, coverage."""
    gave_way = {entry.row for entry in report["outcomes"].hidden if entry.reason is Reason.SUBTRACTION}
    for row, words in _programmes(results.outcomes, report["outcomes"]):
        if row not in gave_way:  # the smallest beside one of fewer than 5 does, so that the whole stays
            yield words
    for name, column in (("hours", "done"), ("satisfaction", "share"), ("coverage", "share"), ("residence", "served")):
        known = result_tables(results)[name].frame
        if known[column].notna().any() and not _unmasked(report[name])[column].notna().any():
            yield name


def _programmes(outcomes: pd.DataFrame, shown: ProtectedTable) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield programmes without their mean change, with their keys; where a scale has one alone the whole states it."""
    visible = _unmasked(shown)
    total = outcomes["dimension"] == "total"
    for row in outcomes[total & (outcomes["group_kind"] == "project") & (outcomes["n_pairs"] >= LEAST_PAIRS)].to_dict(
        "records"
    ):
        same = visible[(visible["scale"] == row["scale"]) & (visible["dimension"] == "total")]
        own = same[(same["group_kind"] == "project") & (same["group"] == row["group"])]
        whole = same[(same["group_kind"] == "all") & (same["n_pairs"] == row["n_pairs"])]
        stated = pd.concat([own, whole])
        has_interval = stated["change_low"].notna().any() or pd.isna(row["change_low"])
        if not (stated["mean_change"].notna().any() and has_interval):
            keys = tuple(str(row[key]) for key in ("scale", "dimension", "group_kind", "group"))
            yield keys, f"{row['scale']} {row['group']} ({row['n_pairs']:.0f})"


def _one_grouping(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the whole and of the grouping that a shared report shows."""
    if "group_kind" not in frame.columns:
        return frame
    return frame[frame["group_kind"].isin(["all", grouping_shown(frame)])]


def _figures(frame: pd.DataFrame, about: ResultTable) -> int:
    numbers = frame.drop(columns=[name for name in about.keys if name in frame]).apply(pd.to_numeric, errors="coerce")
    return int(numbers.notna().to_numpy().sum())


def _unmasked(shown: ProtectedTable) -> pd.DataFrame:
    return shown.frame.mask(shown.mask)


def _without_identifiers(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    hidden = {column.name for column in table(name).columns if column.kind.is_held_back}
    return frame.drop(columns=[column for column in frame.columns if column in hidden])


def _mapping(content: str) -> Mapping[str, object]:
    value = read_yaml(content).value
    if not isinstance(value, dict):
        raise TypeError("a parameter file is a mapping")
    return value


@cache
def _registry() -> Registry:
    return build_registry({})
