"""In a run for readers outside the station a notebook shows what its report protected and saved, and its own plan."""

import dataclasses
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaltoolkit import Language, charts, show, words
from evaltoolkit.disclosure import of_run
from evaltoolkit.disclosure.of_run import run_of, save_tables
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.reader import run_for
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.disclosure.sealed import sealed
from evaltoolkit.errors import ExitCode, PolicyError, UserError
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.model.plan import Plan, SectionWords
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table
from evaltoolkit.model.results import Results, Scorecard, Total
from evaltoolkit.reporting.release.results_file import save_results

HOURS = make_table("hours", pd.DataFrame({"method": ["个案", "小组"], "agreed": [32.0, 8.0], "done": [33.0, 9.0],
                                          "completion": [1.0, 1.1], "overshoot": [False, False]}))  # fmt: skip
RESULTS = Results(
    "k_2023", "示例街道", 2023, True, Scorecard("made", "示例", "示例", (), Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ())),
    pd.DataFrame(columns=list(OUTCOME_COLUMNS)), {"hours": HOURS},
)  # fmt: skip
PLAN = Plan(street="示例街道", slug="k", district="示例区", year=2023, project="社工站",
            indicator_system="national_2020",
            sections={"social": SectionWords(words="组员走出家门。")}, headings={"social": "成效"})  # fmt: skip
READER = Language()


@pytest.fixture(autouse=True)
def saved(monkeypatch):
    monkeypatch.setattr(of_run, "_SAVED", set())


def drawn(table):
    figure = Figure()
    figure.subplots().barh(table.frame["method"], table.frame["done"])
    return show(figure, of=table, alt="工时")


WAYS = {
    "the table itself": lambda table: table._repr_mimebundle_(),
    "words": lambda table: words.hours(table, READER),
    "any words": lambda table: words.any_table(table, READER),
    "a chart": lambda table: charts.hours_by_method(table, READER),
    "a picture of one's own": drawn,
    "rows of it": lambda table: words.hours(narrow(table, method="个案"), READER),
}
LOOSE = shipped_policy().model_copy(
    update={"audiences": shipped_policy().audiences.model_copy(
        update={"shared": shipped_policy().audiences.shared.model_copy(update={"min_people": 1})})}
)  # fmt: skip
AGAIN = {
    "without the papers before": lambda: protect_results(RESULTS, shipped_policy(), "shared")["hours"],
    "alone": lambda: protect(HOURS, shipped_policy(), Audience.SHARED),
    "under a laxer policy": lambda: protect(HOURS, LOOSE, Audience.SHARED),
    "sealed alone": lambda: sealed(HOURS, (), Audience.SHARED),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_the_report_protected_and_saved_is_shown_and_nothing_that_is_protected_apart(way, tmp_path):
    with run_for("shared"):
        shown = protect_results(RESULTS, shipped_policy(), "shared")
        save_results(RESULTS, shown, PLAN, "a", tmp_path)
        assert WAYS[way](shown["hours"]) is not None
        for again in AGAIN.values():
            with pytest.raises(UserError, match=r"protects results once more.*shown\[…\]") as refused:
                WAYS[way](again())
            assert refused.value.exit_code is ExitCode.RUN_FAILED
    for again in AGAIN.values():
        assert WAYS[way](again()) is not None


def test_nothing_is_shown_before_the_report_is_saved_and_it_is_saved_but_once(tmp_path):
    shown, other = (protect_results(RESULTS, shipped_policy(), "shared") for _ in range(2))
    mixed = dataclasses.replace(shown, tables={**shown.tables, "hours": other["hours"]})
    with run_for("shared"):
        for made in (mixed, dataclasses.replace(shown, tables={"hours": sealed(HOURS, (), Audience.SHARED)})):
            with pytest.raises(UserError, match="once more"):
                save_results(RESULTS, made, PLAN, "a", tmp_path)
        with pytest.raises(UserError, match="after the cell with save_results"):
            words.hours(shown["hours"], READER)
        for _ in range(2):
            save_results(RESULTS, shown, PLAN, "a", tmp_path)
        with pytest.raises(UserError, match="once more"):
            save_results(RESULTS, other, PLAN, "a", tmp_path)


def test_a_report_is_protected_under_no_policy_laxer_than_the_shipped_one_however_that_was_made():
    with run_for("shared"), pytest.raises(PolicyError, match="at least 5"):
        protect_results(RESULTS, LOOSE, "shared")


def other_words(plan, **sections):
    return plan.model_copy(update={"sections": sections})


CHANGED = {
    "no plan": SimpleNamespace(sections=PLAN.sections, headings=PLAN.headings),
    "other words": other_words(PLAN, social=SectionWords(words="最低的一位后测得8分。")),
    "other words unchecked": other_words(PLAN, social=SimpleNamespace(words="最低的一位后测得8分。", source="")),
    "another heading": PLAN.model_copy(update={"headings": {"social": "8分"}}),
    "another street": PLAN.model_copy(update={"street": "8分", "project": "8分"}),
}


@pytest.mark.parametrize("changed", CHANGED)
def test_the_author_s_words_are_those_of_the_plan_that_the_run_was_given(changed):
    shown = [lambda plan: words.author_words(plan, "social", READER),
             lambda plan: words.section_heading(plan, "social", READER),
             lambda plan: words.original_conclusion(plan, READER)]  # fmt: skip
    filled = other_words(PLAN, **PLAN.sections, cost=SectionWords(words="按预算执行。"))
    with run_for("shared"), run_of(PLAN, filled):
        for way in shown:
            assert way(PLAN) is not None
            assert way(filled.model_copy(update={"data": "private/tables/x"})) is not None
            with pytest.raises(UserError, match="parameter file"):
                way(CHANGED[changed])
    with run_for("station"), run_of(PLAN):
        assert shown[1](CHANGED[changed]) is not None


def test_words_that_are_put_into_the_plan_itself_are_none_of_its_own():
    plan = PLAN.model_copy(deep=True)
    with run_for("shared"), run_of(PLAN):
        object.__setattr__(plan.sections["social"], "words", "最低的一位后测得8分。")
        with pytest.raises(UserError, match="parameter file"):
            words.author_words(plan, "social", READER)


def test_nothing_is_held_where_no_run_is_on():
    save_tables([protect(HOURS, shipped_policy(), Audience.SHARED)])
    assert set() == of_run._SAVED
