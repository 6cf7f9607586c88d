"""In a run for some readers nothing is protected for ones who see more, by whichever way; elsewhere all is free."""

import os

import pandas as pd
import pytest

from evaltoolkit import compare, compare_table, reliable_change, satisfaction, score
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import joint_papers, protect, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.reader import READER_VARIABLE, run_for
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table
from evaltoolkit.model.results import Results, Scorecard, Total

HOURS = make_table("hours", pd.DataFrame({"method": ["个案"], "agreed": [32.0], "done": [33.0]}))
RESULTS = Results(
    "k", "示例街道", 2023, True, Scorecard("made", "示例", "示例", (), Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ())),
    pd.DataFrame(columns=list(OUTCOME_COLUMNS)),
)  # fmt: skip
SIGHT = [Audience.PUBLIC, Audience.SHARED, Audience.PARTNER, Audience.STATION]
WAYS = {
    "protect": lambda who: protect(HOURS, shipped_policy(), who),
    "protect_tables": lambda who: protect_tables({"hours": HOURS}, shipped_policy(), who),
    "protect_results": lambda who: protect_results(RESULTS, shipped_policy(), who.value),
    "joint_papers": lambda who: joint_papers({"hours": HOURS}, shipped_policy()).seen_by(who),
    "compare": lambda who: compare([9, 8, 7, 9, 8, 7], [5, 6, 5, 6, 5, 4], low=0, high=10, better="lower",
                                   audience=who.value),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("run", SIGHT)
def test_a_run_protects_for_its_own_readers_and_those_who_see_less(way, run):
    for who in SIGHT:
        with run_for(run):
            if way == "joint_papers" and who is Audience.STATION:
                continue  # the station's tables are no papers
            if SIGHT.index(who) <= SIGHT.index(run):
                assert WAYS[way](who) is not None
                continue
            with pytest.raises(UserError, match=rf"plan\.audience.*--audience {who.value}") as refused:
                WAYS[way](who)
        assert refused.value.exit_code is ExitCode.RUN_FAILED
        assert "plan.audience" in Language().say(refused.value.public)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", SIGHT)
def test_where_no_run_is_on_every_reader_is_served(way, who):
    assert READER_VARIABLE not in os.environ
    assert way == "joint_papers" or WAYS[way](who) is not None


BEFORE, AFTER, SIX = [9, 8, 7, 9, 8, 7], [5, 6, 5, 6, 5, 4], {"low": 0, "high": 10, "better": "lower"}
LONG = pd.DataFrame({"who": [*range(6)] * 2, "when": ["pre"] * 6 + ["post"] * 6, "points": BEFORE + AFTER})
CALLS = {
    "compare": lambda: compare(BEFORE, AFTER, **SIX).table,
    "compare_table": lambda: compare_table(LONG, id="who", wave="when", score="points", **SIX).table,
    "reliable_change": lambda: reliable_change(BEFORE, AFTER, threshold=2, **SIX).courses,
    "satisfaction": lambda: satisfaction(["满意"] * 6).table,
}


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_names_no_reader_is_for_those_of_the_run_and_else_for_the_station(call):
    assert CALLS[call]().audience is Audience.STATION
    for run in SIGHT:
        with run_for(run):
            assert CALLS[call]().audience is run


def test_scores_are_worked_out_in_every_run_and_their_quality_is_what_its_readers_may_see():
    answers = pd.DataFrame({"a": [1, 2, 4], "b": [2, 2, 3], "c": [4, 3, 1]})
    for run in SIGHT:
        with run_for(run):
            found = score(answers, low=1, high=4, better="lower")
        assert {table.audience for table in found.quality.values()} == {run}
        assert list(found.scores["total"]) == [7.0, 7.0, 8.0]


def test_what_a_run_says_ends_with_it():
    with run_for("shared"):
        with run_for(None):
            assert READER_VARIABLE not in os.environ
        assert os.environ[READER_VARIABLE] == "shared"
    assert READER_VARIABLE not in os.environ
