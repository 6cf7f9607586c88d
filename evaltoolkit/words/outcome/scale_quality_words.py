"""How well the scales held together on the street's own answers, and what to check where they did not."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.numbers import fixed, interval, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.ladder import LARGE_FROM
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.model.thresholds import RELIABILITY, WEAK_ITEM
from evaltoolkit.words.page.columns import Column, Say, amount, between, build, build_rows, figures, flag, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, run

TOTAL = "total"


def scale_quality(table: ProtectedTable, language: Language) -> Prose:
    """Return for each scale its reliability here, and which items' keys to check.

    Parameters
    ----------
    table
        The protected table ``scale_quality``.
    language
        The reader's.
    """
    every = rows_of(table)
    rows = tuple(row for row in every if row.string("dimension") == TOTAL)
    if not rows:
        return missing(table, language)
    doubted = keys_in_doubt(every)
    is_station = table.audience is Audience.STATION
    return Prose(tuple(_paragraph(row, language, doubted=doubted, with_remark=is_station) for row in rows))


def keys_in_doubt(rows: tuple[Row, ...]) -> dict[str, tuple[int, ...]]:
    """Return the scales of which items run against the rest beyond chance, with the numbers of these items."""
    found: dict[str, set[int]] = {}
    for row in rows:
        if row.texts("doubted_items"):
            found.setdefault(row.string("scale"), set()).update(row.texts("doubted_items"))
    return {scale: tuple(sorted(items)) for scale, items in found.items()}


def straight_lining(table: ProtectedTable, language: Language) -> Prose:
    """Return how many gave the same answer to every item of a scale; nothing where nobody did."""
    found = tuple(row for row in rows_of(table) if row.gap("n_straight") is Gap.WITHHELD or row.number("n_straight"))
    return Prose(tuple(_straight(row, language) for row in found))


def scale_quality_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return alpha with its interval, omega and the published alpha, one row for scale and dimension."""
    columns = (
        words("scale_name", text("Scale")),
        words("dimension_name", text("Dimension")),
        amount("n", text("Complete pre-tests")),
        amount("n_items", text("Items")),
        _two("alpha", text("Alpha"), lambda row: between(row, "alpha_low", "alpha_high", lambda end: fixed(end, 2))),
        _two("omega", text("Omega")),
        _two("published_alpha", text("Published alpha"), lambda row: row.words("published_population")),
    )
    caption = text("How well the items of each scale held together on this station's own answers")
    notes = (text("A dash: under 30 complete answers, too few items, or no coefficient in the registry."),)
    return build(table, columns, language, caption=caption, notes=notes)


def weak_items_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the items that hardly agree, or disagree, with the rest of their scale."""
    rows = tuple(row for row in rows_of(table) if _is_weak(row))
    if not rows and rows_of(table):
        return HtmlTable("", (), (), (), absent=language.say(_NO_WEAK_ITEM))
    caption = text("Items that hardly agree with the rest of their scale (correlation under 0.20)")
    return build_rows(rows, _item_columns(), language, caption=caption)


def item_quality_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every item with its correlation with the rest of its scale."""
    caption = text("How each item agrees with the rest of its scale")
    return build(table, _item_columns(), language, caption=caption)


def _item_columns() -> tuple[Column, ...]:
    return (
        words("scale_name", text("Scale")),
        amount("item", text("Item number")),
        flag("reversed", text("Scored in reverse"), yes=text("yes"), no=text("no")),
        _two("item_rest", text("Correlation with the rest")),
        _two("alpha_without", text("Alpha without it")),
    )


_NO_WEAK_ITEM = text("Every item agrees with the rest of its scale (all correlations at least 0.20).")


def is_loose(row: Row) -> bool:
    """Return whether the scale's reliability, as it is printed, lies under the limit."""
    alpha = row.number("alpha")
    return alpha is not None and as_printed(alpha, 2) < RELIABILITY


def _paragraph(row: Row, language: Language, *, doubted: Mapping[str, tuple[int, ...]], with_remark: bool) -> Paragraph:
    lead = language.say(row.words("scale_name"))
    if row.gap("n") is Gap.WITHHELD:
        few = text("Too few people to show here; see the station's version.")
        return Paragraph(language.say(few), Kind.MISSING, lead)
    if row.flag("totals_taken") and not row.number("n"):
        return Paragraph(language.say(_ONLY_TOTALS), Kind.CAUTION, lead)
    totals = _SOME_TOTALS if row.flag("totals_taken") else ""
    items, negative = doubted.get(row.string("scale"), ()), row.texts("negative_items")
    low = _LOW_WORDS if is_loose(row) else ""
    warning = _wrong_key(items, language) if items else low
    remark = _remark(negative, language) if with_remark and negative and not items else ""
    figures = _coefficients(row) if row.has("alpha") else _uncomputed(row)
    kind = Kind.CAUTION if warning else Kind.BODY
    return Paragraph(run(language, figures, warning, remark, totals), kind, lead)


_ONLY_TOTALS = text(
    "Only totals were typed in, no answers to single items: neither the reverse key nor the reliability can be checked."
)
_SOME_TOTALS = text("Some scores are totals typed in without the single items; their reverse key cannot be checked.")


def _uncomputed(row: Row) -> Text:
    n = row.number("n") or 0.0
    if n < LARGE_FROM:
        return text(
            "{n} complete pre-tests; reliability is worked out from {least} on.",
            n=trimmed(n),
            least=LARGE_FROM,
        )
    return text("{n} complete pre-tests; everyone's total is the same, so there is no alpha.", n=trimmed(n))


def _coefficients(row: Row) -> Text:
    low, high = row.ends("alpha_low", "alpha_high") or (float("nan"), float("nan"))
    alpha = text(
        "Cronbach's alpha {alpha} {interval} from {n} complete pre-tests",
        alpha=fixed(row.number("alpha") or 0.0, 2),
        interval=interval(low, high, 2),
        n=trimmed(row.number("n") or 0.0),
    )
    if not row.has("omega"):
        return text("{alpha}.", alpha=alpha)
    return text("{alpha}; omega {omega}.", alpha=alpha, omega=fixed(row.number("omega") or 0.0, 2))


def _wrong_key(items: tuple[int, ...], language: Language) -> Text:
    numbers = language.join(str(item) for item in items)
    return text(
        "Check the reverse key of item {items}: the answers run against the rest of the scale. Compare the printed "
        "form with the version named here, item by item; until then the scores of this scale are in doubt.",
        items=numbers,
    )


def _remark(items: tuple[int, ...], language: Language) -> Text:
    numbers = language.join(str(item) for item in items)
    return text(
        "Item {items} leans against the rest of the scale; of so few answers that may be chance. Look at its key once.",
        items=numbers,
    )


_LOW_WORDS = text("Alpha below 0.70: part of what moved is the inaccuracy of the measurement itself.")


def _straight(row: Row, language: Language) -> Paragraph:
    lead = language.say(row.words("scale_name"))
    if row.band("n_straight") and row.has("n"):
        few = text("The same answer to every item: {n} of {all} people.", n=row.band("n_straight"),
                   all=trimmed(row.number("n") or 0.0))  # fmt: skip
        return Paragraph(language.say(few), Kind.BODY, lead)
    if row.gap("n_straight") is Gap.WITHHELD:
        hidden = text("A few people gave the same answer to every item; how many stands in the station's version.")
        return Paragraph(language.say(hidden), Kind.MISSING, lead)
    said = share_of(row.number("n_straight") or 0.0, row.number("n") or 0.0)
    if row.flag("has_reversed"):
        reading = text("As some items are worded the other way round, such answers were hardly thought over.")
    else:
        reading = text("All items are worded the same way, so this can be meant; ask about it at the next session.")
    same = text("The same answer to every item: {share}.", share=said)
    return Paragraph(run(language, same, reading), Kind.BODY, lead)


def _two(name: str, header: Text, detail: Say | None = None) -> Column:
    return figures(name, header, lambda value: fixed(value, 2), none="—", detail=detail)


def _is_weak(row: Row) -> bool:
    value = row.number("item_rest")
    return value is not None and as_printed(value, 2) < WEAK_ITEM
