"""Any protected table shows itself, names itself, and a name that is not there is answered with those alike."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport, UnknownTableError
from evaltoolkit.disclosure.shown import is_marked
from evaltoolkit.language import Language
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.words import any_table


def table(audience=Audience.SHARED):
    frame = pd.DataFrame(
        {"residence": ["户籍", "非户籍"], "served": [118.0, 3.0], "people": [124.0, 60.0], "share": [118 / 124, 0.05],
         "basis": ["名册", None]}
    )  # fmt: skip
    return protect(make_table("priority", frame), shipped_policy(), audience)


def test_each_cell_stands_as_it_is_printed_and_what_is_withheld_is_marked():
    shown = any_table(table(), Language("zh_CN"))
    assert shown.header[0] != "residence"
    words = [cell.words for row in shown.rows for cell in row.cells]
    assert "95.2%" in words
    assert "5.0%" not in words
    assert "3" not in words
    assert "withheld" in shown._repr_html_()


def test_a_cell_that_ends_with_a_protected_table_shows_it_with_the_mark():
    data, metadata = table()._repr_mimebundle_()
    assert is_marked(data, metadata)
    assert "<table" in data["text/html"]


def test_a_protected_table_names_itself_in_one_readable_line():
    said = repr(table())
    assert said.startswith("受保护的表 priority（")
    assert "2 行" in said
    assert "served" in said
    assert "118" not in said


@pytest.mark.parametrize(
    ("asked", "alike"), [("outcome", "outcomes"), ("verdict", "verdicts"), ("prioritie", "priority")]
)
def test_a_table_that_is_not_there_is_answered_with_names_that_are_alike(asked, alike):
    report = ProtectedReport(Audience.SHARED, {name: table() for name in ("outcomes", "verdicts", "priority")})
    with pytest.raises(UnknownTableError, match=alike):
        report[asked]
    with pytest.raises(KeyError):
        report["xyz"]
