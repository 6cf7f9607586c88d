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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("There is no table xyz. There are: verdicts, priority.", "Did you mean verdicts, priority?")),
        ("zh_CN", ("没有叫“xyz”的表；有这些：verdicts、priority。", "是不是 verdicts、priority？")),
    ],
)
def test_the_tables_that_there_are_stand_as_the_language_lists_them(language, said):
    report = ProtectedReport(Audience.SHARED, {name: table() for name in ("verdicts", "priority")})
    with pytest.raises(KeyError) as none_alike:
        report["xyz"]
    with pytest.raises(UnknownTableError) as two_alike:
        report["verdicts_priority"]
    sentences = [Language(language).say(raised.value.sentence) for raised in (none_alike, two_alike)]
    assert sentences[0] == said[0]
    assert said[1] in sentences[1]
