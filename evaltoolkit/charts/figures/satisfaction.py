"""Draw the share of satisfied answers by method, with an interval only where the way of asking allows one."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler, draw_grid, draw_labels
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import INTERVAL_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, GAP, INK, SOFT, TRACK, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.numbers import percent, set_share, share_of
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.findings.targets import is_of_users
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.24
_INTERVALS = {
    "wilson": text("95% interval {low} to {high}"),
    "indicative": text("interval {low} to {high}, for reference only"),
}


def satisfaction(table: ProtectedTable, language: Language, *, target: float | None = None) -> Chart:
    """Draw the share of satisfied answers by method and type of respondent.

    Parameters
    ----------
    table
        ``satisfaction``.
    language
        Language of the chart's words.
    target
        Agreed share, from 0 to 1, drawn as an upright line.

    Returns
    -------
    Chart
        A solid line is a 95 % interval of answers drawn at random; a dashed one is for orientation only (handed out
        on site); where everyone was asked there is none.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "share"):
        return not_provided(table, language)
    story = Story(
        INTERVAL_CHART,
        answers.satisfaction(rows, target),
        _subtitle(target),
        text("the station's satisfaction questionnaires"),
        tuple(entry(method_and_respondent(row, rows), _sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, 1.0)
    for row in rows:
        label_line(sheet, language.say(method_and_respondent(row, rows)), language.say(_share(row)))
        _draw(sheet, ruler, row, target if is_of_users(row) else None)
        note = _interval(row)
        if note is not None:
            sheet.paragraph(language.say(note), ink=SOFT)
        sheet.skip(GAP)
    draw_labels(sheet, ruler, (0.0, 0.25, 0.5, 0.75, 1.0), set_share)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: Ruler, row: Row, target: float | None) -> None:
    draw_grid(sheet, ruler, (0.0, 0.25, 0.5, 0.75, 1.0), height=_HEIGHT)
    middle = sheet.y + _HEIGHT / 2
    share, low, high = (row.number(name) for name in ("share", "ci_low", "ci_high"))
    sheet.box(ruler.left, ruler.right, middle - 0.02, 0.04, fill=TRACK)
    if target is not None:
        x = ruler.at(target)
        sheet.stroke((x, sheet.y), (x, sheet.y + _HEIGHT), ink=INK, width=2.0)
    ink = WARNING if target is not None and share is not None and share < target else ACCENT
    if low is not None and high is not None and _interval(row) is not None:
        dashed = row.string("interval") == "indicative"
        sheet.stroke((ruler.at(low), middle), (ruler.at(high), middle), ink=ink, width=2.8, dashed=dashed)
    if share is not None:
        sheet.mark(ruler.at(share), middle, ink=ink, size=9.0)
    sheet.skip(_HEIGHT + 0.03)


def method_and_respondent(row: Row, rows: tuple[Row, ...]) -> str | Text:
    """Return the method, with the type of respondent where `rows` hold more than one."""
    if len({other.string("respondent") for other in rows}) < 2:
        return row.said("method")
    return text("{whole} · {part}", whole=row.said("method"), part=row.said("respondent"))


def _share(row: Row) -> str | Text:
    counts = row.numbers("n_satisfied", "n_valid")
    return share_of(*counts) if counts and row.has("share") else row.said("share", percent)


def _interval(row: Row) -> Text | None:
    low, high = row.number("ci_low"), row.number("ci_high")
    template = _INTERVALS.get(row.string("interval") or "")
    if template is None or low is None or high is None:
        return None
    return template.with_(low=percent(low), high=percent(high))


def _sentence(row: Row) -> str | Text:
    note = _interval(row)
    return _share(row) if note is None else text("{first}, {second}", first=_share(row), second=note)


def _subtitle(target: float | None) -> Text:
    if target is None:
        return text("Very satisfied and satisfied among the year's valid answers (in brackets)")
    return text(
        "Very satisfied and satisfied among the year's valid answers (in brackets); upright line: target {target}",
        target=set_share(target),
    )
