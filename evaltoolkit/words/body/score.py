"""二（三） and 三（一）: how points are given, what each row brought and why, what would change the grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import points, trimmed, typed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.findings.score import (
    LEVELS,
    bounds,
    demands_reason,
    fallen_due,
    group_sums,
    is_scored,
    is_withheld,
    points_between,
    row_name,
    sum_of,
    total_of,
)
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.words.body.passage import NOTHING, Passage, given, passage
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, closed, prose, run
from evaltoolkit.words.score.score_table import first_set
from evaltoolkit.words.score.score_words import needs_of
from evaltoolkit.words.score.sensitivity_words import Band, Case, distances, grades_of, open_cases, other_cases

MOST_CHANGES = 3
_TOOL = "本工具规则"
_NONE = "—"


def scoring_rules(shown: ProtectedReport, language: Language, *, bands: Sequence[Band]) -> Prose:
    """Return weights, source of the rules and grades in a paragraph that points to the score table.

    Parameters
    ----------
    shown
        Every protected table of the report; ``scorecard`` and ``total`` are told.
    language
        The reader's.
    bands
        Grades of the indicator system, in any order.
    """
    card = given(shown, "scorecard")
    if not card:
        return Prose(())
    sums = group_sums(shown["scorecard"])
    each = language.join(text("{name} {points} points", name=one.name, points=trimmed(one.weight)) for one in sums)
    whole = trimmed(sum(one.weight for one in sums))
    weights = text("Of {all} points: {each}.", all=whole, each=each)
    grades = text("Grades: {each}.", each=language.join(_grade(band) for band in _ordered(bands)))
    said = prose(language, (Kind.BODY, (weights, grades, _system(shown), _rules(card))))
    first, *rest = said.paragraphs
    return Prose((Paragraph(first.words, first.kind, see=("t-score",)), *rest))


def _ordered(bands: Sequence[Band]) -> list[Band]:
    return sorted(bands, key=lambda band: -float(str(band.low)))


def _grade(band: Band) -> Text:
    return text("{grade} from {low}", grade=say_choice(band.label), low=trimmed(float(str(band.low))))


def _system(shown: ProtectedReport) -> Text | str:
    source = next((row.words("system_source") for row in given(shown, "total")), "")
    return text("Source of the indicators: {source}.", source=source) if source else ""


def _rules(card: tuple[Row, ...]) -> Text | str:
    own = sum(row.string("rule_source").startswith(_TOOL) for row in card)
    if not own:
        return text("The rule of each row stands in the same document; annex 2 has them all.")
    if own == len(card):
        return text(
            "The document states no rule for any row: all are scored by rules of this toolkit, listed in annex 2."
        )
    return text(
        "Rows whose rule the document does not state, and which are scored by a rule of this toolkit: {n} of {all}; "
        "annex 2 has them all.",
        n=own, all=len(card),
    )  # fmt: skip


def score(shown: ProtectedReport, language: Language, *, bands: Sequence[Band]) -> Passage:
    """Return how many rows lost points, what would change the grade, and the score table.

    Parameters
    ----------
    shown
        Every protected table of the report; ``scorecard``, ``total`` and ``other_points`` are told.
    language
        The reader's.
    bands
        Grades of the indicator system, in any order.
    """
    card = given(shown, "scorecard")
    if not card:
        return NOTHING
    ways, others = grade_changes(shown, language, bands=bands)
    said = prose(language, (Kind.BODY, (_total(shown), _counted(card), *ways)), (Kind.BODY, others))
    return passage(said, _table(card, language), language)


def _total(shown: ProtectedReport) -> Text | str:
    total = total_of(given(shown, "total"))
    if total is None:
        return ""
    said = text("Total: {points} of {whole} points, {grade}.", points=total.points, whole=trimmed(total.weight))
    return said.with_(grade=say_choice(total.grade) if total.grade else text("grade open"))


def _counted(card: tuple[Row, ...]) -> Text:
    scored = [row for row in card if is_scored(row)]
    full = sum((row.number("points") or 0.0) >= (row.number("weight") or 0.0) for row in scored)
    hidden = sum(map(is_withheld, card))
    figures = {"all": len(card), "full": full, "lost": len(scored) - full, "open": len(card) - len(scored) - hidden}
    if hidden and figures["open"]:
        return text(
            "Of {all} rows {full} brought full points, {lost} lost some; {open} are open and {hidden} not shown in "
            "this version: they count neither as 0 nor as full marks.",
            hidden=hidden, **figures,
        )  # fmt: skip
    if hidden:
        return text(
            "Of {all} rows {full} brought full points, {lost} lost some; {hidden} are not shown in this version and "
            "count neither as 0 nor as full marks.",
            hidden=hidden, **figures,
        )  # fmt: skip
    if figures["open"]:
        return text(
            "Of {all} rows {full} brought full points, {lost} lost some; {open} are open and count neither as 0 nor as "
            "full marks.",
            **figures,
        )
    return text("Of {all} rows {full} brought full points and {lost} lost some.", **figures)


def grade_changes(
    shown: ProtectedReport, language: Language, *, bands: Sequence[Band]
) -> tuple[tuple[Text | str, ...], tuple[Text | str, ...]]:
    """Return the ways up and down, and other cases: three sentences at most, a case that moves the grade before any."""
    total = total_of(given(shown, "total"))
    if total is None:
        return (), ()
    ends = total.low, total.high
    ordered = tuple(sorted((float(str(band.low)), band.label) for band in bands))
    now = grades_of(Case(text("As it stands"), *ends), ordered, language)
    ways = tuple(closed(case.words) for case in distances(ends, ordered))
    others = chain(open_cases(shown["scorecard"], ends), _others(shown, ends))
    movers_first = sorted(others, key=lambda case: grades_of(case, ordered, language) == now)
    told = movers_first[: MOST_CHANGES - len(ways)]
    return ways, tuple(_case(case, grades_of(case, ordered, language)) for case in told)


def _others(shown: ProtectedReport, ends: tuple[float, float]) -> Iterator[Case]:
    other = shown.tables.get("other_points")
    return iter(()) if other is None else other_cases(shown["scorecard"], other, ends)


def _case(case: Case, grade: str) -> Text:
    said = text("{case}: total {total}, {grade}.", case=case.words, total=points_between(case.low, case.high))
    return said.with_(grade=grade)


def _table(card: tuple[Row, ...], language: Language) -> HtmlTable:
    header = (text("Indicator, target → actual"), text("Points/weight"), text("Evidence, or reason for points lost"))
    groups = groupby(card, key=lambda row: row.string(LEVELS[0]))
    rows = chain.from_iterable(_group(name, tuple(rows), language) for name, rows in groups)
    return HtmlTable(
        language.say(text("What each indicator brought, and why points were lost")),
        tuple(map(language.say, header)),
        (*rows, _foot(card, language)),
        (Align.TEXT, Align.NUMBER, Align.TEXT),
        (run(language, _RULES, "" if all(map(is_scored, card)) else _HATCHED),),
        name="score",
    )


_RULES = text("Rule and formula of each row: annex 2.")
_HATCHED = text("Hatched: what an open row can still bring.")


def _group(name: str, rows: tuple[Row, ...], language: Language) -> Iterator[TableRow]:
    yield TableRow((Cell(language.say(say_choice(name))),), "group")
    for row in rows:
        yield TableRow(
            (_indicator(row, language), _points(row, language), _grounds(row, language)),
            "scored" if is_scored(row) else "open",
        )


def _indicator(row: Row, language: Language) -> Cell:
    target, actual = (_typed(row, name) for name in ("target", "actual"))
    first = first_set(row)
    target = text("{target} ({first})", target=target, first=first) if first else target
    gaps = {row.gap(name) for name in ("target", "actual")}
    said = _NEITHER if gaps == {Gap.NOT_PROVIDED} else _TO.with_(target=target, actual=actual)
    due = fallen_due(row)
    detail = said if due is None else text("{said}; {due}", said=said, due=due)
    return Cell(language.say(row_name(row)), detail=language.say(detail))


_TO = text("{target} → {actual}")
_NEITHER = text("target and actual value not provided")


def _typed(row: Row, name: str) -> Text | str:
    return typed(row.string(name)) if row.has(name) else row.said(name)


def _points(row: Row, language: Language) -> Cell:
    weight, brought = row.number("weight") or 0.0, row.number("points")
    if is_scored(row) and brought is not None:
        return Cell(_of(points(brought), weight, language), bar=Bar(as_printed(brought, 2), weight))
    low, high = (as_printed(end, 2) for end in bounds(row))
    gap = gap_cell(row.gap("points") or Gap.NOT_PROVIDED, language)
    return Cell(gap.words, gap.gap, _of(points_between(*bounds(row)), weight, language), Bar(low, weight, up_to=high))


def _of(brought: Text | str, weight: float, language: Language) -> str:
    return language.say(text("{points}/{weight}", points=brought, weight=trimmed(weight)))


def _grounds(row: Row, language: Language) -> Cell:
    """Return the reason where one is called for, else the evidence; for an open row also what it needs."""
    evidence = row.words("evidence")
    if not is_scored(row):
        needs = "".join(map(language.say, needs_of(row, language)[:1]))
        return Cell(language.say(evidence), detail=needs) if evidence else Cell(needs)
    if not demands_reason(row) and not row.has("deviation"):
        return Cell(language.say(evidence or _NONE))
    gap = row.gap("deviation")
    if gap is None:
        return Cell(language.say(row.words("deviation")))
    is_full = (row.number("points") or 0.0) >= (row.number("weight") or 0.0)
    of = text("reason for far more than agreed") if is_full else text("reason for points lost")
    return gap_cell(gap, language, detail=language.say(of))


def _foot(card: tuple[Row, ...], language: Language) -> TableRow:
    whole = sum_of("", card)
    span = "" if whole.is_complete else language.say(points_between(whole.low, whole.high))
    brought = Cell(_of(points(whole.points), whole.weight, language), detail=span)
    return TableRow((Cell(language.say(text("Sum"))), brought, Cell("")), "sum")
