"""Of a withheld share nothing else in its row tells: neither points nor whose share it is."""

from types import SimpleNamespace

from evaltoolkit.disclosure.counts.scored_shares import hidden_scores


def test_where_the_lowest_share_is_withheld_it_is_not_said_whose_it_is():
    row = SimpleNamespace(indicator="satisfaction", points=None)
    hidden = hidden_scores(["satisfaction"], SimpleNamespace(rows=(row,)), ["satisfaction"])
    assert {"actual", "actual_source", "points", "formula"} <= {*hidden["scorecard"][0].columns}
