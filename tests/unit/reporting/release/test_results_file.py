import json
import math
import os

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import (
    Caution,
    Provenance,
    Quality,
    Results,
    ResultTable,
    RowStatus,
    Scorecard,
    ScoredRow,
    SheetRows,
    TableClass,
    Total,
)
from evaltoolkit.reporting.release.results_file import results_to_json, save_results

PLAN = Plan(street="示例街道", slug="shili", district="示例区", year=2025, project="示例", indicator_system="made")


def made_results():
    row = ScoredRow(
        "hours", ("产出", "数量"), 11.0, text("not provided"), "本工具规则", RowStatus.SCORED, 1 / 3, 1 / 3, 1 / 3,
        remarks=(text("(withheld)"),),
    )  # fmt: skip
    outcomes = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, math.nan)] * 2)
    outcomes = outcomes.assign(
        scale=["uls6", "phq9"], scale_name="孤独", dimension="total", dimension_name="总分", group_kind="all", group="",
        unit="分", n_pairs=[12, 3], mean_change=[0.1 + 0.2, -1.5], t=[math.inf, 2.0],
        ladder=[Ladder.TEST, Ladder.TOO_FEW],
        cautions=[(Caution.CEILING, Caution.NO_COMPARISON), ()],
    )  # fmt: skip
    hours = pd.DataFrame({"method": ["个案"], "done": [3344.5]})
    faults = pd.DataFrame({"table": ["clients"], "level": ["hint"], "kind": [text("not provided")], "rows": [2]})
    return Results(
        PLAN.key, "示例街道", 2025, True,
        Scorecard("made", "示例", "本工具", (row,), Total(100.0, 1 / 3, 11.0, 1 / 3, 89.5, None, ("优", "良"))),
        outcomes,
        {"hours": ResultTable("hours", TableClass.HOURS, hours, ("method",))},
        Quality(faults, ("clients",), ("needs",), (SheetRows("clients", 9, 6, 1, 1, 1, ("性别",)),)),
        Provenance((("workbook", "ab" * 32),), (("python", "3.11"),)),
    )  # fmt: skip


@pytest.fixture
def saved(tmp_path):
    results = made_results()
    shown = protect_results(results, shipped_policy(), PLAN.audience)
    return save_results(results, shown, PLAN, "trial", tmp_path)


def test_the_full_results_are_written_to_the_last_digit(saved):
    content = json.loads(saved.full.read_text(encoding="utf-8"))

    assert [row["mean_change"] for row in content["outcomes"]["rows"]] == [0.1 + 0.2, -1.5]
    assert [row["t"] for row in content["outcomes"]["rows"]] == ["Infinity", 2.0]
    assert content["services"]["hours"]["frame"]["rows"] == [{"method": "个案", "done": 3344.5}]
    assert content["scorecard"]["rows"][0]["points"] == 1 / 3
    assert (content["quality"]["tables_present"], content["quality"]["tables_missing"]) == (["clients"], ["needs"])
    assert content["quality"]["sheets"][0]["unused"] == ["性别"]


def test_words_are_written_as_the_language_of_the_plan_says_them(saved):
    row = json.loads(saved.full.read_text(encoding="utf-8"))["scorecard"]["rows"][0]

    assert (row["rule"], row["remarks"]) == ("未提供", ["已抑制"])


def test_the_protected_form_holds_null_and_a_mark_where_a_figure_is_withheld(saved):
    content = json.loads(saved.protected.read_text(encoding="utf-8"))
    table = content["tables"]["outcomes"]

    assert [row["mean_change"] for row in table["rows"]] == [0.3, None]
    assert "mean_change" in next(entry for entry in table["withheld"] if entry["row"] == 1)["columns"]
    assert "-1.5" not in saved.protected.read_text(encoding="utf-8")
    assert {entry["table"] for entry in content["withheld"]} == {"outcomes", "flow"}


def test_both_files_are_the_same_bytes_each_time_and_for_the_owner_alone(saved, tmp_path):
    paths = [saved.full, saved.protected]
    before = [path.read_bytes() for path in paths]
    results = made_results()
    save_results(results, protect_results(results, shipped_policy(), "shared"), PLAN, "trial", tmp_path)

    assert [path.read_bytes() for path in paths] == before
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in (*paths, saved.full.parent)} == {0}


def test_the_language_of_the_plan_decides_the_words():
    assert '"rule": "not provided"' in results_to_json(made_results(), "en")
    assert '"rule": "未提供"' in results_to_json(made_results(), "zh_CN")


@pytest.mark.parametrize("run", ["../out", "a/b", "", "CON", "nul.txt", "a.", "x" * 81, "a:b", ".hidden"])
def test_a_run_that_is_no_name_writes_nothing(tmp_path, run):
    results = made_results()
    shown = protect_results(results, shipped_policy(), "shared")

    with pytest.raises(RunError):
        save_results(results, shown, PLAN, run, tmp_path)

    assert list(tmp_path.iterdir()) == []
