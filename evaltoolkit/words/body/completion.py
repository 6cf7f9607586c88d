"""一（五）: what was done of what was agreed, by method, and quantity without evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.hours import is_far_above, is_short, limits
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.body.bars import share_bar
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage
from evaltoolkit.words.body.work_kinds import work_kinds
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.columns import Column, figure
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, prose
from evaltoolkit.words.services.hours import completion as with_figures
from evaltoolkit.words.services.hours import mark, name, part_of_year, whole
from evaltoolkit.words.services.other_years import left_out
from evaltoolkit.words.services.process import quantity_alone

_HOURS = ("service_hours", "hours_completion")
_SHEET = "服务记录"
_TIMES = "times_"
_CAME = (f"{_TIMES}came", f"{_TIMES}planned")
_Share = Callable[[Row], float | None]


def completion(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> Passage:
    """Return the hours done of those agreed, what lies far above or below with its reason, and one row a method.

    Parameters
    ----------
    shown
        Every protected table of the report; ``hours``, ``hours_by_field``, ``delivery``, ``outcomes``, and of the
        score table the reason for hours far above the agreement are told.
    language
        The reader's.
    plan
        Says whether the figures tell of a part of the year, against which its part of the agreement is held.
    """
    hours, delivery = given(shown, "hours"), given(shown, "delivery")
    if not hours and not delivery:
        return NOTHING
    said = prose(
        language,
        (
            Kind.BODY,
            (
                part_of_year(plan),
                whole(hours) if hours else "",
                *work_kinds(shown, language),
                _dated_elsewhere(shown, language),
            ),
        ),
        (Kind.CAUTION, (_short(shown, language), _far_above(shown, language))),
    )
    table = _table(hours, delivery, language)
    return passage(said, table, language)


def _dated_elsewhere(shown: ProtectedReport, language: Language) -> Text | str:
    return left_out(shown.tables.get("other_years"), language, sheet=_SHEET)


def _both(shown: ProtectedReport) -> tuple[Row, ...]:
    return (*given(shown, "hours"), *given(shown, "hours_by_field"))


def _short(shown: ProtectedReport, language: Language) -> Text | str:
    rows = tuple(row for row in _both(shown) if is_short(row))
    names = language.join(map(_named, rows))
    return text("Under {low} of the hours agreed: {names}.", names=names, **limits(rows)) if rows else ""


def _far_above(shown: ProtectedReport, language: Language) -> Text | str:
    rows = tuple(row for row in _both(shown) if is_far_above(row))
    if not rows:
        return ""
    said = text("{high} or more of the hours agreed: {names}; reason: {reason}.", reason=_reason(shown), **limits(rows))
    return said.with_(names=language.join(map(_named, rows)))


def _named(row: Row) -> Text | str:
    """Return the method, whose figures stand in the table, or the field with its own."""
    return name(row) if row.has("method") else with_figures(row)


def _reason(shown: ProtectedReport) -> Text | str:
    fed = {row.string("indicator") for row in given(shown, "evidence_index") if row.string("metric") in _HOURS}
    card = (row for row in given(shown, "scorecard") if row.string("indicator") in fed)
    return next((row.words("deviation") for row in card if row.has("deviation")), text("not given"))


def without_evidence(shown: ProtectedReport, language: Language) -> Prose:
    """Return for methods and fields far above their hours what the people measured in them show; else nothing."""
    if not any(map(is_far_above, _both(shown))):
        return Prose(())
    told = quantity_alone(shown["hours"], shown["hours_by_field"], shown["outcomes"], language=language)
    return Prose(told.paragraphs[1:])  # the first names them, as the passage above does


def _table(hours: tuple[Row, ...], delivery: tuple[Row, ...], language: Language) -> HtmlTable:
    rows = _joined(hours, delivery)
    columns = (
        Column(text("Method"), name),
        *((_hours(rows),) if hours else ()),
        *((_times(rows), _attendances(rows)) if delivery else ()),
    )
    note = text("Mark on the bar: as much as was agreed or planned.")
    caption = text("What was done of what was agreed, by method")
    return named("completion", rows, columns, language, caption=caption, notes=(note,), kind=mark)


def _joined(hours: tuple[Row, ...], delivery: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return one row a method, the columns of the table ``delivery`` with a prefix."""
    by_method = {row.string("method"): _prefixed(row) for row in delivery}
    first = [_merged(row, by_method.pop(row.string("method"), Row({}))) for row in hours]
    return (*first, *(_merged(row, Row({"method": method})) for method, row in by_method.items()))


def _prefixed(row: Row) -> Row:
    return Row(
        {_TIMES + column: value for column, value in row.values.items()},
        frozenset(_TIMES + column for column in row.withheld),
        {_TIMES + column: band for column, band in row.bands.items()},
    )


def _merged(one: Row, other: Row) -> Row:
    return Row({**one.values, **other.values}, one.withheld | other.withheld, {**one.bands, **other.bands})


def _hours(rows: tuple[Row, ...]) -> Column:
    share = partial(Row.number, name="completion")
    return _done(rows, text("Hours of service"), ("done", "agreed"), share)


def _times(rows: tuple[Row, ...]) -> Column:
    parts = (f"{_TIMES}held", f"{_TIMES}agreed")
    return _done(rows, text("Services held"), parts, partial(_completed, parts=parts))


def _done(rows: tuple[Row, ...], header: Text, parts: tuple[str, str], share: _Share) -> Column:
    say = partial(figure, name=parts[0], say=trimmed, none=Gap.NOT_PROVIDED)
    below = partial(_share_of, share=share, whole=parts[1], words=text("{share} of {n} agreed"))
    return Column(header, say, Align.NUMBER, below, _bars(rows, share))


def _attendances(rows: tuple[Row, ...]) -> Column:
    share = partial(_completed, parts=_CAME)
    say = partial(figure, name=f"{_TIMES}attended", say=trimmed, none=Gap.NOT_PROVIDED)
    below = partial(_share_of, share=share, whole=_CAME[1], words=text("{share} of {n} planned"))
    return Column(text("Attendances"), say, Align.NUMBER, below, _bars(rows, share))


def _share_of(row: Row, share: _Share, whole: str, words: Text) -> Text | str:
    completed, agreed = share(row), row.number(whole)
    if completed is None or agreed is None:
        return ""
    return words.with_(share=percent(completed), n=trimmed(agreed))


def _completed(row: Row, parts: tuple[str, str]) -> float | None:
    figures = row.numbers(*parts)
    return None if figures is None or figures[1] <= 0 else figures[0] / figures[1]


def _bars(rows: tuple[Row, ...], share: _Share) -> Callable[[Row], Bar | None]:
    """Return how a row's bar is drawn: full at the highest completion of the column, at least at what was agreed."""
    longest = max(1.0, *(share(row) or 0.0 for row in rows))
    return lambda row: share_bar(share(row), whole=longest, target=1.0)
