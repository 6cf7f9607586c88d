"""Constant scores, ties, nobody: through the whole way from scores to sentences, tables and pictures."""

import re

import pandas as pd
import pytest

from evaltoolkit import charts, words
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, SourcedFigure
from evaltoolkit.model.results import Quality, Results, Scorecard, Total
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from tests.sample import one_in

NAN = float("nan")
CASES = {
    "nobody": ([], []),
    "only before": ([12.0] * 3, [NAN] * 3),
    "only after": ([NAN] * 3, [12.0] * 3),
    "one": ([12.0], [11.0]),
    "two": ([12.0, 13], [11.0, 13]),
    "five alike": ([12.0] * 5, [12.0] * 5),
    "all at one end": ([6.0] * 20, [24.0] * 20),
    "no change in thirty": ([12.0] * 30, [12.0] * 30),
    "one moves": ([12.0] * 30, [12.0] * 29 + [13.0]),
    "nearly all lost": ([12.0, 13, 14, 15, 16, 17] * 3, [11.0] * 6 + [NAN] * 12),
}
NOT_A_NUMBER = re.compile(r"(?<![A-Za-z])(nan|NaN|inf|None|NaT)(?![A-Za-z])")


def scored(pre, post, scale):
    waves = [("前测", pre), ("后测", post), ("跟进一", pre), ("回顾前测", pre)]
    rows = [
        {"client": f"p{number}", "scale": scale, "dimension": "total", "wave": wave, "score": score, "group": "甲组",
         "purpose": "照护"}
        for wave, scores in waves
        for number, score in enumerate(scores)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["client", "scale", "dimension", "wave", "score", "group", "purpose"])


def shown(case, scale, audience):
    table = scored(*CASES[case], scale)
    plan = Plan(
        street="甲街道", slug="jia", district="乙区", year=2023, project="项目", indicator_system="national_2020",
        audience=audience, primary_scales={"甲组": scale},
        margins={scale: SourcedFigure(value=2.0, unit="分", source="服务方案")},
    )  # fmt: skip
    services = judge_outcomes(plan, Evidence({}, Quality(pd.DataFrame())), table, shipped_scales())
    card = Scorecard("", "", "", (), Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ()))
    outcomes = compare_outcomes(table, shipped_scales())
    return protect_results(
        Results("jia_2023", "甲街道", 2023, True, card, outcomes, services), shipped_policy(), audience
    )


def said(found, language):
    sentences = (
        words.flow(found["flow"], language),
        words.outcomes(found["outcomes"], language, follow_up=found["follow_up"]),
        words.attrition(found["attrition"], language), words.people(found["people"], language),
        words.verdicts(found["verdicts"], found["verdicts_pooled"], language),
        words.crossings(found["crossings"], language), words.maintenance(found["maintenance"], language),
        words.retrospective(found["retrospective"], language), words.follow_up(found["follow_up"], language),
    )  # fmt: skip
    tables = (
        words.outcome_table(found["outcomes"], language), words.verdict_table(found["verdicts"], language),
        words.verdict_table(found["verdicts_by_group"], language), words.people_table(found["people"], language),
        words.crossing_table(found["crossings"], language), words.flow_table(found["flow"], language),
        words.verdict_method_table(found["verdict_methods"], language),
        words.follow_up_table(found["follow_up"], language),
    )  # fmt: skip
    pictures = (
        charts.flow(found["flow"], language), charts.outcome_forest(found["outcomes"], language),
        charts.outcome_slopes(found["outcomes"], language, courses=found["courses"]),
        charts.reliable_change(
            found["verdicts"], language, pooled=found["verdicts_pooled"], courses=found["courses"]
        ),
    )  # fmt: skip
    return [repr(one) for one in (*sentences, *tables)] + [one.alt + one.subtitle for one in pictures]


@pytest.mark.parametrize("audience", ["station", "shared"])
@pytest.mark.parametrize("scale", one_in(2, ["uls6", "phq9"]))
@pytest.mark.parametrize("case", CASES)
def test_no_sentence_table_or_picture_tells_something_that_is_no_number(case, scale, audience):
    found = shown(case, scale, audience)
    for language in (Language("zh_CN"), Language("en")):
        texts = said(found, language)
        assert [text for text in texts if NOT_A_NUMBER.search(text)] == []


def test_someone_measured_twice_at_a_wave_is_counted_once():
    table = scored([12.0] * 6, [11.0, 10, 9, 8, 7, 6], "uls6")
    again = pd.concat([table, table.head(1).assign(score=24.0)], ignore_index=True)
    pd.testing.assert_frame_equal(compare_outcomes(again, shipped_scales()), compare_outcomes(table, shipped_scales()))
