"""A sheet with a table of it in the report: the trainings of the station's staff."""

from tests.adding import END, Trial

_SHEET = """  trainings:
    sheet: 培训记录
    once: [date, training]
    dated: date
    when: 选填
    chapter: 四（七）培训次数和时数
    columns:
      date: {header: 培训日期, kind: date, required: true, filled: true, hint: 培训的日期。, example: '{year}-03-18',
        feeds: [trainings]}
      training: {header: 培训主题, kind: free_text, required: true, filled: true,
        hint: 培训的主题，不写人名。, example: 危机个案处理,
        feeds: [trainings]}
      person: {header: 讲师, kind: name, hint: 讲师姓名。, example: （姓名）}
      hours: {header: 培训时数, kind: number, low: 0, unit: 小时, usual: 100, hint: 每人参加的时数。, example: 3,
        feeds: [trainings]}
"""
_TABLE = '''"""How the station's own staff was trained in the year."""

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, DATE, TEXT, typed
from evaltoolkit.services.given import of_year


def trainings(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the trainings of the year in order of the day."""
    frame = of_year(plan, evidence, "trainings")
    rows = [] if frame is None else frame.sort_values("date", kind="stable")
    return make_table("trainings", typed(rows, {"date": DATE, "training": TEXT, "hours": AMOUNT}))
'''
_WORDS = '''"""The trainings of the station's staff in a sentence and a table."""

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.words.page.columns import amount, build, day, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose


def trainings(table: ProtectedTable, language: Language) -> Prose:
    """Return how often the staff was trained."""
    if not (rows := rows_of(table)):
        return missing(table, language)
    return prose(language, (Kind.BODY, (text("Trainings of the year: {n}.", n=len(rows)),)))


def trainings_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every training with its hours."""
    columns = (day("date", text("Date")), words("training", text("Training held")), amount("hours", text("Hours")))
    return build(table, columns, language, caption=text("Trainings of the station's staff"))
'''
_MADE = '''"""The trainings of a made station's staff."""

import pandas as pd

from evaltoolkit.synthetic.setting import Setting


def trainings(setting: Setting) -> pd.DataFrame:
    """Return the sheet 培训记录: two trainings of the year."""
    held = {pd.Timestamp(setting.year, 3, 18): "危机个案处理", pd.Timestamp(setting.year, 8, 18): "伦理守则"}
    return pd.DataFrame({"date": list(held), "training": list(held.values()), "person": "讲师", "hours": [3.0, 2.5]})
'''
_OFFERS = "from evaltoolkit.words.services.trainings import trainings, trainings_table\n"
_FOLD = '            text("Every rating of quality"),'

SHEET = Trial(
    edits={
        "evaltoolkit/model/workbook.yaml": ((END, _SHEET),),
        "evaltoolkit/model/report_tables.yaml": (
            (
                "\ntables:\n",
                "\ntables:\n  trainings: {title: trainings of the staff, section: quality, class: fact, keys: [date],\n"
                "        columns: [date, training, hours]}\n",
            ),
            ("\ncolumns:\n", "\ncolumns:\n  training: [培训主题, what the training was about]\n"),
        ),
        "evaltoolkit/services/people/trainings.py": _TABLE,
        "evaltoolkit/services/measure.py": (
            (
                "\n_OF_THE_YEAR = (",
                "from evaltoolkit.services.people.trainings import trainings\n\n_OF_THE_YEAR = (\n    trainings,",
            ),
        ),
        "evaltoolkit/words/services/trainings.py": _WORDS,
        "evaltoolkit/words/__init__.py": (
            ("\n__all__ = [", f'{_OFFERS}\n__all__ = [\n    "trainings", "trainings_table",'),
        ),
        "evaltoolkit/words/appendix/annex.py": (
            ("\nSays = ", f"{_OFFERS}\nSays = "),
            (
                f"        (\n{_FOLD}",
                '        (text("Every training"), _both(shown["trainings"], trainings, trainings_table, language)),\n'
                f"        (\n{_FOLD}",
            ),
        ),
        "evaltoolkit/synthetic/tables/trainings.py": _MADE,
        "evaltoolkit/synthetic/year.py": (
            ("\n\n@dataclass", "\nfrom evaltoolkit.synthetic.tables.trainings import trainings\n\n\n@dataclass"),
            ("    tables = {\n", '    tables = {\n        "trainings": trainings(setting),\n'),
        ),
        "tools/safety/accounted.py": (
            ("NO_PEOPLE = {\n", 'NO_PEOPLE = {\n    "trainings": "the station\'s own staff",\n'),
        ),
        "tools/recompute/not_recomputed.py": (
            ('            "people", "attrition",', '            "trainings", "people", "attrition",'),
        ),
        "docs/report-contents.md": (
            (
                "| “评估、整改和拨付的时间” | `time",
                "| “全部培训记录” | `trainings`、`trainings_table` | 四（七） |\n| “评估、整改和拨付的时间” | `time",
            ),
        ),
        "docs/seed-coverage.md": (
            (
                "| “督导和社工站主任对服务进行把控” |",
                "| “培训” | 培训记录 | `services.people.trainings.trainings`、`words.trainings`、"
                "`words.trainings_table` | | 附件2“全部培训记录” |\n| “督导和社工站主任对服务进行把控” |",
            ),
        ),
    },
    chinese={
        "model.po": {"trainings of the staff": "员工培训"},
        "words.po": {
            "Trainings of the year: {n}.": "本年度培训 {n} 次。",
            "Training held": "培训主题",
            "Trainings of the station's staff": "本站员工培训",
            "Every training": "全部培训记录",
        },
    },
    written=("glossary", "data_dictionary"),
    reminders=(
        "tests/unit/model/test_workbook.py",
        "tests/unit/model/test_feeds.py",
        "tests/unit/model/test_report_tables.py::test_every_table_that_a_street_makes_is_registered_with_its_class_keys_and_columns",
        "tests/unit/model/test_report_tables.py::test_the_data_dictionary_is_the_one_that_the_registry_makes",
        "tests/unit/intake/entry/test_entry_workbook.py::"
        "test_workbooks_in_hand_are_read_as_before_and_new_ones_have_the_same_headers",
        "tests/unit/test_report_contents.py",
        "tests/unit/test_seed_coverage.py",
        "tests/golden/recompute/test_streets.py::test_every_column_is_recomputed_or_said_not_to_be",
        "tests/faults/safety/test_accounted.py::test_every_published_table_stands_in_exactly_one_list",
    ),
    program="""
import pandas as pd

from evaltoolkit import measure_services
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.words import trainings, trainings_table
from tests.small_street import make_small_year

plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
made = make_small_year("renhe", 2023, 1).tables["trainings"]
table = measure_services(plan, Evidence({"trainings": made}, Quality(pd.DataFrame())))["trainings"]
shown = protect(table, shipped_policy(), Audience.PUBLIC)
print(trainings(shown, Language()), *trainings_table(shown, Language()).column("培训主题"))
""",
    says="本年度培训 2 次。 危机个案处理 伦理守则\n",
)
