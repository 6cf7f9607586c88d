import json
import math
import os

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.errors import ExitCode, FileError, RunError
from evaltoolkit.language import Language, text
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import (
    OUTCOME_COLUMNS,
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
from evaltoolkit.reporting.results_file import read_results, results_to_json, save_results

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


def test_the_full_results_come_back_to_the_last_digit(saved):
    results, back = made_results(), read_results(saved.full)

    pd.testing.assert_frame_equal(back.outcomes, results.outcomes, check_exact=True, check_dtype=False)
    pd.testing.assert_frame_equal(back.services["hours"].frame, results.services["hours"].frame, check_dtype=False)
    assert back.scorecard.total == results.scorecard.total
    assert back.scorecard.rows[0].points == 1 / 3
    assert back.provenance == results.provenance
    assert (back.quality.tables_present, back.quality.tables_missing) == (("clients",), ("needs",))
    assert back.quality.sheets == results.quality.sheets


def test_results_written_before_rows_were_told_are_read(saved):
    content = json.loads(saved.full.read_text(encoding="utf-8"))
    del content["quality"]["sheets"]
    saved.full.write_text(json.dumps(content), encoding="utf-8")
    assert read_results(saved.full).quality.sheets == ()


def test_words_come_back_as_they_were_said(saved):
    row = read_results(saved.full).scorecard.rows[0]

    assert Language("en").say(row.rule) == "未提供"
    assert Language("zh_CN").say(row.remarks[0]) == "已抑制"


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


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"kind": "evaltoolkit.protected", "schema_version": 1}', '{"kind": "evaltoolkit.results"}'],
)
def test_another_file_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "x.results.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(FileError) as error:
        read_results(path)

    assert error.value.exit_code is ExitCode.FILE_BROKEN


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileError, match=r"shili_2025\.results\.json"):
        read_results(tmp_path / "shili_2025.results.json")


@pytest.mark.parametrize("run", ["../out", "a/b", "", "CON", "nul.txt", "a.", "x" * 81, "a:b", ".hidden"])
def test_a_run_that_is_no_name_writes_nothing(tmp_path, run):
    results = made_results()
    shown = protect_results(results, shipped_policy(), "shared")

    with pytest.raises(RunError):
        save_results(results, shown, PLAN, run, tmp_path)

    assert list(tmp_path.iterdir()) == []
