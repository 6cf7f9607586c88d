"""Draw how regularly the members of each group came."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.shares import lowest, share_chart
from evaltoolkit.charts.story import BAR_CHART, Story
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text


def attendance(table: ProtectedTable, language: Language) -> Chart:
    """Draw the mean attendance of each group as a share of its members.

    Parameters
    ----------
    table
        ``attendance``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Groups in the order of the table.

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
        BAR_CHART,
        _message(rows),
        text("Mean attendance of a session in the year as a share of the members, {n} groups", n=len(rows)),
        text("the station's attendance lists"),
    )
    return share_chart(story, rows, "group", language, values=tuple(map(_words, rows)))


def _words(row: Record) -> str | Text:
    present, members, sessions = (row.number(name) for name in ("mean_attendance", "enrolled", "sessions"))
    share = row.number("share")
    if share.value is None or not (present.is_known and members.is_known):
        return share.words(percent)
    return text(
        "{share} ({present} of {members}, {sessions} sessions)",
        share=percent(share.value), present=present.words(plain), members=members.words(plain),
        sessions=sessions.words(plain),
    )  # fmt: skip


def _message(rows: tuple[Record, ...]) -> Text:
    shares = [value for row in rows if (value := row.number("share").value) is not None]
    least = lowest(rows)
    if least is None:
        return text("The figures of attendance are withheld")
    if len(shares) == 1:
        return text("{share} of the members came on average", share=percent(shares[0]))
    if percent(min(shares)) == percent(max(shares)):
        return text("In every group {share} of the members came on average", share=percent(shares[0]))
    return text(
        "Between {low} and {high} of the members came on average; fewest in {name}",
        low=percent(min(shares)), high=percent(max(shares)), name=least.words("group"),
    )  # fmt: skip
