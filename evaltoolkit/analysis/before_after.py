"""Compare before with after on plain arrays or a plain table: one result with figures, words, picture and table.

The steps, rules and words are those of a street's report; only the plan, the workbook and the report are missing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from evaltoolkit import charts, words
from evaltoolkit.analysis.given_scale import Better, Described, two_rows
from evaltoolkit.analysis.shown import figures_of, reader_for
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.errors import InputError
from evaltoolkit.findings.change import Reading, read, reading_words
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.given import require_columns, require_known, require_numbers
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.outcomes.design.pairs import CONTEXT, POST, PRE
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.words.outcome.outcome_table import outcome_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from evaltoolkit.charts import Chart
    from evaltoolkit.words.page.prose import Prose

_PRE_WORDS = ("pre", "pre-test", "pretest", "before", "baseline", "前测")
_POST_WORDS = ("post", "post-test", "posttest", "after", "endline", "后测")


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What changed between two measurements of the same people.

    Shown by itself in a notebook it is its words and its table.

    Parameters
    ----------
    table
        The protected outcome table: one row for the whole, and one a group.
    language
        Of words, table and picture.
    waves
        What stood for the first and for the second measurement in the data.
    """

    table: ProtectedTable
    language: Language
    waves: tuple[str, str] = (PRE, POST)

    @property
    def figures(self) -> dict[str, Any]:
        """Return the figures of the whole by name, as the columns of :meth:`to_frame` are called."""
        return figures_of(self.table)

    @property
    def reading(self) -> Reading:
        """Return the one thing that the result of the whole says."""
        return read(rows_of(self.table)[0])

    def words(self) -> Prose:
        """Return what the figures mean, in the sentences of a report."""
        return words.outcomes(self.table, self.language)

    def chart(self) -> Chart:
        """Return the picture: means before and after, the change with its interval."""
        return charts.outcomes(self.table, self.language)

    def to_frame(self) -> pd.DataFrame:
        """Return the figures, one row for the whole and one a group.

        Columns are :data:`evaltoolkit.model.report_tables.OUTCOME_COLUMNS`: scores in points of the scale, shares from
        0 to 1, NaN for what so few pairs do not bear.
        """
        return self.table.frame.copy()

    def __repr__(self) -> str:
        row = rows_of(self.table)[0]
        return f"<Comparison: {self.language.say(reading_words(row))}, n = {row.number('n_pairs') or 0:g}>"

    def _repr_html_(self) -> str:
        return self.words()._repr_html_() + outcome_table(self.table, self.language)._repr_html_()


def compare(  # noqa: PLR0913 - an analyst names what she has
    pre: ArrayLike,
    post: ArrayLike,
    *,
    scale: str | Scale | None = None,
    low: float | None = None,
    high: float | None = None,
    better: Better | None = None,
    step: float | None = None,
    name: str = "",
    selected_by_score: Literal["yes", "no", "unknown"] = "unknown",
    audience: str | None = None,
    language: str = "zh_CN",
) -> Comparison:
    """Compare the scores of the same people before and after.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order, in points of the scale; NaN for who was not measured.
    scale
        Id of a shipped scale, see :func:`~evaltoolkit.instruments.registry.list_scales`, or a scale of your own.
        Without it `low`, `high` and `better` say what the scores are.
    low, high
        Least and greatest possible score.
    better
        Which end of the scale is good for the person: ``higher`` or ``lower``.
    step
        Smallest step between two scores; by default the last decimal that any score has.
    name
        What the measure is called.
    selected_by_score
        Whether people came because of their scores before: then part of a change is regression to the mean.
    audience
        For whom: ``station`` sees everything, ``partner``, ``shared`` and ``public`` what the shipped policy allows.
        By default the readers of the run that the notebook is executed in, and where no run is on the station.
    language
        ``zh_CN`` or ``en``.

    Returns
    -------
    Comparison
        From 5 pairs with mean change and interval, from 10 with tests.

    Raises
    ------
    InputError
        The scores are no numbers, not of the same people, or lie outside the scale; the scale is not described.

    Notes
    -----
    Without a comparison group no change is attributed to a service, and the words say so.

    Examples
    --------
    >>> found = compare([18, 15, 20, 16, 17, 19], [12, 13, 15, 14, 16, 13], low=6, high=24, better="lower")
    >>> found.figures["n_pairs"], round(found.figures["mean_change"], 2)
    (6.0, -3.67)
    >>> compare([9, 8, 7], [5, 5, 6], scale="phq9", language="en")
    <Comparison: too few pairs to tell, n = 3>
    """
    both = long_table(*two_rows(pre, post))
    of = Described(scale, low, high, better, step, name).of_totals(both["score"].to_numpy())
    return _compared(both, of, selected_by_score, audience, language, (PRE, POST))


def long_table(pre: NDArray[np.float64], post: NDArray[np.float64]) -> pd.DataFrame:
    """Return both rows as a long table: ``client``, ``wave``, ``score``."""
    people = [f"{number:06d}" for number in range(pre.size)]
    waves = ((PRE, pre), (POST, post))
    return pd.concat([pd.DataFrame({"client": people, "wave": wave, "score": scores}) for wave, scores in waves])


def compare_table(  # noqa: PLR0913 - as above
    data: pd.DataFrame,
    *,
    id: str,  # noqa: A002 - the word that every analyst looks for
    wave: str,
    score: str,
    group: str | None = None,
    pre: Hashable | None = None,
    post: Hashable | None = None,
    scale: str | Scale | None = None,
    low: float | None = None,
    high: float | None = None,
    better: Better | None = None,
    step: float | None = None,
    name: str = "",
    selected_by_score: Literal["yes", "no", "unknown"] = "unknown",
    audience: str | None = None,
    language: str = "zh_CN",
) -> Comparison:
    """Compare the scores of a long table, one row a person and measurement.

    Parameters
    ----------
    data
        The table; rows without a score count as not measured.
    id, wave, score, group
        Which columns say who, when, how much, and in which group (that of the first measurement counts).
    pre, post
        What `wave` says for the first and the second measurement; by default pre, before, baseline, 前测 and the like.
    scale, low, high, better, step, name, selected_by_score, audience, language
        As :func:`compare` takes them.

    Returns
    -------
    Comparison
        Of everyone, then of each group; `waves` says which words were taken for the two measurements.

    Raises
    ------
    InputError
        A column is missing, a wave is not known, a person is measured twice at one wave, or as :func:`compare`.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "who": ["a", "b", "c", "d", "e"] * 2, "when": ["before"] * 5 + ["after"] * 5,
    ...     "points": [9, 12, 10, 8, 11, 5, 9, 7, 8, 6],
    ... })
    >>> found = compare_table(table, id="who", wave="when", score="points", scale="phq9")
    >>> found.waves, found.figures["n_pairs"]
    (('before', 'after'), 5.0)
    """
    require_columns(data, tuple(column for column in (id, wave, score, group) if column is not None))
    given = data.loc[data[score].notna()]
    require_numbers(score=given[score].to_numpy(dtype=object))
    said = _waves(given[wave], pre, post)
    known = {said[0]: PRE, said[1]: POST}
    both = pd.DataFrame({
        "client": given[id].astype(str), "wave": given[wave].map(known),
        "score": given[score].astype(np.float64), "group": given[group].astype(object) if group else None,
    })  # fmt: skip
    if (twice := both.duplicated(["client", "wave"])).any():
        raise InputError(text("{n} people are measured twice at one wave: one row a person and wave.",
                              n=both.loc[twice, "client"].nunique()))  # fmt: skip
    of = Described(scale, low, high, better, step, name).of_totals(both["score"].to_numpy())
    return _compared(both, of, selected_by_score, audience, language, (str(said[0]), str(said[1])))


def _compared(
    both: pd.DataFrame, scale: Scale, selected: str, audience: str | None, language: str, waves: tuple[str, str]
) -> Comparison:
    reader = reader_for(audience, language)
    require_known("selected_by_score", (selected,), ("yes", "no", "unknown"))
    scored = both.assign(scale=scale.id, dimension=TOTAL).reindex(
        columns=["client", "scale", "dimension", *CONTEXT, "wave", "score"]
    )
    kinds = ["group"] if scored["group"].notna().any() else []
    frame = compare_outcomes(
        scored, {scale.id: scale}, group_columns=kinds, selected={scale.id: selected}, language=language
    )
    if frame.empty:
        raise InputError(text("Nobody has a score."))
    table = make_table("outcomes", frame)
    shown = protect_tables({"outcomes": table}, shipped_policy(), reader)
    return Comparison(shown["outcomes"], Language(language), waves)


def _waves(column: pd.Series, pre: Hashable | None, post: Hashable | None) -> tuple[Hashable, Hashable]:
    """Return what the column says for the first and for the second measurement; anything else in it is refused."""
    there: list[Hashable] = list(column.dropna().unique())
    known: Mapping[str, tuple[str, ...]] = {"pre": _PRE_WORDS, "post": _POST_WORDS}
    found: list[Hashable] = []
    for which, own in (("pre", pre), ("post", post)):
        fitting = [one for one in there if (one == own if own is not None else str(one).strip().casefold() in
                                           known[which])]  # fmt: skip
        if len(fitting) != 1:
            raise InputError(_unknown_wave(which, there))
        found += fitting
    if rest := [one for one in there if one not in found]:
        raise InputError(_unknown_wave("pre", rest))
    return found[0], found[1]


def _unknown_wave(which: str, there: Sequence[Hashable]) -> Text:
    return text(
        "The wave column holds {there}; say which word stands for each measurement ({which}=…), and leave other waves "
        "out of the table.", there=", ".join(map(str, there)), which=which,
    )  # fmt: skip
