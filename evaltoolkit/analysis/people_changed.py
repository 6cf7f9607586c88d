"""How many of the same people changed by more than the scale's error, on two plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaltoolkit import charts, words
from evaltoolkit.analysis.before_after import long_table
from evaltoolkit.analysis.given_scale import Better, Described, two_rows
from evaltoolkit.analysis.shown import figures_of, reader_for
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.errors import InputError
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.instruments.facts import ReliableChange as Threshold
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, text
from evaltoolkit.model.given import require_between, require_positive
from evaltoolkit.outcomes.design.pairs import CONTEXT
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.people.reliable_change import error_of_change
from evaltoolkit.outcomes.tables.verdict_tables import course_table, pooled_table, verdict_table
from evaltoolkit.words.outcome.verdict_words import counts_in_short

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from evaltoolkit.charts import Chart
    from evaltoolkit.words.page.prose import Prose


@dataclass(frozen=True, slots=True, eq=False)
class ReliableChange:
    """How many people got reliably better, stayed as they were, or got reliably worse.

    Parameters
    ----------
    table, pooled, courses
        The protected tables: of three kinds, of two where three would tell of too few, and of each person.
    language
        Of words, table and picture.
    """

    table: ProtectedTable
    pooled: ProtectedTable
    courses: ProtectedTable
    language: Language

    @property
    def figures(self) -> dict[str, Any]:
        """Return the counts, shares and intervals by name, and the threshold they rest on."""
        return figures_of(self.table)

    def words(self) -> Prose:
        """Return what the figures mean, in the sentences of a report."""
        return words.verdicts(self.table, self.pooled, self.language)

    def chart(self) -> Chart:
        """Return the picture: for the station each person before against after, and the shares with their intervals."""
        return charts.reliable_change(self.table, self.language, pooled=self.pooled, courses=self.courses)

    def to_frame(self) -> pd.DataFrame:
        """Return each person's scores, change and verdict in order of the scores; empty but for the station."""
        return self.courses.frame[["pre", "post", "change", "threshold", "verdict"]].copy()

    def __repr__(self) -> str:
        (row,), (two,) = rows_of(self.table), rows_of(self.pooled)
        said = counts_in_short(row, self.language, pooled=two) or str(self.words())
        return f"<ReliableChange: {said}>"

    def _repr_html_(self) -> str:
        return self.words()._repr_html_() + words.verdict_table(self.table, self.language)._repr_html_()


def reliable_change(  # noqa: PLR0913 - an analyst names what she has
    pre: ArrayLike,
    post: ArrayLike,
    *,
    scale: str | Scale | None = None,
    low: float | None = None,
    high: float | None = None,
    better: Better | None = None,
    step: float | None = None,
    name: str = "",
    threshold: float | None = None,
    sd: float | None = None,
    reliability: float | None = None,
    audience: str | None = None,
    language: str = "zh_CN",
) -> ReliableChange:
    """Count who changed by more than the scale's error.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order, in points of the scale; NaN for who was not measured.
    scale, low, high, better, step, name, audience, language
        As :func:`evaltoolkit.compare` takes them. A shipped scale brings its threshold where the registry has a
        confirmed one.
    threshold
        Least change in points that counts as reliable, in place of the scale's own.
    sd, reliability
        Standard deviation before, and reliability of the scale, both published for people like these: the threshold
        is worked out from them.

    Returns
    -------
    ReliableChange
        Counts at any number of people, shares from 5 pairs.

    Raises
    ------
    InputError
        No threshold is known and none is given, one is given twice, or as :func:`evaltoolkit.compare`.

    Notes
    -----
    A change counts from the threshold on; one worked out here is 1.96 sd √(2 (1 − reliability)).

    References
    ----------
    Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19.

    Examples
    --------
    >>> pre, post = [18, 15, 20, 16, 17, 19], [12, 13, 15, 14, 16, 13]
    >>> found = reliable_change(pre, post, low=6, high=24, better="lower", threshold=5, language="en")
    >>> found
    <ReliableChange: reliably better 3 people, no reliable change 3 people, reliably worse 0 people>
    >>> found.figures["share_better"], found.to_frame()["verdict"].tolist()[:3]
    (0.5, ['unchanged', 'unchanged', 'unchanged'])
    >>> reliable_change(pre, post, scale="uls6", sd=3.96, reliability=0.726).figures["n_better"]
    2
    """
    reader = reader_for(audience, language)
    first, second = two_rows(pre, post)
    given = _threshold(threshold, sd, reliability, Language(language))
    of = Described(scale, low, high, better, step, name).of_totals(first, second, threshold=given)
    if not any(fact.dimension == TOTAL and fact.is_confirmed for fact in of.reliable_change):
        raise InputError(text("No threshold of reliable change is known for this scale: give threshold=…, or sd=… and "
                              "reliability=…."))  # fmt: skip
    columns = ["client", "scale", "dimension", *CONTEXT, "wave", "score"]
    scored = long_table(first, second).assign(scale=of.id, dimension=TOTAL).reindex(columns=columns)
    totals = scale_totals(scored, {of.id: of}, language)
    if not totals:
        raise InputError(text("Nobody has a score."))
    made = {
        "verdicts": verdict_table(totals), "verdicts_pooled": pooled_table(totals),
        "courses": course_table(totals, station=reader is Audience.STATION),
    }  # fmt: skip
    shown = protect_tables(made, shipped_policy(), reader)
    return ReliableChange(shown["verdicts"], shown["verdicts_pooled"], shown["courses"], Language(language))


def _threshold(
    threshold: float | None, sd: float | None, reliability: float | None, speaker: Language
) -> Threshold | None:
    if threshold is None and sd is None and reliability is None:
        return None
    if threshold is not None and sd is None and reliability is None:
        require_positive(threshold=threshold)
        return Threshold(threshold=float(threshold), status="confirmed", source=speaker.say(text("given in the call")))
    if threshold is not None or sd is None or reliability is None:
        raise InputError(text("Give either threshold=…, or both sd=… and reliability=…."))
    require_positive(sd=sd)
    require_between(0, 1, reliability=reliability)
    said = text(
        "worked out from the SD {sd:g} and the reliability {reliability:g} given", sd=sd, reliability=reliability
    )
    found = error_of_change(float(sd), float(reliability)).threshold
    return Threshold(
        threshold=found, sd=float(sd), reliability=float(reliability), status="confirmed", source=speaker.say(said)
    )
