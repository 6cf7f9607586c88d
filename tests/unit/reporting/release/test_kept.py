"""A handed-in file that somebody has edited is hers: it is never touched, and the run says so."""

import docx
import pytest

from evaltoolkit.batch.verify import State, verify
from evaltoolkit.reporting.release.kept import free_place
from evaltoolkit.reporting.release.publish import second_name
from evaltoolkit.reporting.release.taken_back import withdraw
from evaltoolkit.reporting.run.street import Edition, report_street
from tests.sample import one_in

PLAN = """\
schema_version: 1
street: 示例街道
slug: shili
district: 示例市示例区
year: 2025
project: 家庭综合服务中心运营经费
synthetic: true
indicator_system: yuncheng_2023
audience: {audience}
sections:
  background: {{words: {words}, source: 示例}}
"""


@pytest.fixture
def report(tmp_path, zoo, compute):
    home = tmp_path / "项目"
    plan = home / "parameters" / "streets" / "shili_2025.yaml"
    plan.parent.mkdir(parents=True)
    (home / "notebooks").mkdir()

    def run(words="服务很好", audience="shared", also=("docx",)):
        plan.write_text(PLAN.format(audience=audience, words=words), encoding="utf-8")
        edition = Edition(also=also)
        return report_street(plan, run="trial", notebook=zoo / "street.ipynb", compute=compute, edition=edition)

    run.home, run.plan = home, plan
    return run


def word_of(done):
    """Return the report's own file among what was handed in."""
    (path,) = [path for path in done.handed if path.suffix == ".docx" and "附件" not in path.name]
    return path


def edit(path):
    document = docx.Document(path)
    document.add_paragraph("我加的一句。")
    document.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("audience", one_in(2, ["shared", "station"]))
def test_her_edits_survive_three_more_runs(report, audience):
    first = word_of(report(audience=audience))
    hers = edit(first)
    runs = [report(words, audience) for words in ("甲", "乙", "丙")]

    assert first.read_bytes() == hers
    assert [word_of(run).name for run in runs] == [f"{first.stem}（2）.docx"] * 3
    assert [run.kept for run in runs] == [(first,)] * 3
    reports = [path.name for path in first.parent.glob("*.docx") if "附件" not in path.name]
    assert sorted(reports) == sorted([first.name, f"{first.stem}（2）.docx"])


def test_what_is_as_we_wrote_it_is_written_anew_also_where_nobody_asks(report):
    first = word_of(report("甲"))
    before = first.read_bytes()
    again = report("乙", also=())

    assert word_of(again) == first
    assert first.read_bytes() != before
    assert [one.state for one in verify(str(first), report.home)] == [State.PUBLISHED]


def test_the_one_beside_hers_is_written_anew_also_where_nobody_asks(report):
    first = word_of(report("甲"))
    edit(first)
    second = word_of(report("乙"))
    before = second.read_bytes()

    assert word_of(report("丙", also=())) == second
    assert second.read_bytes() != before


def test_verify_calls_her_file_changed_and_the_new_one_published(report):
    first = word_of(report("甲"))
    edit(first)
    second = word_of(report("乙"))

    assert [verify(str(path), report.home)[0].state for path in (first, second)] == [State.CHANGED, State.PUBLISHED]


def test_a_file_under_the_name_of_one_held_open_is_hers_too_once_edited(tmp_path):
    path = tmp_path / "报告.docx"
    second_name(path).write_bytes(b"hers")

    assert free_place(path, frozenset()).name == "报告（2）.docx"


def test_withdrawing_deletes_what_we_wrote_and_leaves_hers(report):
    from evaltoolkit.intake.plans.plan_file import read_plan

    first = word_of(report("甲"))
    hers = edit(first)
    second = word_of(report("乙"))
    withdraw(report.home, read_plan(report.plan), "trial", "没有发出")

    assert first.read_bytes() == hers
    assert not second.exists()
