"""Every choice that a page of controls offers, made one after the other, and how its figures are held against results.

A displayed row must be one row of the results: each number in it a figure of that row as it is rounded there, or one
hundred times it, or stand in its words; a range must hold the figure.
"""

import math
import re

from evaltoolkit.explore.outcome_choice import OutcomeChoice, chosen_group
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.explore.service_desk import TRIAL
from evaltoolkit.findings.change import ESTABLISHED, READINGS, is_total, read, reading_words
from evaltoolkit.findings.numbers import P_FLOOR
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language
from tests.said_alike import figures_without_like

ZH = Language("zh_CN")
SUMS = {"hours_by_month", "levels"}
"""Subjects whose picture also tells sums of what the table lists: hours up to a month, two levels together."""
TEXTS = {"timeline"}
"""Subjects of days, told together from several rows of the workbook."""
MOST = 12
"""Rows that a picture of the means draws; of more it draws the whole scales."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}-\d{2}")
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])[−+-]?\d[\d,]*(?:\.\d+)?%?")
_BAND = re.compile(r"(\d+)–(\d+)")
_MEAN = re.compile(r"\d\.\d")
"""A mean or a standardised change, never whole: of rows that a version withholds a picture tells a range of people."""
_SUM, _SMALL = "合计", f"< {P_FLOOR}"


def open_entries(choice):
    """Return the values that a list offers, without those that it greys."""
    return [value for _, value in choice.options if value not in choice.closed]


def outcomes_offered(desk, shown, *, versions=("shared", "station"), scales=None):
    """Choose all that is offered, scale by scale, and yield what was chosen with the view of it."""
    for version in versions:
        desk.version.value = version
        for scale in open_entries(desk.scale)[:scales]:
            desk.scale.value = scale
            for picture in open_entries(desk.picture):
                desk.picture.value = picture
                for dimension in open_entries(desk.dimension):
                    desk.dimension.value = dimension
                    for name in ("group", "method", "field"):
                        yield from _groups(desk, shown, name, (version, scale, picture, dimension))


def _groups(desk, shown, name, before):
    control = getattr(desk, name)
    for group in open_entries(control)[0 if name == "group" else 1 :]:  # everyone is in each of the three lists
        control.value = group
        lists = (desk.version, desk.scale, desk.picture, desk.dimension, control)
        assert tuple(one.value for one in lists) == (*before, group)
        yield OutcomeChoice(before[1], before[3], *chosen_group(group), before[2]), shown[-1].view
    control.value = "all"


def greyed_outcomes(desk):
    """Yield each greyed entry of the lists beside the one chosen, as the choice that it would be, with its reason."""
    now = {"scale": desk.scale.value, "picture": desk.picture.value, "dimension": desk.dimension.value}
    for name in now:
        for value, reason in getattr(desk, name).closed.items():
            if name != "scale":
                yield OutcomeChoice(**{**now, name: value}), reason
    for name in ("group", "method", "field"):
        for value, reason in getattr(desk, name).closed.items():
            grouping, group = chosen_group(value)
            yield OutcomeChoice(**now, grouping=grouping, group=group), reason


def services_offered(desk, shown, *, versions=("shared", "station")):
    """Choose every subject that is offered, each with its methods and fields, and yield the key with the view."""
    for version in versions:
        desk.version.value = version
        for key in open_entries(desk.subject):
            if key == TRIAL:
                continue
            desk.subject.value = key
            for control in (desk.method, desk.field):
                for value in open_entries(control)[0 if control is desk.method else 1 :]:
                    control.value = value
                    assert (desk.version.value, desk.subject.value, control.value) == (version, key, value)
                    yield key, value, shown[-1].view
                control.value = ""


def leads_somewhere(view, *, to_chart=True):
    """Return whether a choice shows a sentence and a picture, or where there is none to be a table."""
    is_drawn = view.chart is not None and view.chart.figure is not None
    return bool(view.sentence.paragraphs) and (is_drawn if to_chart else bool(view.table and view.table.rows))


def said_otherwise(view, key=""):
    """Return the figures of a picture that neither sentence nor table beside it tells."""
    if view.chart is None or view.chart.figure is None or key in SUMS:
        return set()
    return figures_without_like(view.chart, (view.sentence, view.why, view.table, *view.more))


def read_otherwise(view, report, choice):
    """Return the rows of the outcomes whose reading the picture of the means or its title tells in other words."""
    if choice.picture != "slopes" or view.chart is None or view.chart.figure is None:
        return []
    rows = [row for row in rows_of(report["outcomes"]) if _is_of(row, choice)]
    rows = rows if len(rows) <= MOST else [row for row in rows if is_total(row)]
    told = view.chart.alt.split("；")
    found = [row for row in rows if not any(f"{ZH.say(reading_words(row))}，配对数" in line for line in told)]
    title = view.chart.message.split("；")[0]
    if len(rows) == 1:
        others = {ZH.say(READINGS[one]) for one in ESTABLISHED} - {ZH.say(READINGS[read(rows[0])])}
        is_alike = title.endswith(f"：{ZH.say(reading_words(rows[0]))}") and not others & {title}
        found += [] if is_alike else rows
    return [(row.string("scale"), row.string("dimension"), row.string("group")) for row in found]


def _is_of(row, choice):
    wanted = {"scale": choice.scale, "dimension": choice.dimension, "group": choice.group}
    is_fitting = all(not value or row.string(name) == value for name, value in wanted.items())
    return is_fitting and row.string("group_kind") == choice.grouping


def not_in_results(view, rows):
    """Return the rows of a view's table that are no row of the results, with the numbers that are not in the best."""
    found = [(_words_of(row), _figures_of(row)) for row in rows]
    left = []
    for line in view.table.rows if view.table is not None else ():
        if line.cells and line.cells[0].words == _SUM:
            continue
        told = [f"{cell.words} {cell.detail}" for cell in line.cells]
        missing = min((_missing(told, *one) for one in found), key=len, default=told)
        if missing:
            left.append((told[0], missing))
    return left


def _missing(told, words, figures):
    left = []
    for cell in told:
        said = _DAY.sub(" ", cell)
        if _SMALL in said:
            left += [] if any(0 <= value < P_FLOOR for value in figures) else [_SMALL]
            said = said.replace(_SMALL, " ")
        for low, high in _BAND.findall(said):
            if not any(int(low) <= value <= int(high) for value in figures):
                left.append(f"{low}–{high}")
        left += [one for one in _NUMBER.findall(_BAND.sub(" ", said)) if not _is_told(one, words, figures)]
    return left


def _is_told(number, words, figures):
    plain = number.replace("−", "-").replace("+", "").replace(",", "")
    value, digits = float(plain.rstrip("%")), len(plain.rstrip("%").partition(".")[2])
    half = 0.5 * 10.0**-digits + 1e-9
    if plain.lstrip("-") in words:
        return True
    times = (100,) if plain.endswith("%") else (1, 100)
    nearly = 0.1 + 1e-9 if plain.endswith("%") and value in (0.1, 99.9) else half  # <0.1%, >99.9%
    return any(abs(value - each * figure) <= nearly for each in times for figure in figures)


def _figures_of(row):
    values = [one for value in row.values() for one in (value if isinstance(value, list) else [value])]
    return [float(one) for one in values if isinstance(one, int | float) and math.isfinite(one)]


def _words_of(row):
    values = [one for value in row.values() for one in (value if isinstance(value, list) else [value])]
    said = " ".join(str(one) for one in values if isinstance(one, str)).replace(",", "").replace("−", "-")
    return set(re.findall(r"\d+(?:\.\d+)?%?", said))


def table_of_results(content, name):
    """Return the rows of a table of a results file, with what the page adds to each: a target, a difference."""
    if name in ("outcomes", "scorecard"):
        return content[name]["rows"]
    found = content["services"].get(name, {"rows": []})
    rows = found["frame"]["rows"] if "frame" in found else found["rows"]
    if name == "satisfaction":
        targets = [row["target"] for row in content["scorecard"]["rows"] if "satisfaction" in str(row["metric"])]
        return [{**row, "targets": targets} for row in rows]
    if name == "satisfaction_change":
        return [{**row, "difference": (row["share"] or 0.0) - (row["last_share"] or 0.0)} for row in rows]
    return rows


def drawn_though_greyed(report, choice):
    """Return whether a greyed choice would have led to a picture with a figure all the same."""
    view = outcome_view(report, choice, "标题", ZH)
    if view.chart is None or view.chart.figure is None:
        return False
    return choice.picture == "people" or _MEAN.search(view.chart.alt) is not None
