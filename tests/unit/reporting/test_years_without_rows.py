"""A year of which some sheet has no row gives a whole report: the cells of its notebook are run one by one."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from datetime import date

import matplotlib.pyplot as plt
import nbformat
import pytest

import evaltoolkit
from evaltoolkit.model.workbook import TABLES
from tests.protected_street import made_street
from tests.report_places import ROOT
from tests.sample import one_in

SHEETS = tuple(spec.name for spec in TABLES)
YEARS = (2023, 2024, 2022, 2000, 2100)
NOTEBOOK = ROOT / "notebooks" / "street_report.ipynb"


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("street")
        patch.setenv("EVALTOOLKIT_HOME", str(home))
        _, plan, evidence = made_street(home)
        shutil.copy(NOTEBOOK, home / "notebooks")
        yield plan, evidence, home


def show_page(plan, evidence, home):
    """Run the report's own cells, show what the last line of each gives, and say in which cell it ended."""
    space = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALTOOLKIT_HOME", str(home))
        patch.setattr(evaltoolkit, "plan_from", lambda names, by_hand=None: plan)
        patch.setattr(evaltoolkit, "load", lambda given: evidence)
        patch.setattr(evaltoolkit, "save_results", lambda results, shown, given, run: None)
        for cell in nbformat.read(NOTEBOOK, 4).cells:
            if cell.cell_type == "code":
                *before, last = ast.parse(cell.source).body
                exec(compile(ast.Module(before, []), cell.source, "exec"), space)  # noqa: S102 - the report's own
                if isinstance(last, ast.Expr):
                    shown = eval(compile(ast.Expression(last.value), cell.source, "eval"), space)  # noqa: S307
                    getattr(shown, "_repr_mimebundle_", getattr(shown, "_repr_html_", str))()
                else:
                    exec(compile(ast.Module([last], []), cell.source, "exec"), space)  # noqa: S102
        plt.close("all")


def emptied(evidence, names):
    """Return the evidence with the columns of these sheets and none of their rows."""
    return replace(evidence, tables={**evidence.tables, **{name: evidence.tables[name].iloc[:0] for name in names}})


@pytest.mark.parametrize("year", one_in(3, YEARS))
def test_a_year_of_which_no_record_is_gives_a_report(street, year):
    plan, evidence, home = street
    show_page(plan.model_copy(update={"year": year, "as_of": None, "report_date": None}), evidence, home)


def test_a_year_counted_to_its_first_day_gives_a_report(street):
    plan, evidence, home = street
    show_page(plan.model_copy(update={"as_of": date(2023, 1, 1), "report_date": None}), evidence, home)


@pytest.mark.parametrize("name", one_in(12, SHEETS))
@pytest.mark.parametrize("year", one_in(2, YEARS[:2]))
def test_a_sheet_without_rows_gives_a_report(street, name, year):
    plan, evidence, home = street
    if name not in evidence.tables:
        pytest.skip("the made street has no such sheet")
    given = plan.model_copy(update={"year": year, "as_of": None, "report_date": None})
    show_page(given, emptied(evidence, [name]), home)


@pytest.mark.parametrize("name", one_in(12, SHEETS))
def test_a_sheet_beside_others_that_have_no_rows_gives_a_report(street, name):
    plan, evidence, home = street
    if name not in evidence.tables:
        pytest.skip("the made street has no such sheet")
    show_page(plan, emptied(evidence, [one for one in evidence.tables if one != name]), home)


def test_a_workbook_without_any_row_gives_a_report(street):
    plan, evidence, home = street
    show_page(plan, emptied(evidence, evidence.tables), home)
