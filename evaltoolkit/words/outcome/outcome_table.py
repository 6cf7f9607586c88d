"""The outcome table on the page: pairs, means, change with interval, standardised change, exact and adjusted p."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.change import READINGS, Reading, decimals, interval_decimals, read
from evaltoolkit.findings.numbers import fixed, p_value, signed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.outcome_phrases import direction, label
from evaltoolkit.words.page.columns import Column, Say, Shown, amount, between, build_rows, figure, figures
from evaltoolkit.words.page.html_table import Align, HtmlTable

_NOTES: tuple[Text, ...] = texts("words", "outcome_notes")
_NO_INTERVAL = text("no interval, both its ends fall on one value")
_UNCHANGED = text("Under the exact p: how many people did not change at all; the test leaves them out.")


def outcome_table(table: ProtectedTable, language: Language, *, scale: str | None = None) -> HtmlTable:
    """Return the outcome table, one row for scale, dimension and group.

    Parameters
    ----------
    table
        The protected table ``outcomes``.
    language
        The reader's.
    scale
        Identifier of the only scale to show; None shows all.
    """
    rows = tuple(row for row in rows_of(table) if scale is None or row.string("scale") == scale)
    caption = text("Change over the period by scale, dimension and group; the interval says how sure it is")
    ways = {row.string("adjusted_by") for row in rows}
    notes = (*_NOTES, *(words for way, words in _ADJUSTED.items() if way in ways))
    if table.audience is not Audience.STATION:
        return build_rows(rows, _COLUMNS, language, caption=caption, notes=notes)
    return build_rows(rows, _STATION, language, caption=caption, notes=(*notes, _UNCHANGED))


_ADJUSTED: dict[str, Text] = {
    "holm": text(
        "Adjusted p: each test by itself, by Holm over the scales, over the dimensions of one scale, and over the "
        "groups of one scale."
    ),
    "benjamini_hochberg": text("Adjusted p of groups by dimensions: each test by itself, by Benjamini-Hochberg."),
}


def _about(row: Row) -> Text:
    if read(row) is not Reading.DOUBTED:
        return direction(row)
    return text("{first}\n{second}", first=direction(row), second=READINGS[Reading.DOUBTED])


def mean(when: str) -> Callable[[Row], Shown]:
    """Return how a row says the mean of one wave."""
    return lambda row: figure(row, f"mean_{when}", lambda mean: fixed(mean, decimals(row)))


def _spread(when: str) -> Callable[[Row], Shown]:
    return lambda row: figure(row, f"sd_{when}", lambda sd: text("(SD {sd})", sd=fixed(sd, decimals(row))), _NOTHING)


def change(row: Row) -> Shown:
    """Return the mean change with its sign."""
    return figure(row, "mean_change", lambda change: signed(change, decimals(row)))


def interval(low: str, high: str, digits: Callable[[Row], int]) -> Callable[[Row], Shown]:
    """Return how a row says an interval of changes."""
    return lambda row: between(row, low, high, lambda end: signed(end, digits(row)), "—")


def p_column(name: str, header: Text, detail: Say | None = None) -> Column:
    """Return a column of p."""
    return figures(name, header, lambda p: p_value(p).removeprefix("p = ").removeprefix("p "), none="—", detail=detail)


def _t(row: Row) -> Shown:
    figures = row.numbers("t", "df")
    return _NOTHING if figures is None else text("t({df}) = {t}", t=fixed(figures[0], 2), df=trimmed(figures[1]))


def _other_intervals(row: Row) -> Shown:
    by_ranks, by_resamples = _by_ranks(row), _bootstrap(row)
    if not by_ranks or not by_resamples:
        return by_ranks or by_resamples
    return text("{first}\n{second}", first=by_ranks, second=by_resamples)


def _by_ranks(row: Row) -> Text | str:
    value, ends = row.number("hodges_lehmann"), row.ends("hl_low", "hl_high")
    if value is None:
        return _NOTHING
    change = signed(value, decimals(row))
    if ends is None and row.has("change_low") and (row.number("n_pairs") or 0.0) >= TEST_FROM:
        return text("HL {change} ({why})", change=change, why=_NO_INTERVAL)
    if ends is None:
        return text("HL {change}", change=change)
    low, high = (signed(end, decimals(row)) for end in ends)
    return text("HL {change} ({low} to {high})", change=change, low=low, high=high)


def _bootstrap(row: Row) -> Text | str:
    ends = row.ends("bca_low", "bca_high")
    if ends is None:
        return _NOTHING
    low, high = (signed(end, interval_decimals(row)) for end in ends)
    return text("bootstrap {low} to {high}", low=low, high=high)


def _zeros(row: Row) -> Shown:
    """Return how many people without any change the exact test leaves out."""
    unchanged = row.number("n_zero")
    if not unchanged or not row.has("p_exact"):
        return _NOTHING
    return text("{n} unchanged", n=trimmed(unchanged))


def _adjusted_by(row: Row) -> Shown:
    return _ADJUSTMENTS.get(row.string("adjusted_by"), _NOTHING)


_NOTHING = ""
_ADJUSTMENTS: dict[str, Text] = {"holm": text("Holm"), "benjamini_hochberg": text("Benjamini-Hochberg")}

_COLUMNS: tuple[Column, ...] = (
    Column(text("Measure"), label, detail=_about),
    amount("n_pairs", text("Pairs")),
    Column(text("Pre-test mean"), mean("pre"), Align.NUMBER, _spread("pre")),
    Column(text("Post-test mean"), mean("post"), Align.NUMBER, _spread("post")),
    Column(text("Mean change"), change, Align.NUMBER),
    Column(
        text("95% interval of the change"),
        interval("change_low", "change_high", interval_decimals),
        Align.NUMBER,
        _other_intervals,
    ),
    figures(
        "hedges_g", text("Hedges' g"), lambda g: signed(g, 2), none="—", detail=interval("g_low", "g_high", lambda _: 2)
    ),
    p_column("p_exact", text("Exact p")),
    p_column("p_t", text("t-test p"), _t),
    p_column("p_exact_adjusted", text("Exact p, adjusted"), _adjusted_by),
    p_column("p_t_adjusted", text("t-test p, adjusted"), _adjusted_by),
)
_STATION = tuple(replace(column, detail=_zeros) if column.header == text("Exact p") else column for column in _COLUMNS)
"""How many did not change is a count of few people: for the station alone."""
