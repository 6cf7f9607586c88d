"""Each threshold has one definition, and neither charts nor words round or write figures in a way of their own."""

import ast
import re
from pathlib import Path

import evaltoolkit
from evaltoolkit.model import ladder, thresholds

PACKAGE = Path(evaltoolkit.__file__).parent
HOMES = ("model/thresholds.py", "model/ladder.py")
SHARES = {
    getattr(thresholds, name)
    for name in ("ALPHA", "OVERSHOOT", "SHORTFALL", "ATTRITION", "AT_AN_END", "RELIABILITY", "WEAK_ITEM")
}
RUNGS = {ladder.DESCRIBE_FROM, ladder.TEST_FROM, ladder.BOOTSTRAP_FROM, ladder.LARGE_FROM}
ALLOWED = {
    "instruments/reliability.py": "where the fit of omega starts",
    "charts/outcome_figure.py": "inches of a mark and of an indent",
    "intake/docx_writing.py": "line spacing",
    "intake/mapping/match.py": "how sure a guess of a column is",
    "intake/scale_check.py": "rounding of a typed mean of items",
    "reporting/handing/word.py": "widths of columns",
    "outcomes/planning_table.py": "power that next year's planning asks for (Cohen 1988)",
}
PAIRS_ALLOWED = {
    "intake/reading/biff_records.py": "kinds of a cell's record",
    "synthetic/opinions.py": "highest of five levels",
}
_PLACED = re.compile(r":[,+]?\.\d+[fg%e]|:[,+]?\.\{")


def sources(*rooms):
    folders = [PACKAGE / room for room in rooms] or [PACKAGE]
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def is_one_of(node, values, kind):
    return isinstance(node, ast.Constant) and type(node.value) is kind and node.value in values


def compared(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from (node.left, *node.comparators)


def named(tree):
    yield from (node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign))


def test_no_share_that_is_a_threshold_stands_anywhere_else():
    """Drawing in inches and making data have figures of their own: there only what is compared or named counts."""
    found = {
        name
        for name, tree in sources()
        for node in ((*compared(tree), *named(tree)) if name.startswith("charts/") else ast.walk(tree))
        if not name.startswith("synthetic/") and is_one_of(node, SHARES, float)
    }
    assert found - {*HOMES} == ALLOWED.keys()


def test_no_number_of_pairs_is_compared_with_a_figure_of_its_own():
    found = {name for name, tree in sources() for node in compared(tree) if is_one_of(node, RUNGS, int)}
    assert found - {*HOMES} == PAIRS_ALLOWED.keys()


def test_charts_and_words_have_no_rounding_and_no_format_of_figures_of_their_own():
    geometry = {"charts/png.py", "charts/svg.py", "words/bar.py"}
    found = set()
    for name, tree in sources("charts", "words", "findings"):
        for node in ast.walk(tree):
            is_round = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round"
            is_placed = isinstance(node, ast.FormattedValue) and node.format_spec is not None
            words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if is_round or is_placed or _PLACED.search(words):
                found.add(name)
    assert found - geometry == {"findings/numbers.py"}  # where figures are written


def test_charts_read_no_cell_and_decide_no_reading():
    names = {name for name, _ in sources("charts")}
    assert not names & {f"charts/{module}.py" for module in ("records", "numbers", "verdict", "change_words")}
    for name, tree in sources("charts"):
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & {"iloc", "to_numeric"}
        assert name in ("charts/made.py", "charts/gallery.py") or not read
