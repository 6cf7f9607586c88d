"""Say a mean change with its interval and how it reads."""

from __future__ import annotations

from evaltoolkit.charts.numbers import plain, signed
from evaltoolkit.charts.records import Record
from evaltoolkit.charts.verdict import VERDICTS, verdict
from evaltoolkit.language import Text, text


def change_words(row: Record) -> Text:
    """Return the change, its interval in brackets and its reading, as they stand beside a slope."""
    if not row.number("change_low").is_known:
        return text("change {change}", change=row.number("mean_change").words(_signed))
    return _filled(text("change {change} ({low} to {high}): {verdict}"), row)


def _change_in_full(row: Record) -> Text:
    if not row.number("change_low").is_known:
        return change_words(row)
    return _filled(text("change {change} (95% interval {low} to {high}): {verdict}"), row)


def _filled(template: Text, row: Record) -> Text:
    columns = {"change": "mean_change", "low": "change_low", "high": "change_high"}
    figures = {name: row.number(column).words(_signed) for name, column in columns.items()}
    return template.with_(**figures, verdict=VERDICTS[verdict(row)])


def _signed(value: float) -> str:
    return signed(value, 2)


def change_sentence(row: Record) -> Text:
    """Return the means, the change with its interval in full, and the number of pairs."""
    before, after = (row.number(name).words(lambda value: plain(value, 2)) for name in ("mean_pre", "mean_post"))
    return text(
        "before {before}, after {after}, {change}, pairs {pairs}",
        before=before,
        after=after,
        change=_change_in_full(row),
        pairs=row.number("n_pairs").words(lambda n: plain(n, 0)),
    )
