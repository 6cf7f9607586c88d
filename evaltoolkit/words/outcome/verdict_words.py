"""How many people got reliably better, stayed, or got worse, with intervals and what the lost could change.

Source: Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19, with the threshold that the
registry fixes for a version of a scale.
"""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import fixed, percent, share_interval, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.words.outcome.outcome_phrases import count_of
from evaltoolkit.words.outcome.outcome_verdicts import IN_DOUBT, scale_column
from evaltoolkit.words.page.columns import Column, Shown, amount, between, build_rows, figures, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, run

KINDS: tuple[tuple[str, Text], ...] = (
    ("better", text("reliably better")),
    ("unchanged", text("no reliable change")),
    ("worse", text("reliably worse")),
)


def verdicts(table: ProtectedTable, pooled: ProtectedTable, language: Language) -> Prose:
    """Return for each scale how many people changed by more than the scale's error.

    Parameters
    ----------
    table
        The protected table ``verdicts``.
    pooled
        The protected table ``verdicts_pooled``, which tells two categories where one of three is too small to show.
    language
        The reader's.
    """
    rows, two = rows_of(table), {row.string("scale"): row for row in rows_of(pooled)}
    if not rows:
        return missing(table, language)
    judged = tuple(row for row in rows if row.has("threshold"))
    said = tuple(_paragraph(row, two.get(row.string("scale")), language) for row in judged)
    told = any(paragraph.kind is Kind.BODY for paragraph in said)
    others = tuple(row for row in rows if not row.has("threshold"))
    return Prose((*said, *_without_threshold(others, language), *((_meaning(language),) if told else ())))


def _without_threshold(rows: tuple[Row, ...], language: Language) -> tuple[Paragraph, ...]:
    if not rows:
        return ()
    names = language.join(row.words("scale_name") for row in rows)
    return (Paragraph(language.say(NO_THRESHOLD), Kind.MISSING, names),)


NO_THRESHOLD = text(
    "The registry has no confirmed threshold of reliable change for this scale, so no verdict on single "
    "people is given."
)
"""Why there is no verdict on anybody, in any version."""


def _meaning(language: Language) -> Paragraph:
    words = text(
        "The mean counts points, this counts people: a mean may move though hardly anyone passes the "
        "threshold, because "
        "many change a little. 'No reliable change' means that the change lies within the error of the scale, not that "
        "nothing happened."
    )
    return Paragraph(language.say(words), Kind.BODY, language.say(text("How to read this")))


def _paragraph(row: Row, pooled: Row | None, language: Language) -> Paragraph:
    lead = language.say(row.words("scale_name") or row.words("scale"))
    if row.flag("doubted"):
        return Paragraph(language.say(IN_DOUBT), Kind.MISSING, lead)
    if row.has("n_better", "n_unchanged", "n_worse", "share_better"):
        return Paragraph(run(language, counts(row, language), _threshold(row), bounds(row)), Kind.BODY, lead)
    if pooled is not None and pooled.has("n_better", "n_not_better", "share_better"):
        return Paragraph(run(language, _in_two(pooled), _threshold(row)), Kind.BODY, lead)
    if ranges(row, language):
        return Paragraph(run(language, ranges(row, language), _threshold(row)), Kind.BODY, lead)
    return Paragraph(run(language, _untold(row), _threshold(row)), Kind.MISSING, lead)


def counts(row: Row, language: Language) -> Text:
    """Return the three counts with shares and intervals; the row must have them."""
    clauses = [
        text(
            "{kind} {n} ({share}, 95% confidence interval {low} to {high})",
            kind=words,
            n=count_of(row, f"n_{kind}"),
            **{name: percent(row.number(column) or 0.0) for name, column in _ends(kind).items()},
        )
        for kind, words in KINDS
    ]
    return text("Of {n} people with both tests: {clauses}.", n=count_of(row, "n_pairs"), clauses=language.join(clauses))


def counts_in_short(row: Row, language: Language, *, pooled: Row | None = None) -> str:
    """Return how many people got reliably better, stayed or got worse, in ranges where few; empty where untold.

    Parameters
    ----------
    row
        A row of the protected table ``verdicts`` or ``people``.
    language
        The reader's.
    pooled
        The row of ``verdicts_pooled`` of the same scale, told where one of the three is withheld without a range.
    """
    if row.flag("doubted"):
        return ""
    for found, kinds in ((row, KINDS), (pooled, _TWO)):
        if found is not None and all(found.has(f"n_{kind}") or found.band(f"n_{kind}") for kind, _ in kinds):
            said = [(words, found.said(f"n_{kind}", trimmed)) for kind, words in kinds]
            return language.join(text("{kind} {n} people", kind=words, n=n) for words, n in said)
    return ""


_TWO = (KINDS[0], ("not_better", text("not reliably better")))


def ranges(row: Row, language: Language) -> Text | str:
    """Return the three counts, a range where one is of few people; empty where one has neither."""
    names = [f"n_{kind}" for kind, _ in KINDS]
    said = [row.band(name) or (count_of(row, name) if row.has(name) else "") for name in names]
    if not all(said):
        return ""
    clauses = [text("{kind} {n} people", kind=words, n=n) for (_, words), n in zip(KINDS, said, strict=True)]
    sentence = _OF_FEW if any(map(row.band, names)) else _OF_ROUNDED
    return sentence.with_(n=count_of(row, "n_pairs"), clauses=language.join(clauses))


_OF_FEW = text("Of {n} people with both tests: {clauses}; no shares are given where a count is of so few.")
_OF_ROUNDED = text("Of {n} people with both tests: {clauses}; no shares are given beside rounded counts.")


def _ends(kind: str) -> dict[str, str]:
    return {"share": f"share_{kind}", "low": f"{kind}_low", "high": f"{kind}_high"}


def bounds(row: Row) -> Text | str:
    """Return what the share better would be with everyone who was lost; empty where nobody was."""
    ends = row.ends("bound_low", "bound_high")
    if ends is None:
        return ""
    return text(
        "Another {lost} have no usable post-test: had none of them got better the share would be {low}, had all of "
        "them {high}.",
        lost=count_of(row, "n_lost"), low=percent(ends[0]), high=percent(ends[1]),
    )  # fmt: skip


def _in_two(row: Row) -> Text:
    return text(
        "Of {n} people with both tests {share} got reliably better {interval}; how the others divide is not "
        "shown here, "
        "because it would tell of very few people.",
        n=count_of(row, "n_pairs"),
        share=share_of(row.number("n_better") or 0.0, row.number("n_pairs") or 0.0),
        interval=share_interval(row.number("better_low") or 0.0, row.number("better_high") or 0.0),
    )


def _threshold(row: Row) -> Text:
    figures = {"threshold": trimmed(row.number("threshold") or 0.0), "unit": say_choice(row.string("unit") or "分")}
    error = row.number("s_diff")
    source = row.words("threshold_source")
    if error is None:
        return text("A change counts as reliable from {threshold} {unit} (source: {source}).", source=source, **figures)
    return text(
        "A change counts as reliable from {threshold} {unit}; the standard error of a difference is {error} {unit} "
        "(source: {source}).",
        source=source, error=fixed(error, 2), **figures,
    )  # fmt: skip


def _untold(row: Row) -> Text:
    if row.gap("n_better") is Gap.WITHHELD:
        return text(
            "How many got reliably better, stayed or got reliably worse is not shown here: some of the three are too "
            "few people, or could be computed from other figures; see the station's version."
        )
    if (row.number("n_pairs") or 0.0) < 1:
        return text("Nobody has both a pre-test and a post-test yet.")
    return text(
        "Pairs so far: {n}, fewer than {least}: no shares are given; each person's own course deserves a look instead.",
        n=count_of(row, "n_pairs"), least=DESCRIBE_FROM,
    )  # fmt: skip


def verdict_table(table: ProtectedTable, language: Language, *, group: str | None = None) -> HtmlTable:
    """Return the verdicts as a table: by scale, or by scale and group where the table has groups.

    Parameters
    ----------
    table
        The protected table ``verdicts`` or ``verdicts_by_group``.
    language
        The reader's.
    group
        Name of the only group to show; None shows all.
    """
    rows = tuple(row for row in rows_of(table) if group is None or row.string("group") == group)
    grouped = any(row.string("group") for row in rows)
    columns = (
        scale_column(),
        *((words("group", text("Group")),) if grouped else ()),
        figures("threshold", text("Threshold"), trimmed, none="—"),
        amount("n_pairs", text("Pairs")),
        *(_column(kind, header) for kind, header in KINDS),
        Column(text("Share better with the lost"), _bounds, Align.NUMBER),
    )
    caption = text("People by reliable change; shares with 95% interval")
    return build_rows(rows, columns, language, caption=caption)


def _column(kind: str, header: Text) -> Column:
    def detail(row: Row) -> Text | str:
        share, ends = row.number(f"share_{kind}"), row.ends(f"{kind}_low", f"{kind}_high")
        if share is None or ends is None:
            return "" if share is None else percent(share)
        return text("{share} ({low} to {high})", share=percent(share), low=percent(ends[0]), high=percent(ends[1]))

    return figures(f"n_{kind}", header, trimmed, none="—", detail=detail)


def _bounds(row: Row) -> Shown:
    return between(row, "bound_low", "bound_high", percent, "—")
