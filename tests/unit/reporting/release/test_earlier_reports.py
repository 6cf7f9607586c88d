import hashlib
import json
import random
from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.errors import ExitCode, FileError, RunError, UserError
from evaltoolkit.language import Language
from evaltoolkit.model.plan import SectionWords
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.release.ledger import Ledger, digest_of, from_entry, ledger_path, open_ledger, to_entry
from evaltoolkit.reporting.release.published_list import list_path, read_list
from evaltoolkit.reporting.release.release_papers import release_papers
from evaltoolkit.reporting.release.results_file import protected_to_json
from tests.published_street import PLAN, WHOLE, results, visible, write


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


def test_a_third_report_is_compared_with_the_first_though_the_second_took_its_place(publish):
    publish([30], "2025")
    assert not visible(publish([32], "2025"))
    assert not visible(publish([33], "2025"))
    assert visible(publish([30], "2025"))


def test_every_earlier_run_counts_and_not_the_last_alone(publish):
    publish([30], "a")
    publish([40], "b")
    assert not visible(publish([32], "c"))


def test_a_report_that_was_deleted_by_hand_stays_known(publish, tmp_path):
    publish([30], "a")
    (tmp_path / "reports" / "a" / "shili_2025.results.json").unlink()
    assert not visible(publish([32], "b"))


def test_a_group_that_changed_by_a_few_takes_another_with_it(publish):
    publish([10, 12, 20], "first")
    second = publish([13, 12, 25], "second")
    assert not visible(second, "0组")
    assert not visible(second, "1组")  # or the whole less the others would be the group that changed


def test_a_rounded_report_counts_as_what_its_data_would_show_in_full(publish):
    publish([30], "first", audience="public")
    assert visible(publish([30], "same data"))
    assert not visible(publish([31], "other data"))
    assert visible(publish([36], "many more"))


def test_the_same_workbook_under_another_plan_is_another_state(publish):
    publish([30], "first", workbook="a")
    assert not visible(publish([31], "second", workbook="a"))


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


def test_a_report_made_again_from_the_same_is_the_same_to_the_byte(publish, tmp_path):
    publish([30, 12], "first")
    page = (tmp_path / "reports" / "first" / "shili_2025.results.json").read_bytes()
    publish([24, 12], "second")
    for run in ("first", "third"):
        again = publish([30, 12], run, sections={"background": SectionWords(words="改了一个错字")})
        assert again.earlier == ()
        assert (tmp_path / "reports" / run / "shili_2025.results.json").read_bytes() == page


@pytest.mark.parametrize("change", [{"slug": "other"}, {"language": "en"}, {"audience": "partner"}, {"year": 2025}])
def test_the_same_data_under_another_slug_or_for_other_readers_lose_nothing(publish, change):
    first = publish([30, 12], "first")
    again = publish([30, 12], "second", **change)
    assert again.earlier == ()
    assert [entry.reason for entry in again.hidden] == [entry.reason for entry in first.hidden]


def test_the_same_data_in_a_workbook_saved_again_are_the_same_state(publish):
    publish([30], "first", workbook="a")
    assert visible(publish([30], "second", workbook="b"))
    assert publish([30], "second", workbook="b").earlier == ()


def test_another_slug_hides_no_earlier_paper_and_another_year_has_none(publish):
    publish([30], "first")
    assert not visible(publish([32], "second", slug="other"))
    assert visible(publish([33], "third", year=2026))


def test_what_a_replaced_report_showed_is_still_compared(publish):
    publish([30], "first")
    publish([28], "first")

    assert not visible(publish([28], "first"))


NAMED = {
    "street": ("示例街道", "示例街", "示例镇"),
    "district": ("示例区", "示例新区"),
    "slug": ("shili", "shili2", "other"),
}


@pytest.mark.parametrize("seed", range(12))
def test_a_street_whose_name_district_or_code_is_corrected_is_compared_with_what_it_published(seed, publish):
    """One after another, a publication between: what is known of the street is known however it is called then."""
    chance, called = random.Random(seed), {name: words[0] for name, words in NAMED.items()}  # noqa: S311
    publish([30], "first")
    for number in range(4):
        name = chance.choice([*NAMED])
        called[name] = chance.choice(NAMED[name])
        assert not visible(publish([31 + number], f"run{number}", **called)), called


def test_another_street_of_the_same_name_in_another_district_is_not_compared(publish):
    publish([30], "first")
    assert visible(publish([32], "second", district="另一区", slug="other"))


def test_another_street_of_another_district_that_was_given_the_same_code_is_not_compared(publish):
    publish([30], "first")
    assert visible(publish([32], "second", district="另一区", street="另一街道"))


def test_a_ledger_that_an_earlier_version_kept_by_the_street_alone_is_read_on(publish, tmp_path):
    publish([30], "first")
    ledger = Ledger.read(tmp_path, PLAN)
    former = ledger.path.with_name(f"示例街道_{hashlib.sha256('示例街道'.encode()).hexdigest()[:8]}_2025.json")
    ledger.path.rename(former)
    for note in former.parent.glob("*.street.json"):
        note.unlink()

    assert not visible(publish([32], "second"))
    assert Ledger.read(tmp_path, PLAN).path == former


@pytest.mark.parametrize("content", ["", "[]", "{}", "不是", '{"ledger": 3, "street": "示例街道", "district": "x"}'])
def test_a_damaged_note_stops_nothing(content, publish, tmp_path):
    publish([30], "first")
    for note in (tmp_path / "private" / "published").glob("*.street.json"):
        note.write_text(content, encoding="utf-8")

    assert not visible(publish([32], "second"))


def test_the_order_in_which_two_states_were_first_published_is_kept(publish):
    publish([30], "first")
    assert not visible(publish([32], "second"))
    assert visible(publish([30], "third"))
    assert not visible(publish([32], "fourth"))


def with_least(people):
    """Return the shipped policy with another least number of people for every reader but the station."""
    policy = shipped_policy()
    names = ("partner", "shared", "public")
    rules = {name: getattr(policy.audiences, name).model_copy(update={"min_people": people}) for name in names}
    return policy.model_copy(update={"audiences": policy.audiences.model_copy(update=rules)})


def test_what_another_policy_lets_the_same_data_show_is_compared_with_what_was_published_meanwhile(publish):
    assert not visible(publish([30], "first", policy=with_least(40)))
    assert visible(publish([32], "second"))
    assert not visible(publish([30], "third"))
    assert visible(publish([32], "fourth"))


def test_another_policy_alone_costs_the_same_data_nothing(publish):
    assert visible(publish([30], "first", policy=with_least(20)))
    assert visible(publish([30], "second"))
    assert visible(publish([30], "third", policy=with_least(20)))


def test_the_spread_of_a_scale_that_did_not_change_is_printed_again(tmp_path):
    """The whole's stands beside that of neither group: 9 are too few for one, and the others would tell theirs."""

    def shown(others):
        own, other = results([18, 9]), results([others])
        frame = pd.concat([own.outcomes.assign(sd_change=3.9, t=3.0), other.outcomes.assign(scale="phq9")])
        made = replace(own, outcomes=frame.reset_index(drop=True))
        return protect_results(made, shipped_policy(), "shared", earlier=earlier_reports(PLAN, home=tmp_path))

    first = shown(30)
    with open_ledger(tmp_path, PLAN) as ledger:
        ledger.record(first.papers, ["reports/first/a.html"])
        ledger.save()
    masks = [one["outcomes"].mask["sd_change"].tolist()[:3] for one in (first, shown(60))]
    assert masks == [[False, True, True]] * 2


def test_where_a_street_s_ledger_is_gone_what_lies_under_reports_is_taken_in_again(publish, tmp_path):
    publish([30], "first")
    publish([60], "second")
    ledger_path(tmp_path, PLAN).unlink()
    assert not visible(publish([32], "third"))
    assert not visible(publish([62], "fourth"))


def test_what_lies_under_reports_is_taken_in_on_first_use_whatever_its_slug_and_run(publish, tmp_path):
    old = protected_to_json(protect_results(results([30]), shipped_policy(), "shared"), results([30]))
    write({tmp_path / "reports" / "old" / "older_slug_2025.results.json": old})
    assert not visible(publish([32], "new"))
    (state, _) = Ledger.read(tmp_path, PLAN).states
    assert [paper["file"] for paper in state["papers"]] == ["reports/old/older_slug_2025.results.json"]


def test_a_paper_made_before_another_was_published_is_not_written(publish, tmp_path):
    made = protect_results(results([32], "b"), shipped_policy(), "shared", earlier=earlier_reports(PLAN, home=tmp_path))
    publish([30], "first")
    path = tmp_path / "reports" / "second" / "shili_2025.results.json"
    papers = made.papers, digest_of(made.earlier)
    assert release_papers(tmp_path, PLAN, {path: "{}"}, papers, write) is None
    assert not path.exists()


def test_a_paper_compared_with_another_list_is_told_so_and_not_to_wait(publish, tmp_path):
    publish([30], "first")
    known = Ledger.read(tmp_path, PLAN).reports()
    path = tmp_path / "reports" / "second" / "shili_2025.results.json"
    made = protect_results(results([32], "b"), shipped_policy(), "shared")  # a notebook that leaves out `earlier`
    papers = made.papers, digest_of(made.earlier)
    with pytest.raises(RunError) as raised:
        release_papers(tmp_path, PLAN, {path: "{}"}, papers, write, known=known)
    assert "earlier=earlier" in Language().say(raised.value.public)
    assert not path.exists()
    publish([60], "between")  # another came between: made again, it is told the one or the other
    assert release_papers(tmp_path, PLAN, {path: "{}"}, papers, write, known=known) is None
    right = protect_results(
        results([32], "b"), shipped_policy(), "shared", earlier=earlier_reports(PLAN, home=tmp_path)
    )
    known = Ledger.read(tmp_path, PLAN).reports()
    assert release_papers(tmp_path, PLAN, {path: "{}"}, (right.papers, digest_of(right.earlier)), write, known=known)


def test_an_entry_is_taken_back_where_its_files_were_not_written(publish, tmp_path):
    publish([30], "first")
    before = Ledger.read(tmp_path, PLAN)
    made = protect_results(results([50], "b"), shipped_policy(), "shared", earlier=earlier_reports(PLAN, home=tmp_path))

    def refuse(contents):
        assert len(Ledger.read(tmp_path, PLAN).states) == 2  # it stands there before any file is written
        raise OSError("no disk")

    path = tmp_path / "reports" / "second" / "shili_2025.results.json"
    with pytest.raises(OSError, match="no disk"):
        release_papers(tmp_path, PLAN, {path: "{}"}, (made.papers, digest_of(made.earlier)), refuse)
    assert Ledger.read(tmp_path, PLAN) == before


def test_who_holds_the_ledger_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr("evaltoolkit.reporting.release.file_lock._WAIT", 0.2)
    with open_ledger(tmp_path, PLAN), pytest.raises(UserError) as error, open_ledger(tmp_path, PLAN):
        pass
    assert error.value.exit_code is ExitCode.TARGET_BUSY


def test_what_this_year_says_of_last_years_satisfaction_is_compared_with_last_years_papers(publish, tmp_path):
    """Where 3 answers were added after last year's report, the number beside this year's would tell of the three."""
    publish([30], "first")
    plan = PLAN.model_copy(update={"year": 2026})
    with open_ledger(tmp_path, PLAN) as ledger:
        ledger.states[0]["parts"][0]["counts"].append(["satisfaction", ["小组", "服务对象"], "n_valid", 20.0])
        ledger.save()
    frame = pd.DataFrame([{"method": "小组", "respondent": "服务对象", "n_valid": 40, "n_satisfied": 36, "share": 0.9,
                           "last_valid": 23, "last_satisfied": 19, "last_share": 0.83, "ci_low": 0.0, "ci_high": 0.1,
                           "interval": "wilson"}])  # fmt: skip
    earlier = earlier_reports(plan, home=tmp_path)
    for last, is_shown in ((23, False), (20, True), (30, True)):
        table = make_table("satisfaction_change", frame.assign(last_valid=last))
        shown = protect_tables({table.name: table}, shipped_policy(), Audience.SHARED, earlier=earlier)[table.name]
        assert bool(shown.mask.at[0, "last_satisfied"]) is not is_shown


def test_the_ledger_names_its_papers_and_their_digests_stand_in_the_list_alone(publish, tmp_path):
    publish([30], "first")
    (state,) = Ledger.read(tmp_path, PLAN).states
    assert state["papers"] == [{"file": "reports/first/shili_2025.results.json"}]


def test_a_ledger_of_an_earlier_version_is_read_unchanged_and_each_paper_stands_there_once(publish, tmp_path):
    publish([30], "first")
    ledger = Ledger.read(tmp_path, PLAN)
    for paper in ledger.states[0]["papers"]:
        paper |= {"sha256": "0" * 64, "kind": "report", "audience": "shared", "on": "2026-01-01"}
    ledger.save()
    before = ledger.path.read_bytes()
    assert not visible(publish([32], "second"))
    ledger.path.write_bytes(before)
    publish([30], "first")
    (state,) = Ledger.read(tmp_path, PLAN).states
    assert [paper["file"] for paper in state["papers"]] == ["reports/first/shili_2025.results.json"]


@pytest.mark.parametrize("known_to", ["nobody", "the list", "a run"])
def test_a_report_from_before_is_put_on_the_list_where_nobody_knows_it(known_to, publish, tmp_path):
    old = tmp_path / "reports" / "old" / "shili_2025.results.json"
    write({old: protected_to_json(protect_results(results([30]), shipped_policy(), "shared"), results([30]))})
    place = "reports/old/shili_2025.results.json"
    lists = {"the list": list_path(tmp_path), "a run": tmp_path / "private" / "old" / "manifest.jsonl"}
    if known_to in lists:
        said = {"place": place, "sha256": "1" * 64, "time": "2026-01-01T08:00:00+08:00"}
        write({lists[known_to]: json.dumps(said if known_to == "the list" else {"outputs": {place: "1" * 64}}) + "\n"})
    publish([32], "new")
    digest = {"nobody": [hashlib.sha256(old.read_bytes()).hexdigest()], "the list": ["1" * 64], "a run": []}[known_to]
    assert [line.sha256 for line in read_list(tmp_path)] == digest


def test_the_list_keeps_whose_scores_stand_in_which_groups_and_is_read_where_an_earlier_version_did_not():
    members = {("uls6", "total", "一组", "小组", "长者服务", "甲", "疗愈", ""): "a1:b2 c3:d4"}
    entry = to_entry(EarlierReport(states=frozenset({"a"}), members=members), ())
    assert from_entry(entry)[0].members == members
    del entry["part"]["members"]
    entry["part"]["cells"] = [[["uls6", "total", "一组", "小组", "长者服务", "甲"], 12.0]]
    assert from_entry(entry)[0].members == {}
