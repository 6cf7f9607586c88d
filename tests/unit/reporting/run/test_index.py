"""The index of a run and the names of its files are searched for everybody whom the workbooks name."""

import pytest

from evaltoolkit.batch.finish import finish_run
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Ours, text
from evaltoolkit.reporting.release.gate import Roster, joined
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.run.index import write_index
from evaltoolkit.reporting.run.index_entry import IndexEntry
from evaltoolkit.reporting.run.notice import notice_name, roster_of_plan

WHO = Roster(frozenset({"禤漏甲"}))


def entry(failure):
    return IndexEntry("jia_2025", "甲街道", "jia_2025.notice.html", failure=failure)


def test_a_reason_in_the_index_that_names_somebody_gives_way_to_one_that_does_not(tmp_path):
    told = text("{said}", said=Ours("第3行 禤 漏甲 不是日期"))
    page = write_index([entry(told)], run="r", home=tmp_path, roster=WHO).read_text(encoding="utf-8")
    assert "漏甲" not in page
    assert "原因中含有可识别个人的信息" in page


def test_an_index_says_no_plain_word_of_a_failure(tmp_path):
    outcome = StreetOutcome("jia", "甲街道", None, 0.0, text("{file}: {what}", file="禤漏甲.xlsx", what="禤漏甲"))
    page = finish_run([outcome], run="r", home=tmp_path).index.read_text(encoding="utf-8")
    assert "禤漏甲" not in page


def test_a_run_named_after_somebody_is_not_published(tmp_path):
    with pytest.raises(UserError) as refused:
        release({tmp_path / "reports" / "禤漏甲" / "a.html": "<p>甲</p>"}, WHO)
    assert refused.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert not (tmp_path / "reports").exists()


def test_a_notice_of_a_file_named_after_somebody_has_a_neutral_name(tmp_path):
    for name in ("王建国", "王建国2025改", "欧阳晓棠_2023", "Nguyễn Thị Hoa", "Иванова Анна", "김영희", "13800138000"):
        assert notice_name(tmp_path / f"{name}.yaml").startswith("street_")
    assert notice_name(tmp_path / "黄石街道_2025.yaml") == "黄石街道_2025"


def test_rosters_of_several_workbooks_are_one():
    assert joined([WHO, Roster(addresses=frozenset({"甲路1号"}))]) == Roster(WHO.names, frozenset({"甲路1号"}))


def test_the_roster_of_a_plan_that_cannot_be_read_is_empty(tmp_path):
    (tmp_path / "a.yaml").write_text("street: [", encoding="utf-8")
    assert roster_of_plan(tmp_path / "a.yaml", tmp_path) == Roster()
