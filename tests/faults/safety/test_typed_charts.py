"""Charts and sentences take protected tables alone: the type checker says so, and so does the running program."""

import inspect
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit import charts, words
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

ROOT = Path(__file__).parents[3]
BARE = """
import pandas as pd

from evaltoolkit import charts, words
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

bare, reader = pd.DataFrame({{"a": [1]}}), Language()
{calls}


def good(table: ProtectedTable) -> None:
    charts.coverage(table, reader)
    words.coverage_table(table, reader)
"""


def takes_tables(module):
    """Return the public functions of a room whose first argument is a protected table."""
    found = {}
    for name in module.__all__:
        made = getattr(module, name)
        if inspect.isfunction(made):
            first = next(iter(inspect.get_annotations(made, eval_str=False).values()))
            if first == "ProtectedTable":
                found[name] = made
    return found


CHARTS, SENTENCES = takes_tables(charts), takes_tables(words)


def test_every_chart_takes_a_protected_table():
    assert set(CHARTS) == {name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))}


def call_with(function, bare):
    """Call a function with a bare table first and stand-ins for whatever else it wants."""
    placed, named = [], {}
    for one in list(inspect.signature(function).parameters.values())[1:]:
        if one.default is one.empty:
            stand_in = Language() if "Language" in str(one.annotation) else pd.DataFrame()
            if one.kind is one.KEYWORD_ONLY:
                named[one.name] = stand_in
            else:
                placed.append(stand_in)
    return function(bare, *placed, **named)


@pytest.mark.parametrize("bare", [pd.DataFrame({"a": [1]}), {"a": 1}, None], ids=["frame", "mapping", "none"])
def test_a_bare_table_is_refused_at_run_time(bare):
    every = [*CHARTS.values(), *SENTENCES.values()]
    assert [one.__qualname__ for one in every if not is_refused(one, bare)] == []


def is_refused(function, bare):
    try:
        call_with(function, bare)
    except TypeError as error:
        return "protected" in str(error)
    return False


def test_a_protected_table_cannot_be_made_outside_the_room():
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(TypeError):
        ProtectedTable("t", "fact", "shared", frame, frame.astype(bool))


def test_a_bare_data_frame_fails_the_type_check_of_every_chart(tmp_path):
    calls = [f"charts.{name}(bare, reader)" for name in CHARTS]
    snippet = tmp_path / "bare.py"
    snippet.write_text(BARE.format(calls="\n".join(calls)), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--follow-imports=silent", str(snippet)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    faults = [line for line in done.stdout.splitlines() if 'expected "ProtectedTable"' in line]
    assert len(faults) == len(calls)
    assert len(done.stdout.splitlines()) == len(calls)
