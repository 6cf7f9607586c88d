"""What a cell hands to words and charts is of the run's report, or typed, whatever the parameter is called."""

import dis
import inspect
import linecache
import re
from collections.abc import Iterator
from types import FunctionType, NoneType

import pandas as pd
import pytest

from evaltoolkit import Language, charts, street_system, words
from evaltoolkit.disclosure import of_run
from evaltoolkit.disclosure.handed_on import CHECKS
from evaltoolkit.disclosure.of_run import run_of, save_tables
from evaltoolkit.disclosure.reader import run_for
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import Made, Provenance, Quality, Scorecard
from evaltoolkit.reporting.release.provenance import provenance
from evaltoolkit.words import body

ASKED = make_table("satisfaction", pd.DataFrame({
    "method": ["个案", "小组", "社区"], "respondent": "服务对象", "asked": "随机抽样", "issued": 40.0, "returned": 40.0,
    "n_answers": [40.0, 40.0, 3.0], "n_valid": [40.0, 40.0, 3.0], "n_satisfied": [36.0, 30.0, 2.0],
    "share": [0.9, 0.75, 0.67], "ci_low": [0.8, 0.6, 0.2], "ci_high": [0.95, 0.85, 0.9], "index": [0.9, 0.8, 0.7],
    "interval": "wilson"}))  # fmt: skip
ALL = "words.satisfaction_table(shown['satisfaction'], reader, target={})"
BEGUN = """
from dataclasses import replace
from types import SimpleNamespace
from evaltoolkit import Language, charts, satisfaction_target, words
from evaltoolkit.findings.targets import Target
from evaltoolkit.model.results import Provenance, Quality
from evaltoolkit.words import body
low = int("5" + "3")
"""
REFUSED = {
    "words of a target": ALL.format("Target(f'一位组员得{low}分')"),
    "another target": ALL.format("replace(satisfaction_target(shown['scorecard']), actual=f'{low}分')"),
    "a share": "charts.satisfaction(shown['satisfaction'], reader, target=low / 100)",
    "grades of one's own": "body.scoring_rules(shown, reader, bands=[SimpleNamespace(label=f'{low}分', low=low)])",
    "grades chosen": "body.scoring_rules(shown, reader, bands=system.grades[:low % 4])",
    "grades one by one": "body.scoring_rules(shown, reader, bands=(one for one in system.grades))",
    "grades changed": (
        "made = body.scoring_rules(shown, reader, bands=[\n"
        "    one.model_copy(update={'label': f'{low}分'}) for one in system.grades])"
    ),
    "names": "words.parameter_table(plan, reader, names={'sys': f'一位组员得{low}分'})",
    "a provenance": "words.provenance_table(Provenance((('workbook', f'{low}分'),), ()), reader)",
    "a provenance changed": "words.provenance_fold(replace(made_of, inputs=(('workbook', f'{low}分'),)), reader)",
    "by way of pandas": (
        "import pandas as pd\n"
        "asked = pd.Series([shown['satisfaction']])\n"
        "asked.apply(words.satisfaction_table, args=(reader,), target=Target(f'一位组员得{low}分')).iloc[0]"
    ),
    "by way of a thread": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "given = {'target': Target(f'一位组员得{low}分')}\n"
        "ThreadPoolExecutor(1).submit(words.satisfaction_table, shown['satisfaction'], reader, **given).result()"
    ),
    "what somebody withholds": (
        "from evaltoolkit.disclosure.protected import AllHidden, Hidden, Reason\n"
        "words.hidden_table(AllHidden([Hidden('hours', (f'一位组员得{low}分',), ('n',), Reason.SMALL)]), reader)"
    ),
    "how much somebody withholds": (
        "from evaltoolkit.disclosure.protected import AllHidden\n"
        "words.hidden(AllHidden([*shown.hidden] * low), reader)"
    ),
    "sheets": "words.sheets_given(Quality(None, tables_present=(f'{low}分',)), reader)",
    "something like it": "words.sheets_given(SimpleNamespace(tables_present=(f'{low}分',), tables_missing=()), reader)",
    "a part of what is withheld": "words.hidden((*shown.hidden, *shown.hidden), reader)",
    "a speaker": (
        "class Own(Language):\n    def say(self, words):\n        return f'{low}分'\n"
        "made = words.satisfaction(shown['satisfaction'], Own())"
    ),
    "a report changed": "words.hidden(replace(shown, corrects=(f'{low}分',)), reader)",
    "a name of no table": "words.outcomes(shown['outcomes'], reader, scale=f'{low}分')",
}  # fmt: skip
SHOWN = {
    "the table": "words.satisfaction(shown['satisfaction'], reader)",
    "the target of the report": ALL.format("satisfaction_target(shown['scorecard'])"),
    "its words": ALL.format("Target(shown['scorecard'].frame['target'][0])"),
    "its share": (
        "target = satisfaction_target(shown['scorecard'])\n"
        "charts.satisfaction(shown['satisfaction'], reader, target=target.share)"
    ),
    "a target typed": ALL.format("Target('≥95%')"),
    "a share typed": "charts.satisfaction(shown['satisfaction'], reader, target=0.95)",
    "the grades": "body.scoring_rules(shown, reader, bands=system.grades)",
    "the grades as a list": "body.scoring_rules(shown, reader, bands=[*system.grades])",
    "names of the report": "words.parameter_table(plan, reader, names={'sys': shown['total'].frame['system_name'][0]})",
    "the provenance": "words.provenance_fold(made_of, reader)",
    "what is withheld": "words.hidden(shown.hidden, reader)",
    "each table of many": (
        "import pandas as pd\n"
        "pd.Series([shown['satisfaction']]).map(lambda one: words.satisfaction(one, reader)).iloc[0]"
    ),
    "a typed name": "words.outcomes(shown['outcomes'], reader, scale='uls6')",
    "a section": "words.author_words(plan, ''.join(('soc', 'ial')), reader)",
    "a choice that nobody makes": "charts.outcome_forest(shown['outcomes'], reader)",
    "words around others": "body.satisfaction(shown, reader)",
}  # fmt: skip


@pytest.fixture
def in_cell(report, scored_row, plan, monkeypatch):
    """Run a cell, as a notebook of a run to share does, and return what its last statement makes."""
    monkeypatch.setattr(of_run, "_SAVED", set())
    monkeypatch.setattr(of_run, "_TABLES", [])
    row = scored_row("满意度", 10.0, 10.0, target="≥90%", actual="82%")
    shown, own = report([row], {"satisfaction": ASKED}), plan(indicator_system="national_2020")
    given = {
        "shown": shown,
        "plan": own,
        "system": street_system(own),
        "reader": Language(),
        "made_of": provenance(own),
    }

    def run(last):
        *before, end = last.splitlines()
        source = "\n".join((BEGUN, *before, end if "made = " in last else f"made = {end}"))
        name = "<a cell>"
        monkeypatch.setitem(linecache.cache, name, (len(source), None, source.splitlines(keepends=True), name))
        cell = {**given, "__name__": "__main__", "get_ipython": None}
        exec(compile(source, name, "exec"), cell)  # noqa: S102 - a cell of the test's own
        return cell["made"]

    with run_for("shared"), run_of(own):
        save_tables(shown.tables.values())
        yield run


@pytest.mark.parametrize("way", REFUSED)
def test_a_value_that_neither_the_report_nor_somebody_s_typing_has_is_not_marked(in_cell, way):
    assert not in_cell(REFUSED[way]).of_package


@pytest.mark.parametrize("way", SHOWN)
def test_what_is_of_the_report_or_typed_is_marked(in_cell, way):
    assert in_cell(SHOWN[way]).of_package


def test_what_a_cell_makes_or_changes_is_no_part_of_the_report_and_what_it_asks_for_is(plan):
    cell = {"__name__": "__main__", "Quality": Quality, "plan": plan(), "provenance": provenance}
    exec("from dataclasses import replace\nmine, given = Quality(None), provenance(plan)\nother = replace(given)", cell)  # noqa: S102
    assert [cell[name].of_package for name in ("mine", "given", "other")] == [False, True, False]


def public() -> Iterator[tuple[str, FunctionType]]:
    for room in (words, charts, body):
        for name in room.__all__:
            if inspect.isfunction(made := getattr(room, name)):
                yield f"{room.__name__}.{name}", made


KNOWN = {
    *(kind.__name__ for kind in CHECKS if kind is not NoneType), "None",
    *(kind.__name__ for kind in (Made, *Made.__subclasses__())), Scorecard.__name__, Provenance.__name__,
    "Band", "GradeBand",  # in a row, which the registry vouches for as a whole
    "Sequence", "Iterable", "Collection", "Mapping", "Withheld",
}  # fmt: skip


@pytest.mark.parametrize(("name", "function"), [*public()])
def test_every_parameter_of_words_and_charts_is_of_a_kind_that_is_looked_at(name, function):
    taken = {key: note for key, note in function.__annotations__.items() if key != "return"}
    assert {word for note in taken.values() for word in re.findall(r"\w+", note)} <= KNOWN
    written = {one.argval for one in dis.get_instructions(function) if one.opname in ("STORE_FAST", "STORE_DEREF")}
    assert written.isdisjoint(inspect.signature(function).parameters), "a parameter is looked at as it was handed over"
