"""On every page of a made street a figure has one form and a change one reading, in words, table and picture alike."""

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import yaml

from evaltoolkit import charts, words
from evaltoolkit.charts import Chart
from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.findings.change import ESTABLISHED, READINGS, Reading, is_total, is_whole, read, reading_words
from evaltoolkit.findings.finding import Strength, Trouble
from evaltoolkit.findings.follow_up import in_short, last_follow_ups, with_follow_up
from evaltoolkit.findings.headlines import outcomes as headline
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import SEED, make_street
from evaltoolkit.words.outcome.outcome_phrases import describe, is_comparable, label
from evaltoolkit.words.outcome.outcome_table import outcome_table
from evaltoolkit.words.outcome.outcome_verdicts import regression, verdict
from evaltoolkit.words.services.voices import joint_display
from tests.said_alike import figures_without_like

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
ZH = Language("zh_CN")
QUICK = ("shijing",)
"""A street with an end of an interval so near 0 that it takes further digits."""
FEW = 2
"""Projects and groups of it whose pages an ordinary run makes; the full one makes all."""
ALONE = ("hours_course",)
"""Pictures whose figures stand nowhere else on the page: running sums."""
MARKS = "①②③④⑤⑥⑦⑧⑨"


def run(notebook, given):
    """Run a notebook's cells in this process; return its names and each part of the page as (section, call, value)."""
    names, parts, section = {}, [], ""
    for cell in nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            section = cell.source if cell.source.startswith("#") else section
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook, "exec"), names)  # noqa: S102 - our own notebooks
        if "parameters" in cell.metadata.get("tags", []):
            names.update(given)
        if last is not None:
            made = eval(ast.unparse(last.value), names)  # noqa: S307
            parts.append((section, ast.unparse(last.value.func), made))
    return names, parts


@pytest.fixture(scope="module")
def page_of(tmp_path_factory):
    """Return a function that gives parameters, names and parts of a made street's report, each made once."""
    home, known = tmp_path_factory.mktemp("project"), {}
    shutil.copytree(NOTEBOOKS, home / "notebooks")

    def make(name):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(home)
            if name not in known:
                street = make_street(name, SEED, home)
                given = yaml.safe_load(street.plan_path.read_text(encoding="utf-8"))
                known[name] = given, *run("street_report", given)
            return home, *known[name]

    return make


def figures_without_their_like(parts):
    """Return the numbers of each picture's words that its section prints in no sentence and no table."""
    found = {}
    for section, call, chart in parts:
        name = call.removeprefix("charts.")
        if not isinstance(chart, Chart) or chart.figure is None or name in ALONE:
            continue
        beside = [value for place, _, value in parts if place == section and not isinstance(value, Chart)]
        left = figures_without_like(chart, beside)
        if left:
            found[name] = left
    return found


def readings_that_differ(names, parts):
    """Return where page 1, section, table, picture, voices and annex do not say what the row is read as."""
    shown, found = names["shown"], []
    table = shown["outcomes"]
    said = {call: value for _, call, value in parts}
    picture, results, front = said["charts.outcomes"], said["body.outcome_results"], said["words.front_page"]
    told = words.outcomes(table, ZH, follow_up=shown["follow_up"])
    annex = said["words.annex_benefit"]._repr_html_()
    if told._repr_html_() not in annex or outcome_table(table, ZH)._repr_html_() not in annex:
        found.append("annex")
    joint = joint_display(table, shown["themes"], ZH, fit=shown["theme_fit"])
    beside = {row.cells[0].words: row.cells[1].words for row in joint.rows}
    listed = {row.cells[0].words: row.cells[results.header.index("说明了什么")].words for row in results.rows}
    marked = {row.cells[0].words: row.cells[0].detail for row in outcome_table(table, ZH).rows}
    for row in rows_of(table):
        name, reading, meant = ZH.say(label(row)), read(row), ZH.say(reading_words(row))
        own = [line.words for line in told.paragraphs if line.lead == name]
        verdict_said = ZH.say(verdict(row) if is_comparable(row) else describe(row)[0])
        checks = {
            "sentence": all(verdict_said in line for line in own),
            "regression": not own or ZH.say(regression(row)) in own[0],
            "table": (READINGS[Reading.DOUBTED].message in str(marked[name])) == (reading is Reading.DOUBTED)
            or ZH.say(READINGS[Reading.DOUBTED]) in marked[name],
        }
        if is_whole(row) and is_total(row):
            others = {ZH.say(READINGS[one]) for one in ESTABLISHED} - {ZH.say(READINGS[reading])}
            checks |= {
                "results": listed[name].strip(MARKS) == ZH.say(READINGS[reading]),
                "picture": f"{meant}，配对数" in picture.alt.split(name + "：", 1)[1].split("；")[0],
                "voices": beside[name].endswith(f"（{meant}）") or not row.has("mean_change"),
                "later": is_later_told(shown, said, row),
                "front": is_told(front.merits, Strength.BETTER, row) <= (reading is Reading.BETTER)
                and is_told(front.problems, Trouble.WORSE, row) <= (reading is Reading.WORSE),
                "explore": reads_alike(shown, row, meant, others),
            }
        found += [f"{name}: {place}" for place, holds in checks.items() if not holds]
    return found


def is_later_told(shown, said, row):
    """Return whether figure, voices, projects and page 1 say how the last follow-up of a scale reads; true without."""
    last = last_follow_ups(rows_of(shown["follow_up"]))
    later, whole = ZH.say(in_short(row, last)), with_follow_up(row, last)
    if not later:
        return True
    voices = [one.words for one in said["body.voices_beside"].paragraphs if one.lead in ZH.say(label(row))]
    beside = [line for cells in said["body.project_results"].rows for line in cells.cells[2].detail.split("\n")]
    of_scale = [line for line in beside if line.split("：")[0] in ZH.say(label(row)) and "谈到" not in line]
    return (
        later in said["charts.outcomes"].message
        and all(later in words for words in voices)
        and all(later.split("：")[1] in line for line in of_scale)
        and bool(voices and of_scale)
        and ZH.say(whole) in repr(said["words.front_page"])
    )


def is_told(findings, kind, row):
    return any(
        one.kind is kind and row.string("scale") in [told.string("scale") for told in one.rows] for one in findings
    )


def reads_alike(shown, row, words, others):
    view = outcome_view(shown, OutcomeChoice(row.string("scale"), "total"), "标题", ZH)
    drawn = "" if view.chart is None else view.chart.message
    first = drawn.split("；")[0]  # behind it a last follow-up
    return not drawn or view.chart.figure is None or (first.endswith(f"：{words}") and not others & {first})


def pages_that_differ(given, names, most=None):
    """Return which project and group pages read a row otherwise than :func:`read` does; of `most` of each, else all."""
    found, measured = [], names["evidence"].rows("measurements")
    for project in sorted(set(measured["project"].dropna()))[:most]:
        own, parts = run("project_view", {**given, "project_name": project})
        found += [f"{project}: {name}" for name in summary_that_differs(own["shown"], parts)]
    for group in sorted(set(measured["group"].dropna()))[:most]:
        own, parts = run("group_summary", {**given, "group": group})
        found += [f"{group}: {name}" for name in summary_that_differs(own["shown"], parts)]
    return found


def summary_that_differs(shown, parts):
    """Yield the measures whose reading a summary's table or picture does not tell as :func:`read` does."""
    said = {call: value for _, call, value in parts}
    picture = said.get("charts.outcomes") or said["charts.outcome_slopes"]
    rows = [row for row in rows_of(shown["outcomes"]) if is_whole(row)]
    lines = {line.cells[0].words: line.cells[-1].words for line in said["body.outcome_results"].rows}
    for row in rows:
        name = ZH.say(row.said("scale_name") if is_total(row) else row.said("dimension_name"))
        is_drawn = not is_total(row) or picture.figure is None or f"{ZH.say(reading_words(row))}，配对数" in picture.alt
        if lines[name].strip(MARKS) != ZH.say(READINGS[read(row)]) or not is_drawn:
            yield ZH.say(label(row))


def assert_one_form_and_one_reading(page_of, name, most=None):
    home, given, names, parts = page_of(name)
    assert figures_without_their_like(parts) == {}
    assert readings_that_differ(names, parts) == []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert pages_that_differ(given, names, most) == []


@pytest.mark.parametrize("name", QUICK)
def test_figures_and_readings_are_the_same_on_every_page_of_a_street(name, page_of):
    assert_one_form_and_one_reading(page_of, name, FEW)


def _worse(row):
    return READINGS[Reading.WORSE]


def test_a_picture_that_reads_a_change_otherwise_or_has_another_figure_is_found(page_of):
    home, given, names, parts = page_of(QUICK[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setattr(headline, "reading_words", _worse)
        patch.setattr(headline.tally, "__defaults__", (_worse,))
        picture = charts.outcomes(names["shown"]["outcomes"], ZH)
        changed = [(place, call, picture if call == "charts.outcomes" else value) for place, call, value in parts]
        assert any(": picture" in one for one in readings_that_differ(names, changed))
        assert any(": explore" in one for one in readings_that_differ(names, changed))
        assert pages_that_differ(given, names, 1) != []
    other = replace(picture, alt=f"{picture.alt}−77.7")
    changed = [(place, call, other if call == "charts.outcomes" else value) for place, call, value in parts]
    assert figures_without_their_like(changed) == {"outcomes": {"−77.7"}}


@pytest.mark.full
@pytest.mark.parametrize("name", [street.slug for street in known_streets()])
def test_figures_and_readings_are_the_same_on_every_page_of_all_streets(name, page_of):
    assert_one_form_and_one_reading(page_of, name)
