"""Fewer rows of a protected table."""

import pytest

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.explore.narrowing import narrow


def test_rows_marks_and_the_list_of_what_is_hidden_go_together(shared):
    table = shared["outcomes"]
    part = narrow(table, scale="station_own_template", dimension="knowledge")

    assert set(part.frame["dimension"]) == {"knowledge"}
    assert part.mask.shape == part.frame.shape
    assert part.mask["mean_change"].all()
    assert {entry.row[1] for entry in part.hidden} == {"knowledge"}


def test_none_and_an_unknown_column_keep_every_row(shared):
    table = shared["hours"]
    assert len(narrow(table, method=None, planet="Mars").frame) == len(table.frame)


def test_what_was_not_protected_cannot_be_narrowed_into_a_protected_table(analysis):
    with pytest.raises((TypeError, AttributeError)):
        narrow(analysis.results.outcomes, scale="uls6")
    with pytest.raises(TypeError):
        ProtectedTable("outcomes", None, None, analysis.results.outcomes, analysis.results.outcomes)
