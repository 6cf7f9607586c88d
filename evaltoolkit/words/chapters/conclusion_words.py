"""The conclusion on page 1: the total on a ruler of the grades, how far it is to the next ones, the groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.protected import NOT_PROVIDED
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.facts import lost as lost_by
from evaltoolkit.findings.facts import rows_in
from evaltoolkit.findings.finding import Finding
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.score import GroupSum, TotalReading, TotalScore, group_sums, points_between, total_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.thresholds import CLOSE
from evaltoolkit.words.chapters import finding_words
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.prose import run
from evaltoolkit.words.page.ruler import Ruler
from evaltoolkit.words.score.sensitivity_words import Band, distance_words, grade_at_limit, nearest


@dataclass(frozen=True, slots=True, repr=False)
class Conclusion(Shown):
    """The conclusion ready to be shown.

    Parameters
    ----------
    headline
        The total as a number or range, and what stands behind it.
    ruler
        Its place among the grades; None without grades.
    sentence
        How far it is to the next grade up and down.
    groups
        Name, points and bar of each first-level group.
    """

    headline: tuple[str, str]
    ruler: Ruler | None
    sentence: str
    groups: tuple[tuple[str, str, Bar], ...]

    def _repr_html_(self) -> str:
        figure, behind = map(escape, self.headline)
        sentence = f'<p class="words body">{escape(self.sentence)}</p>' if self.sentence else ""
        rows = "".join(
            f'<li><span class="name">{escape(name)}</span> <span class="got">{escape(got)}</span>{bar.html()}</li>'
            for name, got, bar in self.groups
        )
        groups = f'<ul class="subtotals">{rows}</ul>' if rows else ""
        total = f'<p class="total"><span class="figure">{figure}</span> {behind}</p>'
        return f"{total}{self.ruler.html() if self.ruler else ''}{sentence}{groups}"

    def __repr__(self) -> str:
        groups = (f"{name} {got}" for name, got, _ in self.groups)
        return "\n".join(part for part in (" ".join(self.headline), self.sentence, *groups) if part)


def conclusion(
    shown: ProtectedReport, bands: Sequence[Band], language: Language, *, lost: tuple[Finding, ...] = ()
) -> Conclusion:
    """Return the conclusion of a street.

    Parameters
    ----------
    shown
        Every protected table of the report.
    bands
        Grades of the indicator system, in any order; none where the system names none.
    language
        The reader's.
    lost
        The rows that lost the most points, which are named.
    """
    score = total_of(rows_in(shown, "total"))
    if score is None:
        return Conclusion((language.say(NOT_PROVIDED), ""), None, "", ())
    sums = group_sums(shown["scorecard"])
    return Conclusion(
        _headline(score, language),
        _ruler(score, bands),
        run(language, *_margins(shown, score, bands, language), _most_lost(lost, shown, language)),
        tuple((language.say(one.name), language.say(_got(one)), _bar(one)) for one in sums),
    )


def _most_lost(found: tuple[Finding, ...], shown: ProtectedReport, language: Language) -> Text | str:
    """Return on what most points were lost, with all that lost as many; on what some were where a row is hidden."""
    rows = [one.row for one in found if one.row is not None]
    if not rows:
        return ""
    named = {row.string("indicator") for row in rows}
    others = [row for row in rows_in(shown, "scorecard") if row.string("indicator") not in named]
    least = points(min(map(lost_by, rows)))
    alike = [row for row in others if points(lost_by(row)) == least]
    names = language.join((*map(finding_words.quoted, found), *map(finding_words.in_quotes, alike)))
    is_known = not any(row.is_withheld("points") for row in others)
    said = (
        text("Most points were lost on: {names}.") if is_known else text("Points were lost on, among others: {names}.")
    )
    return said.with_(names=names)


def _headline(score: TotalScore, language: Language) -> tuple[str, str]:
    grade = say_choice(score.grade) if score.grade else _NO_GRADE.get(score.reading, text("grade open"))
    behind = text("of {whole} points, {grade}", whole=trimmed(score.weight), grade=grade)
    return language.say(score.points), language.say(behind)


_NO_GRADE = {TotalReading.UNGRADED: text("no grade")}


def _ruler(score: TotalScore, bands: Sequence[Band]) -> Ruler | None:
    named = [(float(str(band.low)), band.label) for band in bands]  # what it is in English, the headline says
    return Ruler(score.low, score.high, score.weight, named) if named else None


def _margins(
    shown: ProtectedReport, score: TotalScore, bands: Sequence[Band], language: Language
) -> tuple[Text | str, ...]:
    if score.reading in (TotalReading.OPEN, TotalReading.NOTHING):
        possible = language.join(map(say_choice, score.grades_possible))
        return (text("The grade is not settled; still possible: {grades}.", grades=possible) if possible else "",)
    each = language.join(distance_words(score, bands), separator=language.say(text(". ")))
    least, limit = nearest(score, bands), ""
    if score.grade:
        limit = grade_at_limit(score, rows_in(shown, "scorecard"), rows_in(shown, "other_points"), bands)  # type: ignore[assignment]
    is_close = least is not None and least < CLOSE
    return (
        text("{distances}.", distances=each) if each else "",
        text("The grade hangs on less than one point.") if is_close else "",
        limit,
    )


def _got(one: GroupSum) -> Text:
    if not one.scored_weight and one.is_withheld:
        return text("{weight} points, not shown in this version", weight=trimmed(one.weight))
    if not one.scored_weight:
        return text("{weight} points, not settled", weight=trimmed(one.weight))
    brought = points(one.points) if one.is_complete else points_between(one.low, one.high)
    return text("{points} of {weight}", points=brought, weight=trimmed(one.weight))


def _bar(one: GroupSum) -> Bar:
    return Bar(one.points, one.weight) if one.is_complete else Bar(one.low, one.weight, up_to=one.high)
