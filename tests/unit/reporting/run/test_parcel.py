"""A street's work as bytes: what leaves names nobody, what comes back is this street's or refused."""

import io
import json
import os
import shutil
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.errors import ExitCode, KernelStartError, RunError, UserError
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.language import text
from evaltoolkit.reporting.release.ledger import ledger_path, note_paths
from evaltoolkit.reporting.run.compute import StreetWork, compute_here
from evaltoolkit.reporting.run.kernel import kernel_options
from evaltoolkit.reporting.run.parcel import Answer, compute_parcel, pack, take_back

PLANTED = ("林一一", "李大明", "11010519491231002X", "13800138000", "云城东路12号3栋502", "D-778899")
SHEETS = {
    "服务对象": [
        ["档案号", "姓名", "身份证", "年龄", "联系电话", "居住地址", "备注"],
        ["D-778899", "林一一", "11010519491231002X", 74, "13800138000", "云城东路12号3栋502", "林一一电话13800138000"],
        ["D-778900", "李大明", None, 70, None, None, None],
    ],
    "服务记录": [["服务编号", "日期", "服务方法", "工时"], ["S1", "2025-03-01", "小组", 2.5]],
}
LOADS = """\
from evaltoolkit import load, plan_from
evidence = load(plan_from(globals()))
hours = evidence.rows('services')['hours'].sum()
page = {"text/html": f"<p>{len(evidence.rows('clients'))} people, {evidence.sha256}, {hours} h</p>"}
display(page, raw=True, metadata=mark(page))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project with one workbook, taken in once."""
    home = tmp_path_factory.mktemp("home") / "项目"
    for folder in ("parameters/scales", "parameters/streets", "notebooks", "data", "reports/before"):
        (home / folder).mkdir(parents=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(home / "data" / "shili_2025.xlsx")
    (home / "parameters" / "policy.yaml").write_text("", encoding="utf-8")
    (home / "parameters" / "streets" / "other.yaml").write_text("street: 别的街道", encoding="utf-8")
    (home / "reports" / "before" / "other_2025.results.json").write_text("{}", encoding="utf-8")
    return home


@pytest.fixture
def work(home, zoo):
    notebook = json.loads((zoo / "street.ipynb").read_text(encoding="utf-8"))
    parameters = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    parameters["source"] = "".join(parameters["source"]) + '\ndata: str = ""'
    loads = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": LOADS,
        "id": "loads",
    }
    notebook["cells"].insert(-1, loads)
    source = home / "notebooks" / "street_report.ipynb"
    source.write_text(json.dumps(notebook), encoding="utf-8")
    plan = plan_from(
        {"street": "示例街道", "slug": "shili", "district": "示例区", "year": 2025, "project": "社工站",
         "synthetic": True, "indicator_system": "made", "data": "data/shili_2025.xlsx"}
    )  # fmt: skip
    return StreetWork(plan, "trial", home, source, "标题")


def words_of(parcel):
    """Return everything that a parcel holds, its compressed tables as text."""
    said = [json.dumps(dict(parcel.parameters), ensure_ascii=False)]
    for place, content in parcel.files.items():
        is_table = place.endswith(".parquet")
        said.append(pd.read_parquet(io.BytesIO(content)).to_csv() if is_table else content.decode("utf-8"))
        said.append(place)
    return " ".join(said)


def test_no_identifier_leaves_in_a_parcel(work):
    parcel = pack(work)
    words = words_of(parcel)

    assert "S1" in words
    assert [name for name in PLANTED if name in words] == []
    assert [place for place in parcel.files if "roster" in place or "key" in place or place.endswith("xlsx")] == []
    assert "示例街道" not in repr(parcel), "a scheduler's page shows what a task was given"


def test_a_parcel_holds_the_offices_settings_and_this_streets_ledger_alone(work):
    plans = [work.plan.model_copy(update={"street": street}) for street in ("示例街道", "别的街道")]
    own, other = (ledger_path(work.home, plan) for plan in plans)
    notes = note_paths(work.home, work.plan)
    for path in (own, other, *notes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"states": [], "log": []}', encoding="utf-8")
    places = {place for place in pack(work).files if not place.startswith("private/delivered/")}
    assert places == {
        "notebooks/street_report.ipynb",
        "parameters/policy.yaml",
        f"private/published/{own.name}",
        *(f"private/published/{path.name}" for path in notes),
    }


def test_a_parameter_file_that_names_somebody_is_not_sent(work):
    sections = {"background": {"words": "服务对象林一一说很好", "source": "访谈"}}
    plan = plan_from({**work.plan.parameters(), "sections": sections})
    with pytest.raises(UserError) as refused:
        pack(replace(work, plan=plan))
    assert refused.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert "林一一" not in refused.value.sentence.english()


def test_computed_elsewhere_the_page_and_the_results_are_the_same(work, home, tmp_path, monkeypatch):
    here = compute_here(work)
    monkeypatch.setenv(HOME_VARIABLE, str(home))  # a project of the other machine's own
    elsewhere = tmp_path / "empty"
    elsewhere.mkdir()
    answer = compute_parcel(pack(work), elsewhere, kernel_options)
    shutil.rmtree(home / "private" / "trial")
    there = take_back(work, answer)

    assert "2 people" in here.page
    assert "2.5 h" in here.page
    assert there == here
    assert HOME_VARIABLE not in os.environ
    assert sorted(path.name for path in (home / "private" / "trial").iterdir()) == [
        "shili_2025.ipynb",
        "shili_2025.papers.json",
        "shili_2025.protected.json",
        "shili_2025.results.json",
    ]


def good(work, **changes):
    protected = json.dumps({"key": "shili_2025", "street": "示例街道", "year": 2025}).encode()
    return replace(Answer("<p>page</p>", {"shili_2025.protected.json": protected}), **changes)


def test_a_failure_elsewhere_is_the_failure_here_and_its_notebook_is_kept(work):
    failed = Answer(
        None, {"shili_2025.failed.ipynb": b"{}"}, failure=text("a sentence"), exit_code=ExitCode.WORKBOOK_FAULTS
    )
    with pytest.raises(UserError, match="a sentence") as refused:
        take_back(work, failed)
    assert refused.value.exit_code is ExitCode.WORKBOOK_FAULTS
    assert (work.private / "shili_2025.failed.ipynb").read_bytes() == b"{}"
    take_back(work, good(work))
    assert not (work.private / "shili_2025.failed.ipynb").exists(), "left of a run that failed before"


def test_a_kernel_that_did_not_start_elsewhere_may_be_tried_again(work):
    with pytest.raises(KernelStartError):
        take_back(work, Answer(failure=text("no kernel"), exit_code=ExitCode.RUN_FAILED, is_start=True))


@pytest.mark.parametrize("name", ["../../../reports/x.html", "other_2025.results.json", "shili_2025.html", ".lock"])
def test_a_file_that_no_run_of_this_street_writes_is_refused(work, name):
    answer = good(work)
    with pytest.raises(RunError):
        take_back(work, replace(answer, files={**answer.files, name: b"x"}))


@pytest.mark.parametrize("results", [b"", b"[]", b'{"key": "other_2025", "street": "x", "year": 2025}'])
def test_a_page_without_this_streets_results_is_refused(work, results):
    with pytest.raises(RunError):
        take_back(work, good(work, files={"shili_2025.protected.json": results}))
