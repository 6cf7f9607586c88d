"""Fewer rows of a protected table."""

import pytest

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.explore.narrowing import narrow


def test_rows_marks_and_the_list_of_what_is_hidden_go_together(shared):
    table = shared["unscored_forms"]
    part = narrow(table, scale="phq9", wave="前测")

    assert part.frame[["scale", "wave"]].to_numpy().tolist() == [["phq9", "前测"]]
    assert part.mask.shape == part.frame.shape
    assert part.mask["n_forms"].all()
    assert {entry.row for entry in part.hidden} == {("phq9", "前测")}


def test_none_and_an_unknown_column_keep_every_row(shared):
    table = shared["hours"]
    assert len(narrow(table, method=None, planet="Mars").frame) == len(table.frame)


def test_what_was_not_protected_cannot_be_narrowed_into_a_protected_table(analysis):
    with pytest.raises((TypeError, AttributeError)):
        narrow(analysis.results.outcomes, scale="uls6")
    with pytest.raises(TypeError):
        ProtectedTable("outcomes", None, None, analysis.results.outcomes, analysis.results.outcomes)
