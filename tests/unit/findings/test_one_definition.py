"""Each threshold has one definition, and neither charts nor words round or write figures in a way of their own."""

import ast
import re
from pathlib import Path

import pytest

import evaltoolkit
from evaltoolkit.language import Language
from evaltoolkit.model import ladder, thresholds
from evaltoolkit.model.results import Caution
from evaltoolkit.words.outcome import scale_quality_words
from evaltoolkit.words.outcome.caution_words import CAUTIONS

PACKAGE = Path(evaltoolkit.__file__).parent
HOMES = ("model/thresholds.py", "model/ladder.py")
COMPARED_ALONE = ("TURNED_GAIN", "CLOSE")  # so common a figure that only what is compared or named counts
SHARES = {value for name, value in vars(thresholds).items() if isinstance(value, float) and name not in COMPARED_ALONE}
COMMON = {getattr(thresholds, name) for name in COMPARED_ALONE}
RUNGS = {ladder.DESCRIBE_FROM, ladder.TEST_FROM, ladder.BOOTSTRAP_FROM, ladder.LARGE_FROM}
ALLOWED = {
    "instruments/reliability.py": "where the fit of omega starts",
    "charts/figures/outcome_figure.py": "inches of a mark and of an indent",
    "intake/files/docx_writing.py": "line spacing",
    "intake/mapping/match.py": "how sure a guess of a column is",
    "intake/checking/scale_check.py": "rounding of a typed mean of items",
    "reporting/handing/word.py": "widths of columns",
    "outcomes/tables/planning_table.py": "power that next year's planning asks for (Cohen 1988)",
    "commands/options.py": "minutes of one street",
}
COMMON_ALLOWED = {
    "charts/figures/outcome_figure.py": "share of a place",
    "charts/figures/outcome_slopes.py": "inches",
    "charts/parts/sheet.py": "inches",
    "charts/parts/theme.py": "inches",
    "batch/cells/process.py": "seconds",
    "batch/lab_kernels.py": "seconds",
    "disclosure/counts/rounding.py": "the whole of a share",
    "reporting/run/execute.py": "seconds",
}
NUMBERS_NAMED = {
    "charts/parts/own_looks.py": "colours of a map, looks of a picture",
    "disclosure/names/roster_search.py": "signs of an address",
    "findings/front_choice.py": "rows of page 1",
    "instruments/quality.py": "items",
    "words/chapters/front.py": "a chapter",
    "words/chapters/problem_chapter.py": "a chapter",
    "words/services/coverage.py": "rows of a table",
}
PAIRS_ALLOWED = {
    "intake/reading/biff_records.py": "kinds of a cell's record",
    "synthetic/tables/opinions.py": "highest of five levels",
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


def defaults_of_confidence(tree):
    """Yield the level that a public call has unless it is told another: a signature says it in figures."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            given = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            yield from (value for name, value in given if name.arg == "confidence")


def test_no_share_that_is_a_threshold_stands_anywhere_else():
    """Drawing in inches and making data have figures of their own: there only what is compared or named counts."""
    found = {
        name
        for name, tree in sources()
        for node in ((*compared(tree), *named(tree)) if name.startswith("charts/") else ast.walk(tree))
        if not name.startswith("synthetic/") and is_one_of(node, SHARES, float)
        if not (node.value == thresholds.CONFIDENCE and node in defaults_of_confidence(tree))
    }
    assert found - {*HOMES} == ALLOWED.keys()


def test_no_other_threshold_is_compared_or_named_a_second_time():
    found = {
        name
        for name, tree in sources()
        for node in (*compared(tree), *named(tree))
        if not name.startswith("synthetic/") and is_one_of(node, COMMON, float)
    }
    assert found - {*HOMES} == COMMON_ALLOWED.keys()


def test_no_number_of_pairs_is_compared_with_a_figure_of_its_own():
    found = {name for name, tree in sources() for node in compared(tree) if is_one_of(node, RUNGS, int)}
    assert found - {*HOMES} == PAIRS_ALLOWED.keys()


def test_no_number_of_pairs_has_a_second_name_where_results_are_worked_out_hidden_or_said():
    rooms = ("outcomes", "instruments", "disclosure", "findings", "words", "charts")
    found = {
        name
        for name, tree in sources(*rooms)
        for node in named(tree)
        if is_one_of(node, RUNGS | {thresholds.SKEWED}, int)
    }
    assert found == NUMBERS_NAMED.keys()


LIMITS = {
    "20": (thresholds.ATTRITION, r"{} ?%", (CAUTIONS[Caution.ATTRITION],)),
    "15": (thresholds.AT_AN_END, r"{} ?%", (CAUTIONS[Caution.CEILING], CAUTIONS[Caution.FLOOR])),
    "0.70": (thresholds.RELIABILITY, "{}", (CAUTIONS[Caution.LOW_RELIABILITY], scale_quality_words._LOW_WORDS)),
    "0.20": (thresholds.WEAK_ITEM, "{}", (scale_quality_words._NO_WEAK_ITEM,)),
    "30": (thresholds.LARGEST_T, "{}", (CAUTIONS[Caution.LARGE_T],)),
}
"""What a sentence names of a limit, the limit, the form, and the sentences."""


@pytest.mark.parametrize("said", LIMITS)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_limit_that_a_sentence_names_is_the_one_that_decides(said, language):
    limit, form, sentences = LIMITS[said]
    assert float(said) == pytest.approx(100 * limit if "%" in form else limit)
    for sentence in sentences:
        words = Language(language).say(sentence.with_(where="甲"))
        assert re.findall(r"\d[\d.]*(?: ?%)?", words) == re.findall(form.format(re.escape(said)), words) != []


def writes_figures(node):
    """Return whether a piece of code rounds or sets the decimals of a figure by itself."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("round", "format")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
    is_placed = isinstance(node, ast.FormattedValue) and node.format_spec is not None
    words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return is_placed or bool(_PLACED.search(words))


def test_charts_words_and_explorer_have_no_rounding_and_no_format_of_figures_of_their_own():
    geometry = {"charts/parts/png.py", "charts/parts/svg.py", "words/page/bar.py", "explore/picture.py"}
    typed_over = {f"explore/{name}.py" for name in ("service_desk", "trials/next_grade", "trials/trial_view")}
    found = {
        name
        for name, tree in sources("charts", "words", "findings", "explore")
        if any(map(writes_figures, ast.walk(tree)))
    }
    # `typed_over`: a figure in a field of the explorer, which somebody types over
    read_back = {
        "charts/parts/own_artists.py",
        "charts/parts/own_layout.py",
        "charts/parts/own_looks.py",
        "charts/parts/own_together.py",
    }  # places and sizes of points
    assert found - geometry - typed_over - read_back == {"findings/numbers.py"}  # where figures are written


def test_charts_read_no_cell_and_decide_no_reading():
    names = {name for name, _ in sources("charts")}
    assert not names & {f"charts/{module}.py" for module in ("records", "numbers", "verdict", "change_words")}
    for name, tree in sources("charts"):
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & {"iloc", "to_numeric"}
        # a picture of one's own is read back, number by number
        assert name in ("charts/made.py", "charts/gallery.py", "charts/parts/own_known.py") or not read
