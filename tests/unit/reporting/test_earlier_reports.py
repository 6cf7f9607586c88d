import json

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.plan import Plan, SectionWords
from evaltoolkit.model.results import OUTCOME_COLUMNS, Provenance, Results, Scorecard, Total
from evaltoolkit.reporting.earlier_basis import basis_of
from evaltoolkit.reporting.earlier_reports import earlier_reports
from evaltoolkit.reporting.results_file import protected_to_json

PLAN = Plan(street="示例街道", slug="shili", district="示例区", year=2025, project="示例", indicator_system="made")
CARD = Scorecard("made", "示例", "本工具", (), Total(100.0, 0.0, 0.0, 0.0, 100.0, None, ()))
WHOLE = CountCell("outcomes", ("uls6", "total", "all", ""), "n_pairs")


def results(pairs, workbook="a"):
    """Return results with one scale of so many pairs, and of each group the same for each further number."""
    rows = [("all", "", sum(pairs))] + [("group", f"{place}组", n) for place, n in enumerate(pairs)]
    frame = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, np.nan)] * len(rows)).astype(object)
    frame[["group_kind", "group", "n_pairs"]] = rows
    frame = frame.assign(
        scale="uls6", dimension="total", scale_name="孤独感", mean_change=-1.5, cautions=[()] * len(rows)
    )
    frame = frame.assign(n_pre=frame["n_pairs"], n_post=frame["n_pairs"], n_enrolled=np.nan)
    return Results(
        "shili_2025", "示例街道", 2025, True, CARD, frame, provenance=Provenance((("workbook", workbook),), ())
    )


@pytest.fixture
def publish(tmp_path):
    """Make the report of so many pairs in a run, publish it, and return it."""

    def make(pairs, run, audience="shared", workbook=None, **changes):
        workbook = workbook or f"workbook of {pairs}"
        plan = PLAN.model_copy(update={"audience": audience, **changes})
        earlier = earlier_reports(plan, run, workbook=workbook, home=tmp_path)
        shown = protect_results(results(pairs, workbook), shipped_policy(), audience, earlier=earlier)
        path = tmp_path / "reports" / run / "shili_2025.results.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        basis = basis_of(plan, workbook, shown.earlier, home=tmp_path)
        path.write_text(protected_to_json(shown, results(pairs, workbook), basis=basis), encoding="utf-8")
        return shown

    return make


def visible(shown, group=""):
    table = shown["outcomes"]
    row = table.frame.index[table.frame["group"] == group]
    return bool(len(row)) and not table.mask.at[row[0], "mean_change"]


def test_without_an_earlier_report_nothing_is_compared(publish):
    assert visible(publish([30], "first"))


def test_the_same_people_again_are_shown_again(publish):
    publish([30], "first")
    assert visible(publish([30], "first"))
    assert visible(publish([30], "second"))


@pytest.mark.parametrize(("pairs", "is_shown"), [(29, False), (34, False), (26, False), (35, True), (25, True)])
def test_a_figure_whose_people_differ_by_1_to_4_is_withheld_and_listed(publish, pairs, is_shown):
    publish([30], "first")
    second = publish([pairs], "second")
    assert visible(second) is is_shown
    reasons = {entry.reason for entry in second.hidden if entry.table == "outcomes" and "mean_change" in entry.columns}
    assert reasons == (set() if is_shown else {Reason.CHANGED})


def test_counts_of_the_flow_go_with_it(publish):
    publish([30], "first")
    assert publish([31], "second")["flow"].mask["n_pairs"].tolist() == [True]


def test_a_third_report_is_compared_with_the_first_though_the_second_took_its_place(publish, tmp_path):
    publish([30], "2025")
    assert not visible(publish([32], "2025"))
    kept = json.loads((tmp_path / "reports" / "2025" / "shili_2025.results.json").read_text(encoding="utf-8"))
    assert {entry["n_pairs"] for entry in kept["earlier"][0]["counts"] if "n_pairs" in entry} == {30.0}
    assert not visible(publish([33], "2025"))
    assert visible(publish([30], "2025"))


def test_every_earlier_run_counts_and_not_the_last_alone(publish):
    publish([30], "a")
    publish([40], "b")
    assert not visible(publish([32], "c"))


def test_a_report_that_was_deleted_is_not_compared_with(publish, tmp_path):
    publish([30], "a")
    (tmp_path / "reports" / "a" / "shili_2025.results.json").unlink()
    assert visible(publish([32], "b"))


def test_a_group_that_changed_by_a_few_takes_another_with_it(publish):
    publish([10, 12, 20], "first")
    second = publish([13, 12, 25], "second")
    assert not visible(second, "0组")
    assert not visible(second, "1组")  # or the whole less the others would be the group that changed


def test_a_rounded_report_of_other_data_leaves_open_what_changed(publish):
    publish([30], "first", audience="public", workbook="a")
    assert visible(publish([31], "same data", workbook="a"))
    assert not visible(publish([31], "other data", workbook="b"))


def test_the_stations_version_is_compared_with_nothing(publish, tmp_path):
    publish([30], "first")
    station = PLAN.model_copy(update={"audience": "station"})
    assert earlier_reports(station, "x", home=tmp_path) == ()


def test_what_was_withheld_is_not_known_to_a_reader(publish, tmp_path):
    publish([30, 4], "first")
    (report,) = earlier_reports(PLAN, "second", home=tmp_path)
    assert report.counts[WHOLE] == 34
    assert not any(
        cell.table == "outcomes" and cell.row[2] == "group" and cell.column == "n_pairs" for cell in report.counts
    )


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"tables": 1}'])
def test_an_earlier_report_that_cannot_be_read_stops_the_new_one(content, tmp_path):
    path = tmp_path / "reports" / "old" / "shili_2025.results.json"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError) as error:
        earlier_reports(PLAN, "new", home=tmp_path)
    assert error.value.exit_code is ExitCode.FILE_BROKEN


def test_a_report_made_again_from_the_same_is_not_compared_with_itself(publish, tmp_path):
    first = publish([30, 12], "first")
    page = (tmp_path / "reports" / "first" / "shili_2025.results.json").read_bytes()
    for _ in range(3):
        again = publish([30, 12], "first", sections={"background": SectionWords(words="改了一个错字")})
        assert again.earlier == first.earlier == ()
        assert (tmp_path / "reports" / "first" / "shili_2025.results.json").read_bytes() == page


@pytest.mark.parametrize(
    "change", [{"workbook": "b"}, {"margins": {}}, {"primary_scales": {"甲组": "uls6"}}, {"language": "en"}]
)
def test_whatever_may_change_its_figures_makes_it_an_earlier_report(publish, change):
    publish([30, 12], "first")

    assert len(publish([30, 12], "first", **change).earlier) == 1


def test_the_offices_own_rules_and_reports_of_other_runs_make_it_an_earlier_report_too(publish, tmp_path):
    publish([30, 12], "first")
    (tmp_path / "parameters" / "scales").mkdir(parents=True)
    (tmp_path / "parameters" / "scales" / "own.yaml").write_text("x: 1", encoding="utf-8")
    assert len(publish([30, 12], "first").earlier) == 1

    publish([24, 12], "other")
    assert len(publish([30, 12], "first").earlier) > 1


def test_what_a_replaced_report_showed_before_its_own_basis_is_still_compared(publish):
    publish([30], "first")
    publish([28], "first")

    assert not visible(publish([28], "first"))
