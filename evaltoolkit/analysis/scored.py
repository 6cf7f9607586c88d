"""Scores of a plain table of answers, one row a person, one column an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from evaltoolkit import words
from evaltoolkit.analysis.given_scale import Better, Described
from evaltoolkit.analysis.shown import reader_for
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.errors import InputError
from evaltoolkit.instruments.quality import measure_scales
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.language import Language, text
from evaltoolkit.model.given import require_known
from evaltoolkit.outcomes.design.pairs import PRE
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Total and dimensions of every person, and how well the items hold together.

    Parameters
    ----------
    scores
        One row a person, in the order given: ``total``, a column a dimension, ``n_missing`` and ``n_invalid``.
    quality
        The protected tables of :func:`evaltoolkit.measure_scales`.
    language
        Of the words.
    """

    scores: pd.DataFrame
    quality: Mapping[str, ProtectedTable]
    language: Language

    @property
    def figures(self) -> dict[str, Any]:
        """Return how many people, how many of them with a total, and alpha with its interval."""
        whole = self.quality["scale_quality"].frame
        row = whole.loc[whole["dimension"] == TOTAL].iloc[0]
        counted = {"n": len(self.scores), "n_scored": int(self.scores[TOTAL].notna().sum())}
        invalid = {"n_invalid": int(self.scores["n_invalid"].sum())}
        return {
            **counted,
            **invalid,
            **{name: float(row[name]) for name in ("alpha", "alpha_low", "alpha_high", "omega")},
        }

    def words(self) -> Prose:
        """Return how many could be scored, and how well the items hold together, in the sentences of a report."""
        counted = text(
            "Of {n} people {n_scored} have a total score; {n_invalid} answers lie outside what an item allows and "
            "count as missing.",
            **{name: self.figures[name] for name in ("n", "n_scored", "n_invalid")},
        )  # fmt: skip
        first = Prose((Paragraph(self.language.say(counted), Kind.BODY),))
        alike = words.straight_lining(self.quality["straight_lining"], self.language)
        return first + words.scale_quality(self.quality["scale_quality"], self.language) + alike

    def to_frame(self) -> pd.DataFrame:
        """Return the scores of every person; NaN where too many answers are missing."""
        return self.scores.copy()

    def __repr__(self) -> str:
        return f"<Scores: {self.figures['n_scored']} / {self.figures['n']}>"

    def _repr_html_(self) -> str:
        table = words.scale_quality_table(self.quality["scale_quality"], self.language)
        return self.words()._repr_html_() + table._repr_html_()


def score(  # noqa: PLR0913 - an analyst names what she has
    answers: pd.DataFrame | ArrayLike,
    *,
    scale: str | Scale | None = None,
    low: float | None = None,
    high: float | None = None,
    better: Better | None = None,
    reverse: Sequence[int] = (),
    dimensions: Mapping[str, Sequence[int]] | None = None,
    scoring: Literal["sum", "mean"] = "sum",
    may_lack: int = 0,
    step: float | None = None,
    name: str = "",
    language: str = "zh_CN",
) -> Scores:
    """Score the answers to a scale's items.

    Parameters
    ----------
    answers
        One row a person, one column an item in the order of the scale; NaN is no answer.
    scale
        Id of a shipped scale, or a scale of your own with items. Without it the next eight say how to score.
    low, high
        Least and greatest answer to an item.
    better
        Which end of the scale is good for the person: ``higher`` or ``lower``.
    reverse
        Numbers of the items, from 1, that are turned round.
    dimensions
        Numbers of the items of each dimension by its name.
    scoring
        ``sum`` or ``mean`` of the items.
    may_lack
        How many answers a score may lack; the others then stand for them in proportion.
    step
        Step between two answers; 1 by default.
    name
        What the scale is called.
    language
        ``zh_CN`` or ``en``.

    Returns
    -------
    Scores
        Coefficients from 30 complete rows.

    Raises
    ------
    InputError
        The answers are no numbers, or not as many columns as the scale has items; the scale is not described.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 4], "b": [2, 2, 3], "c": [4, 3, 1]}, index=["Li", "Wu", "He"])
    >>> found = score(answers, low=1, high=4, better="lower", reverse=[3], dimensions={"first": [1, 2]})
    >>> found.to_frame()[["total", "first"]]
        total  first
    Li    4.0    3.0
    Wu    6.0    4.0
    He   11.0    7.0
    """
    reader = reader_for(None, language)
    require_known("scoring", (scoring,), ("sum", "mean"))
    table = answers if isinstance(answers, pd.DataFrame) else pd.DataFrame(np.asarray(answers))
    points = _points(table)
    of = Described(scale, low, high, better, step, name).of_items(
        table.shape[1], reverse, dimensions or {}, scoring, may_lack
    )
    if of.items is None or of.items.count != table.shape[1]:
        raise InputError(text("The scale has {wanted} items, the answers have {given} columns.",
                              wanted=of.items.count if of.items else 0, given=table.shape[1]))  # fmt: skip
    columns = {f"item_{number}": points[:, number - 1] for number in range(1, of.items.count + 1)}
    people = [f"{number:06d}" for number in range(len(table))]
    rows = pd.DataFrame({"client": people, "scale": of.id, "wave": PRE, **columns})
    measured = measure_scales(rows, {of.id: of}, language=language)
    quality = protect_tables(measured, shipped_policy(), reader)
    names = tuple(dimensions or ()) if scale is None else tuple(part.id for part in of.dimensions)
    scores = _wide(score_measurements(rows, {of.id: of}), of, table.index, names)
    return Scores(scores, quality, Language(language))


def _points(table: pd.DataFrame) -> np.ndarray:
    try:
        points = table.to_numpy(dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(text("{name} must be a table of numbers.", name="answers")) from None
    if np.isinf(points).any() or not points.size:
        raise InputError(text("{name} must be a table of numbers.", name="answers"))
    return points


def _wide(scored: pd.DataFrame, scale: Scale, index: pd.Index, names: tuple[str, ...]) -> pd.DataFrame:
    """Return a row a person: the total, the dimensions under these names, what is missing and what is not allowed."""
    parts = {dimension: rows.set_axis(index) for dimension, rows in scored.groupby("dimension", sort=False)}
    ids = (TOTAL, *(part.id for part in scale.dimensions))
    scores = {name: parts[id_]["score"] for name, id_ in zip((TOTAL, *names), ids, strict=True)}
    return pd.DataFrame({**scores, **{name: parts[TOTAL][name] for name in ("n_missing", "n_invalid")}})
