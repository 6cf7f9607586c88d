"""The limit of a share is withheld with any of the rows that it is made of, so that it tells none of their answers."""

from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import make_table
from safety.made_evidence import MadeStreet, make_street
from safety.made_report import made_results

SHARE = "satisfaction_rate"
LIMIT = {"indicator": SHARE, "kind": "limit", "ci_low": 9.74, "ci_formula": text("{n} points", n=9.74)}
OTHER = {"indicator": "elsewhere", "kind": "limit", "ci_low": 8.0, "ci_formula": text("{n} points", n=8)}


def results_of(street):
    results = made_results(street)
    limits = make_table("other_points", pd.DataFrame([LIMIT, OTHER], columns=["points", "rule", *LIMIT]))
    return replace(results, services={**results.services, "other_points": limits})


def with_fewer_answers(street, fewer):
    answers = street.evidence.table("satisfaction")
    tables = {**street.evidence.tables, "satisfaction": answers.iloc[fewer:].reset_index(drop=True)}
    return MadeStreet(Evidence(tables, street.evidence.quality), street.scored)


def shown(report):
    frame = report["other_points"].frame.set_index("indicator")
    return frame["ci_low"].notna().to_dict(), frame["ci_formula"].notna().to_dict()


@pytest.mark.parametrize("streets", [1, pytest.param(2, marks=pytest.mark.full)])
def test_a_limit_is_shown_exactly_where_every_row_of_its_share_is(streets):
    found = set()
    for seed in range(streets):
        street = make_street(seed)
        before = protect_results(results_of(with_fewer_answers(street, 1)), shipped_policy(), Audience.SHARED)
        for earlier in ((), (before.papers,)):
            report = protect_results(results_of(street), shipped_policy(), Audience.SHARED, earlier=earlier)
            rows = report["satisfaction"]
            is_whole = not rows.mask["ci_low"].any()
            figures, formulas = shown(report)
            assert figures == formulas == {SHARE: is_whole and not is_hidden(report), "elsewhere": True}
            found.add(is_whole)
    assert found == {True, False}


def is_hidden(report):
    card = report["scorecard"]
    (row,) = card.frame.index[card.frame["indicator"] == SHARE]
    return bool(card.mask.at[row, "points"])
