"""Draw how many people got reliably better, stayed, or got worse; in the station's version each person too."""

from __future__ import annotations

from evaltoolkit.charts.figures.change_scatter import change_scatter
from evaltoolkit.charts.figures.person_lines import courses_of
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet, line_height
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, BAR, INK, RULE, SOFT, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.outcomes import reliably_better, share_told
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text

_Part = tuple[str, str, Text, str]  # count, beginning of its shares' columns, words, ink
_THREE: tuple[_Part, ...] = (
    ("n_better", "better", text("reliably better"), ACCENT),
    ("n_unchanged", "unchanged", text("no reliable change"), RULE),
    ("n_worse", "worse", text("reliably worse"), WARNING),
)
_TWO: tuple[_Part, ...] = (_THREE[0], ("n_not_better", "not_better", text("not reliably better"), RULE))
_COUNTS = tuple(count for count, *_ in _THREE)


def reliable_change(
    table: ProtectedTable,
    language: Language,
    *,
    pooled: ProtectedTable | None = None,
    courses: ProtectedTable | None = None,
) -> Chart:
    """Draw people by verdict, scale by scale, each share with its 95 % interval.

    Parameters
    ----------
    table
        ``verdicts``.
    language
        Language of the chart's words.
    pooled
        ``verdicts_pooled``: drawn where one of the three categories is withheld.
    courses
        ``courses``: where it has rows, as in the station's version, a scatter of before against after stands above.

    Returns
    -------
    Chart
        Scales without a confirmed threshold have a scatter only; without that they are left out.

    Raises
    ------
    TypeError
        A table is not protected.
    """
    rows = tuple(row for row in drawn_rows(table) if not says_nothing([row], *_COUNTS))
    if not rows:
        return not_provided(table, language)
    told = tuple((row, *_parts(row, pooled)) for row in rows)
    story = Story(
        BAR_CHART,
        reliably_better([whole for _, whole, _ in told]),
        text("People with both tests, by whether they changed more than the scale's error; line: 95% interval"),
        text("the station's measurements before and after"),
        tuple(entry(row.said("scale_name"), _sentence(whole, parts, language)) for row, whole, parts in told),
    )
    sheet = begin(story, language)
    people = () if courses is None else drawn_rows(courses)
    for row, whole, parts in told:
        pairs = whole.said("n_pairs", lambda value: f"n={trimmed(value)}")
        heading(sheet, language.say(row.said("scale_name")), language.say(pairs))
        own = courses_of(people, row.string("scale"))
        if own:
            change_scatter(sheet, row, own, language)
        _bars(sheet, whole, parts, language)
    return finish(sheet, story, language, table)


def _parts(row: Row, pooled: ProtectedTable | None) -> tuple[Row, tuple[_Part, ...]]:
    if not row.is_withheld(*_COUNTS) or pooled is None:
        return row, _THREE
    same = [two for two in drawn_rows(pooled) if two.string("scale") == row.string("scale")]
    known = [two for two in same if two.has("n_better")]
    return (known[0], _TWO) if known else (row, _THREE)


def _bars(sheet: Sheet, row: Row, parts: tuple[_Part, ...], language: Language) -> None:
    labels = [language.say(words) for _, _, words, _ in parts]
    figures = [language.say(_figure(row, part)) for part in parts]
    ruler = side_ruler(1.0, labels, figures)
    for (count, name, _, ink), label, shown in zip(parts, labels, figures, strict=True):
        side_bar(sheet, ruler, label, _share(row, count), shown=shown, ink=ink, track=True)
        _interval(sheet, ruler, row, name)
    sheet.skip(0.14)


def _interval(sheet: Sheet, ruler: Ruler, row: Row, name: str) -> None:
    low, high = row.number(f"{name}_low"), row.number(f"{name}_high")
    if low is None or high is None:
        return
    y = sheet.y - line_height() - 0.03 + 0.06 + BAR / 2
    sheet.stroke((ruler.at(low), y), (ruler.at(high), y), ink=SOFT, width=3.0)
    sheet.stroke((ruler.at(low), y), (ruler.at(high), y), ink=INK, width=1.4)


def _share(row: Row, count: str) -> float | None:
    part, whole = row.number(count), row.number("n_pairs")
    return part / whole if part is not None and whole else None


def _figure(row: Row, part: _Part) -> str | Text:
    share = share_told(row, part[1])
    if share is None:
        return row.said(part[0], trimmed)
    return text("{n} ({share})", n=row.said(part[0], trimmed), share=percent(share))


def _sentence(row: Row, parts: tuple[_Part, ...], language: Language) -> str:
    said = (text("{verdict} {figure}", verdict=part[2], figure=_figure(row, part)) for part in parts)
    return language.join(said)
