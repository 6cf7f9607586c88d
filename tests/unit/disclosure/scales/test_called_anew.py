import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.scales.called_anew import called_as_now
from evaltoolkit.disclosure.states.earlier import EarlierReport, papers_of
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass

TABLE = "coverage_by_community"


def communities(**served):
    frame = pd.DataFrame({"community": [*served], "served": [*served.values()]})
    return {TABLE: ResultTable(TABLE, TableClass.COVERAGE, frame, ("community",), ("served",))}


def cell(name):
    return CountCell(TABLE, (name,), "served")


def test_a_community_that_was_withheld_beside_a_small_count_can_be_any_that_is_new():
    """Of how many it held nothing is known, so every new one stays hidden that may be it."""
    earlier = EarlierReport({cell("丙"): 40.0}, company=frozenset({cell("甲"), cell("乙")}))
    now = list(called_as_now(earlier, communities(甲新=6, 乙新=9, 丙=40), 5))
    assert frozenset.union(*(one.company for one in now)) >= {cell("甲新"), cell("乙新")}


def test_a_community_whose_number_was_shown_is_none_of_quite_another_number():
    earlier = EarlierReport({cell("甲"): 6.0, cell("乙"): 30.0})
    (now,) = called_as_now(earlier, communities(甲新=7, 乙新=60), 5)
    assert now.counts == {cell("甲新"): 6.0, cell("乙"): 30.0}


def of_rows(name, called, more=0):
    """A table of the registry, four rows of many people called by their last key; the first has `more` of them."""
    facts = REPORT_TABLES[name]
    keys = {key: ["甲"] * 4 for key in facts.keys[:-1]} | {facts.keys[-1]: called}
    numbers = dict.fromkeys((*facts.protection["people"], *facts.protection.get("figures", ())), 0.5)
    counts = {
        column: [100.0 * row + 60.0 + more * (row == 0) for row in range(4)] for column in facts.protection["people"]
    }
    basis = {"basis": ["station"] * 4} if "people" in counts else {}
    return make_table(
        name, pd.DataFrame({**{column: [None] * 4 for column in facts.columns}, **numbers, **counts, **keys, **basis})
    )


NAMED = [
    name for name, facts in REPORT_TABLES.items()
    if facts.protection.get("people") and name != "outcomes" and facts.keys[-1] != "scale"
]  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("renamed", [1, 4])
def test_a_row_called_anew_with_one_person_more_is_withheld_in_every_table(name, renamed):
    policy, words = shipped_policy(), ["一", "二", "三", "四"]
    others = [*(f"新{word}" for word in words[:renamed]), *words[renamed:]]
    shown = protect_tables({name: of_rows(name, words)}, policy, Audience.SHARED)
    first = papers_of(shown, states=frozenset({"x"}))
    same, more = (
        protect_tables({name: of_rows(name, others, more)}, policy, Audience.SHARED, earlier=[first])[name]
        for more in (0, 1)
    )

    assert first.counts
    assert same.frame.equals(shown[name].frame.assign(**{same.keys[-1]: others}))
    for column in same.people:
        assert more.mask.at[0, column]
        assert not more.mask[column].iloc[1:].any() or REPORT_TABLES[name].protection.get("together")


@pytest.mark.parametrize("corrected", [0.0, 0.1])
def test_waves_that_changed_their_names_are_compared_with_what_they_were(corrected):
    """One mean of people looked at later is corrected while the two waves change names: nothing of it is shown."""

    def waves(names, means):
        columns = REPORT_TABLES["follow_up"].columns
        frame = pd.DataFrame({column: [None, None] for column in columns})
        numbers = {"n_pairs": [17.0, 45.0], "n_lost": [30.0, 30.0], "n_apart": [0.0, 0.0]}
        return make_table("follow_up", frame.assign(scale="uls6", wave=names, mean_change=means, **numbers))

    policy = shipped_policy()
    before = protect_tables({"follow_up": waves(["跟进一", "跟进二"], [1.0, 2.0])}, policy, Audience.SHARED)
    after = {"follow_up": waves(["跟进二", "跟进一"], [1.0 + corrected, 2.0])}
    shown = protect_tables(after, policy, Audience.SHARED, earlier=[papers_of(before, states=frozenset({"x"}))])

    assert set(shown["follow_up"].mask["mean_change"]) == {corrected > 0}
