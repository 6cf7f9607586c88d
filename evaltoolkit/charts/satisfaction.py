"""Draw the share of satisfied answers by method, with an interval only where the way of asking allows one."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import label_line
from evaltoolkit.charts.ruler import Ruler, draw_grid, draw_labels
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import INTERVAL_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, GAP, INK, SOFT, TRACK, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.24
_INTERVALS = {
    "wilson": text("95% interval {low} to {high}"),
    "indicative": text("interval {low} to {high}, for orientation only"),
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
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["share"]):
        return not_provided(table, language)
    story = Story(
        INTERVAL_CHART,
        _message(rows, target),
        _subtitle(target),
        text("the station's satisfaction questionnaires"),
        tuple(entry(method_and_respondent(row, rows), _sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, 1.0)
    for row in rows:
        label_line(sheet, language.say(method_and_respondent(row, rows)), language.say(_share(row)))
        _draw(sheet, ruler, row, target)
        note = _interval(row)
        if note is not None:
            sheet.paragraph(language.say(note), ink=SOFT)
        sheet.skip(GAP)
    draw_labels(sheet, ruler, (0.0, 0.25, 0.5, 0.75, 1.0), percent)
    return finish(sheet, story, language)


def _draw(sheet: Sheet, ruler: Ruler, row: Record, target: float | None) -> None:
    draw_grid(sheet, ruler, (0.0, 0.25, 0.5, 0.75, 1.0), height=_HEIGHT)
    middle = sheet.y + _HEIGHT / 2
    share, low, high = (row.number(name).value for name in ("share", "ci_low", "ci_high"))
    sheet.box(ruler.left, ruler.right, middle - 0.02, 0.04, fill=TRACK)
    if target is not None:
        x = ruler.at(target)
        sheet.stroke((x, sheet.y), (x, sheet.y + _HEIGHT), ink=INK, width=2.0)
    ink = WARNING if target is not None and share is not None and share < target else ACCENT
    if low is not None and high is not None and _interval(row) is not None:
        dashed = row.given("interval") == "indicative"
        sheet.stroke((ruler.at(low), middle), (ruler.at(high), middle), ink=ink, width=2.8, dashed=dashed)
    if share is not None:
        sheet.mark(ruler.at(share), middle, ink=ink, size=9.0)
    sheet.skip(_HEIGHT + 0.03)


def method_and_respondent(row: Record, rows: tuple[Record, ...]) -> str | Text:
    """Return the method, with the type of respondent where `rows` hold more than one."""
    if len({other.given("respondent") for other in rows}) < 2:
        return row.words("method")
    return text("{whole} · {part}", whole=row.words("method"), part=row.words("respondent"))


def _share(row: Record) -> str | Text:
    share, satisfied, valid = (row.number(name) for name in ("share", "n_satisfied", "n_valid"))
    if share.value is None or satisfied.value is None or valid.value is None:
        return share.words(percent)
    return text(
        "{share} ({part}/{whole})",
        share=percent(share.value),
        part=plain(satisfied.value, 0),
        whole=plain(valid.value, 0),
    )


def _interval(row: Record) -> Text | None:
    low, high = row.number("ci_low").value, row.number("ci_high").value
    template = _INTERVALS.get(row.given("interval") or "")
    if template is None or low is None or high is None:
        return None
    return template.with_(low=percent(low), high=percent(high))


def _sentence(row: Record) -> str | Text:
    note = _interval(row)
    return _share(row) if note is None else text("{first}, {second}", first=_share(row), second=note)


def _subtitle(target: float | None) -> Text:
    if target is None:
        return text("Very satisfied and satisfied among the year's valid answers (in brackets)")
    return text(
        "Very satisfied and satisfied among the year's valid answers (in brackets); upright line: target {target}",
        target=percent(target),
    )


def _message(rows: tuple[Record, ...], target: float | None) -> Text:
    shares = [value for row in rows if (value := row.number("share").value) is not None]
    if not shares:
        return text("The satisfaction figures are withheld: too few answers")
    if target is not None:
        reached = sum(share >= target for share in shares)
        return text(
            "{reached} of {n} reach the target of {target}; the lowest is {low}",
            reached=reached, n=len(shares), target=percent(target), low=percent(min(shares)),
        )  # fmt: skip
    if len(shares) == 1:
        return text("{share} of the answers are satisfied", share=percent(shares[0]))
    if percent(min(shares)) == percent(max(shares)):
        return text("Everywhere {share} of the answers are satisfied", share=percent(shares[0]))
    return text(
        "Between {low} and {high} of the answers are satisfied", low=percent(min(shares)), high=percent(max(shares))
    )
