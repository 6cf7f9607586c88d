import pandas as pd

from evaltoolkit.disclosure.scales.called_anew import called_as_now
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.model.links import CountCell
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
