"""A statistic of the outcome table: the median of the changes."""

from tests.adding import Trial

_MODULE = '''"""The median of changes: half of the people changed by no more, half by no less."""

import numpy as np

from evaltoolkit.model.given import require_numbers
from evaltoolkit.outcomes.tests.resolution import FloatArray


def median_change(differences: FloatArray) -> float:
    """Return the median of the differences, at least one; InputError where one is not finite."""
    require_numbers(differences=differences)
    return float(np.median(differences))
'''
_LAST = '    p_column("p_t_adjusted", text("t-test p, adjusted"), _adjusted_by),\n'
_COLUMN = """    Column(
        text("Median change"),
        lambda row: figure(row, "median_change", lambda change: signed(change, interval_decimals(row)), "—"),
        Align.NUMBER,
    ),
"""
_PAIRS = "from evaltoolkit.outcomes.tests.paired_change import"

STATISTIC = Trial(
    edits={
        "evaltoolkit/outcomes/tests/median_change.py": _MODULE,
        "evaltoolkit/outcomes/tables/cell_figures.py": (
            (_PAIRS, f"from evaltoolkit.outcomes.tests.median_change import median_change\n{_PAIRS}"),
            ("_DESCRIBED = (\n", '_DESCRIBED = (\n    "median_change",\n'),
            ('_RANK_FIGURES = ("', '_RANK_FIGURES = ("median_change", "'),
            (
                '        "p_exact": test.p,',
                '        "median_change": median_change(whole) * resolution,\n        "p_exact": test.p,',
            ),
        ),
        "evaltoolkit/model/report_tables.yaml": (
            ("spread: [sd_pre, sd_post, sd_change,", "spread: [median_change, sd_pre, sd_post, sd_change,"),
            ("mean_post, sd_post,\n      mean_change,", "mean_post, sd_post,\n      median_change, mean_change,"),
            ("\ncolumns:\n", "\ncolumns:\n  median_change: [变化的中位数, median change]\n"),
        ),
        "evaltoolkit/words/outcome/outcome_table.py": ((_LAST, _LAST + _COLUMN),),
        "tools/recompute/outcomes.py": (
            ("import fmean, ", "import fmean, median, "),
            ("_DESCRIBED = (\n", '_DESCRIBED = (\n    "median_change",\n'),
            (
                '"hedges_g": None if is_even',
                '"median_change": median(steps) * score.resolution,\n        "hedges_g": None if is_even',
            ),
        ),
    },
    chinese={"words.po": {"Median change": "变化中位数"}},
    written=("data_dictionary",),
    reminders=(
        "tests/unit/model/test_report_tables.py::test_every_table_that_a_street_makes_is_registered_with_its_class_keys_and_columns",
        "tests/unit/model/test_report_tables.py::test_the_data_dictionary_is_the_one_that_the_registry_makes",
        "tests/unit/disclosure/test_report.py",
        "tests/unit/words/outcome/test_outcome_words.py::test_every_column_of_the_outcome_table_is_asked_for_by_some_words",
        "tests/golden/recompute/test_streets.py::test_every_column_is_recomputed_or_said_not_to_be",
        "tests/unit/outcomes/tables/test_compare.py",
    ),
    program="""
import pandas as pd

from evaltoolkit import compare_outcomes
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.language import Language
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.words import outcome_table

pre, post = [18.0, 16, 14, 12, 20, 15] * 2, [12.0, 15, 14, 10, 17, 16] * 2
rows = [(str(n), wave, score) for wave, scores in (("前测", pre), ("后测", post)) for n, score in enumerate(scores)]
scored = pd.DataFrame(rows, columns=["client", "wave", "score"]).assign(scale="uls6", dimension="total")
table = make_table("outcomes", compare_outcomes(scored, shipped_scales()))
shown = outcome_table(protect(table, shipped_policy(), Audience.SHARED), Language())
print(*shown.column("变化中位数"))
""",
    says="−1.5\n",
)
