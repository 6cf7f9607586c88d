"""From measurements to everything about outcomes in one call: what is doubted once is doubted in every table."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, SourcedFigure
from evaltoolkit.model.results import Caution, Quality
from evaltoolkit.outcomes.street_outcomes import measure_outcomes

ENGLISH_ORDER = (2, 5, 6, 8, 9)


def answers(n, *, wave, scale, shift=0.0, seed=3):
    """Made answers to a self-esteem scale whose negative items stand in the English order."""
    rng = np.random.default_rng(seed)
    trait = rng.standard_normal((n, 1)) + shift
    felt = np.clip(np.rint(2.5 + 0.9 * trait + 0.7 * rng.standard_normal((n, 10))), 1, 4)
    given = np.where(np.isin(np.arange(1, 11), ENGLISH_ORDER), 5 - felt, felt)
    table = pd.DataFrame(given, columns=[f"item_{number}" for number in range(1, 11)])
    clients = [f"{scale}{number}" for number in range(n)]
    return table.assign(
        client=clients, scale=scale, wave=wave, group="甲组", purpose="照护", method="小组", total=np.nan
    )


def street(*scales, n=40, audience="station", days=None, **planned):
    waves = (("前测", 0.0), ("后测", 0.8), ("跟进一", 0.7), ("回顾前测", -0.2))
    parts = [
        answers(n, wave=wave, scale=scale, shift=shift, seed=place)
        for scale in scales
        for place, (wave, shift) in enumerate(waves)
    ]
    measured = pd.concat(parts, ignore_index=True)
    if days is not None:
        measured = measured.head(len(days)).assign(date=days)
    plan = Plan(
        street="甲街道", slug="jia", district="乙区", year=2023, project="项目", indicator_system="national_2020",
        audience=audience, primary_scales={"小组": scales[0]},
        margins={scale: SourcedFigure(value=2.0, unit="分", source="方案") for scale in scales},
        **planned,
    )  # fmt: skip
    evidence = Evidence({"measurements": measured}, Quality(pd.DataFrame()))
    return measure_outcomes(plan, evidence, shipped_scales())


MARKED = ("verdicts", "verdicts_pooled", "attrition", "maintenance", "follow_up", "retrospective", "planning")


def test_what_the_plan_says_of_who_came_for_their_scores_stands_in_every_row_of_its_scale():
    found = street("rses_zh", "rses_en", n=12, selected_by_score={"rses_en": "yes"}).changes
    assert set(zip(found["scale"], found["selected_by_score"], strict=True)) == {
        ("rses_zh", "unknown"),
        ("rses_en", "yes"),
    }


def test_a_test_taken_after_the_day_to_which_the_plan_counts_is_not_known():
    """Half of the post-tests, and every follow-up, lie after the day: they change no table about outcomes."""
    days = pd.to_datetime(["2023-03-01"] * 12 + ["2023-06-30"] * 6 + ["2023-07-01"] * 30)
    later, never = (street("rses_zh", n=12, days=days, as_of=day) for day in (date(2024, 1, 31), date(2023, 6, 30)))
    known = street("rses_zh", n=12, days=days[:18], as_of=date(2024, 1, 31))
    assert later.changes["n_pairs"].iloc[0] == 12
    assert never.changes["n_pairs"].iloc[0] == 6
    assert never.tables["follow_up"].frame.empty
    assert {name: str(table.frame) for name, table in never.tables.items()} == {
        name: str(table.frame) for name, table in known.tables.items()
    }


def test_a_scale_in_doubt_is_in_doubt_in_every_table_about_outcomes_and_its_neighbour_in_none():
    found = street("rses_zh", "rses_en")
    assert found.doubted == {"rses_zh"}
    marks = {(row["scale"], Caution.DOUBTED_KEY in row["cautions"]) for row in found.changes.to_dict("records")}
    assert marks == {("rses_zh", True), ("rses_en", False)}
    for name in MARKED:
        frame = found.tables[name].frame
        assert set(zip(frame["scale"], frame["doubted"], strict=True)) == {("rses_zh", True), ("rses_en", False)}, name
    tested = found.tables["maintenance"].frame.set_index("scale")["p_adjusted"]
    assert tested.isna().to_dict() == {"rses_zh": True, "rses_en": False}
    assert found.tables["courses"].frame.query("scale == 'rses_zh'")["verdict"].isna().all()
    assert found.people.query("scale == 'rses_zh'")["verdict"].isna().all()


def test_nobody_has_a_verdict_on_a_primary_scale_in_doubt():
    row = street("rses_zh").tables["people"].frame.iloc[0]
    assert (row["n_pairs"], row["n_without"]) == (0, 40)


@pytest.mark.parametrize(("n", "doubted"), [(9, set()), (15, {"rses_zh"})])
def test_below_thirty_a_scale_is_doubted_too_but_not_on_fewer_than_ten(n, doubted):
    found = street("rses_zh", n=n)
    assert found.doubted == doubted
    assert np.isnan(found.tables["scale_quality"].frame["alpha"]).all()


def test_a_scale_answered_in_its_own_order_is_never_doubted():
    assert not street("rses_en", n=12).doubted
