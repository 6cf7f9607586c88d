"""A chart: how many of the people asked named each need."""

from tests.adding import Trial

_FIGURE = '''"""Draw how many of the people asked named each need."""

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.shares import share_chart, share_words
from evaltoolkit.charts.parts.story import BAR_CHART, Story
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import wanted
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import says_nothing
from evaltoolkit.language import Language, text


def needs(table: ProtectedTable, language: Language) -> Chart:
    """Draw the share of the people asked who named each need."""
    rows = drawn_rows(table)
    if says_nothing(rows, "share"):
        return not_provided(table, language)
    what, source = text("Share of the people asked who named it"), text("the station's survey of needs")
    values = tuple(share_words(row, "named", "asked") for row in rows)
    story = Story(BAR_CHART, wanted.needs(rows), what, source)
    return share_chart(story, rows, "need", language, table=table, values=values)
'''
_HEADLINE = '''"""What residents named as their needs, in one message."""

from collections.abc import Sequence

from evaltoolkit.findings.headlines.ends import highest
from evaltoolkit.findings.numbers import share_of
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, listed, text


def needs(rows: Sequence[Row]) -> Text:
    """Return which need was named most, where that may be said."""
    most = highest(rows, "share")
    if not most:
        return text("Needs that residents named")
    share = share_of(most[0].number("named") or 0.0, most[0].number("asked") or 1.0)
    return text("Named most often: {needs}, {share}", needs=listed(row.said("need") for row in most), share=share)
'''
_MADE = """def _needs() -> pd.DataFrame:
    frame = pd.DataFrame({"need": ["上门照护", "课后托管"], "asked": [120, 118], "named": [66, 41]})
    return frame.assign(share=frame["named"] / frame["asked"], group="居民", source="调查", met="已回应")


def _flow() ->"""

CHART = Trial(
    edits={
        "evaltoolkit/charts/figures/needs.py": _FIGURE,
        "evaltoolkit/charts/__init__.py": (
            ("\n__all__ = [", 'from evaltoolkit.charts.figures.needs import needs\n\n__all__ = [\n    "needs",'),
        ),
        "evaltoolkit/charts/made.py": (
            ("def _flow() ->", _MADE),
            ("        _scorecard, ", "        _needs, _scorecard, "),
        ),
        "evaltoolkit/findings/headlines/wanted.py": _HEADLINE,
        "evaltoolkit/explore/subjects.py": (
            ('    "needs": (("need", "group"), ("share",)),\n', ""),
            ('    "hours_by_month": charts.', '    "needs": charts.needs, "hours_by_month": charts.'),
        ),
        "docs/report-contents.md": (("“居民的需求与回应” | 不再画 |", "“居民的需求与回应” | 探索页 |"),),
    },
    chinese={
        "charts.po": {
            "Share of the people asked who named it": "被问到的人中提出该需求的比例",
            "the station's survey of needs": "社工站需求调研",
        },
        "findings.po": {
            "Needs that residents named": "居民提出的需求",
            "Named most often: {needs}, {share}": "提出最多的是{needs}：{share}",
        },
    },
    reminders=(
        "tests/unit/charts/test_every_chart.py",
        "tests/unit/charts/test_gallery.py::test_no_module_is_without_its_place",
        "tests/unit/findings/test_headlines.py",
        "tests/unit/test_report_contents.py",
    ),
    only="needs or place or headlines or report_contents",
    program="""
from evaltoolkit import charts
from evaltoolkit.charts.made import made_tables
from evaltoolkit.explore.subjects import SUBJECTS
from evaltoolkit.language import Language

chart = charts.needs(made_tables()["needs"], Language())
(subject,) = (one for one in SUBJECTS if one.table == "needs")
print(chart.message, subject.draw is charts.needs)
""",
    says="提出最多的是上门照护：55.0%（66/120） True\n",
)
