"""How satisfied people are, on a plain row of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from evaltoolkit import charts, words
from evaltoolkit.analysis.given_scale import Better
from evaltoolkit.analysis.shown import figures_of, reader_for
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.errors import InputError
from evaltoolkit.findings.numbers import set_share
from evaltoolkit.findings.targets import Target
from evaltoolkit.language import Language, text
from evaltoolkit.model.choices import CHOICES
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.given import require_between, require_known
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import ASKED, OVERALL
from evaltoolkit.services.given import UNSTATED
from evaltoolkit.services.opinions.satisfaction import SCORES
from evaltoolkit.services.opinions.satisfaction import satisfaction as measured

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from evaltoolkit.charts import Chart
    from evaltoolkit.words.page.prose import Prose

_ASKED_WORDS = dict(zip(("everyone", "random", "on_site"), ASKED, strict=True))
_WHOLE = "满意度"
_PLAN = Plan(street="-", slug="none", district="-", year=2000, project="-", indicator_system="none")
"""Nobody's: answers without a day count in any year."""


@dataclass(frozen=True, slots=True, eq=False)
class Satisfaction:
    """Share of satisfied answers and index, named apart, each with its denominator.

    Parameters
    ----------
    table
        The protected table, one row, or one a group.
    language
        Of words, table and picture.
    target
        Share agreed on, from 0 to 1; None where none is.
    """

    table: ProtectedTable
    language: Language
    target: float | None = None

    @property
    def figures(self) -> dict[str, Any]:
        """Return the figures of the first row by name, as the columns of :meth:`to_frame` are called."""
        return figures_of(self.table)

    def words(self) -> Prose:
        """Return what the figures mean, in the sentences of a report."""
        return words.satisfaction(self.table, self.language, target=self._target())

    def chart(self) -> Chart:
        """Return the picture: each share with the interval that the way of asking allows."""
        return charts.satisfaction(self.table, self.language, target=self.target)

    def to_frame(self) -> pd.DataFrame:
        """Return the figures, one row, or one a group; shares and index from 0 to 1, NaN for what is not known."""
        return self.table.frame.rename(columns={"method": "group"}).copy()

    def __repr__(self) -> str:
        figures = self.figures
        return f"<Satisfaction: {figures['n_satisfied']:g} / {figures['n_valid']:g}>"

    def _repr_html_(self) -> str:
        table = words.satisfaction_table(self.table, self.language, target=self._target())
        return self.words()._repr_html_() + table._repr_html_()

    def _target(self) -> Target | None:
        return None if self.target is None else Target(f"≥{set_share(self.target)}")


def satisfaction(  # noqa: PLR0913 - an analyst names what she has
    answers: ArrayLike,
    *,
    group: ArrayLike | None = None,
    low: float | None = None,
    high: float | None = None,
    better: Better | None = None,
    asked: str | None = None,
    issued: float | None = None,
    returned: float | None = None,
    target: float | None = None,
    audience: str | None = None,
    language: str = "zh_CN",
) -> Satisfaction:
    """Return how many of the answers are satisfied, and the index.

    Parameters
    ----------
    answers
        One a person: 非常满意, 满意, 一般, 不满意, 非常不满意, 不适用 or the same in English (``Very satisfied`` …);
        or numbers of five levels, whose ends and direction `low`, `high` and `better` say. None and NaN are blanks.
    group
        To which group each answer belongs; by default all are one.
    low, high, better
        Of numbers alone: the two ends, such as 1 and 5, and which of them is the best, ``higher`` or ``lower``.
    asked
        ``everyone``, ``random`` or ``on_site`` (全部询问, 随机抽取, 现场发放): which interval the share may carry; none
        where it is not said.
    issued, returned
        Questionnaires handed out and come back; of the whole, so not beside `group`.
    target
        Share agreed on, from 0 to 1.
    audience, language
        As :func:`evaltoolkit.compare` takes them.

    Returns
    -------
    Satisfaction
        Of everyone, or of each group.

    Raises
    ------
    InputError
        An answer is not known, numbers without their ends, or a way of asking that is not known.

    Notes
    -----
    'Neither' counts as not satisfied; 'not applicable' and blanks are no valid answers. The share and the index are two
    figures, and neither stands in for a measured outcome.

    Examples
    --------
    >>> found = satisfaction(["Very satisfied"] * 30 + ["Satisfied"] * 27 + ["Neutral"] * 3, asked="random")
    >>> found, round(found.figures["ci_low"], 3), round(found.figures["index"], 2)
    (<Satisfaction: 57 / 60>, 0.863, 0.89)
    >>> satisfaction([1, 2, 2, 3, 1], low=1, high=5, better="lower")
    <Satisfaction: 4 / 5>
    """
    reader = reader_for(audience, language)
    given = pd.Series(list(np.asarray(answers, dtype=object)), dtype=object)
    method = pd.Series(_WHOLE, index=given.index) if group is None else pd.Series(list(np.asarray(group, dtype=object)))
    if len(method) != len(given):
        raise InputError(text("{names} must have a value for each of the same people.", names="answers, group"))
    if target is not None:
        require_between(0, 1, target=target)
    if given.isna().all():
        raise InputError(text("Nobody has answered."))
    rows = pd.DataFrame({
        "method": method.astype(object).where(method.notna(), UNSTATED).astype(str),
        "overall": _levels(given, low, high, better),
    })  # fmt: skip
    rounds = pd.DataFrame({"method": rows["method"].unique()})
    rounds = rounds.assign(asked=_asked(asked), issued=issued, returned=returned)
    nothing = Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"]))
    table = measured(_PLAN, Evidence({"satisfaction": rows, "surveys": rounds}, nothing))
    shown = protect_tables({"satisfaction": table}, shipped_policy(), reader)
    return Satisfaction(shown["satisfaction"], Language(language), target)


def _asked(asked: str | None) -> str:
    if asked is None:
        return UNSTATED
    require_known("asked", (asked,), (*_ASKED_WORDS, *ASKED))
    return _ASKED_WORDS.get(asked, asked)


def _levels(answers: pd.Series, low: float | None, high: float | None, better: Better | None) -> pd.Series:
    known: Mapping[object, str] = {name: word for word in OVERALL for name in _names(word)}
    blank = answers.isna()
    if low is not None or high is not None or better is not None:
        known = _numbered(low, high, better)
    found = answers.map(lambda answer: known.get(answer.strip().casefold() if isinstance(answer, str) else answer))
    if len(unknown := answers[~blank & found.isna()].unique()):
        raise InputError(text(
            "These are no answers: {answers}. Known are {known}; for numbers say low=…, high=… and better=….",
            answers=", ".join(map(str, unknown[:5])), known=", ".join(map(str, known)),
        ))  # fmt: skip
    return found.where(~blank, None)


def _names(word: str) -> Iterable[str]:
    return (word, *_MORE.get(word, ()), *((CHOICES[word].english().casefold(),) if word in CHOICES else ()))


_MORE = {"一般": ("neutral",), "不适用": ("not applicable",)}


def _numbered(low: float | None, high: float | None, better: Better | None) -> Mapping[object, str]:
    if low is None or high is None or better is None or high - low != len(SCORES) - 1:
        raise InputError(text("Numbers need low=…, high=… and better=…, and five levels such as 1 to 5."))
    require_known("better", (better,), ("higher", "lower"))
    numbers = [low + step for step in range(len(SCORES))]
    return dict(zip(numbers if better == "lower" else reversed(numbers), SCORES, strict=True))
