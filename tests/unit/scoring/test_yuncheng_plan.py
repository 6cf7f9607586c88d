"""The parameter file of 云城街道 2023: only what the original report says."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
import yaml

from evaltoolkit.model.chapters import SECTIONS, section
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality, RowStatus
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.scorecard import score_street

FILE = Path(__file__).parents[3] / "parameters" / "streets" / "云城街道_2023.yaml"
COMPARED = "ea8181dbdb68ce8faefc8e0e2d408ea9bb282adf0033b713d1da7168428d794c"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_it_quotes_every_section_with_its_place(plan: Plan) -> None:
    assert set(plan.sections) == {one.name for one in SECTIONS}
    for name, words in plan.sections.items():
        assert words.source is not None
        assert words.source.startswith(f"原报告 {section(name).place}")


def test_it_declares_only_the_last_section_empty(plan: Plan) -> None:
    assert [name for name, words in plan.sections.items() if words.none] == ["advice_other"]


def test_quotes_hold_no_spaces_left_from_line_breaks(plan: Plan) -> None:
    assert not any(" " in (words.words or "") for words in plan.sections.values())


def test_quotes_are_those_compared_with_the_original_report_word_for_word(plan: Plan) -> None:
    quotes = [words.words for words in plan.sections.values() if words.words]
    quotes += [entry.evidence for entries in plan.rows.values() for entry in entries if entry.evidence]

    assert sha256("\n".join(quotes).encode()).hexdigest() == COMPARED


def test_only_the_execution_row_can_be_scored(plan: Plan) -> None:
    card = score_street(plan, find_system(plan.indicator_system), Evidence({}, Quality(pd.DataFrame())))
    scored = {row.indicator: row.points for row in card.rows if row.status is RowStatus.SCORED}

    assert scored == {"fund_execution": 10.0}
    assert (card.total.scored, card.total.scored_weight, card.total.low, card.total.high) == (10.0, 10.0, 10.0, 100.0)
    assert card.total.grade is None


def test_figures_without_a_target_are_shown_and_not_scored(plan: Plan) -> None:
    card = score_street(plan, find_system(plan.indicator_system), Evidence({}, Quality(pd.DataFrame())))
    actuals = {row.indicator: (row.actual, row.target, row.status) for row in card.rows}

    assert actuals["satisfaction"] == ("≥85%", None, RowStatus.NOT_PROVIDED)
    assert actuals["economic_benefit"] == ("47.83万元", None, RowStatus.NOT_PROVIDED)


def test_the_conclusion_is_quoted_and_brings_no_grade(plan: Plan) -> None:
    assert plan.original_conclusion is not None
    assert plan.original_conclusion.words == "良好"
    assert plan.original_conclusion.source == "原报告 三（一）"
    assert not plan.synthetic
    assert plan.data is None
