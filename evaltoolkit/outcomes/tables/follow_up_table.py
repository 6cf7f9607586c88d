"""Follow-up waves: the same people's pre-test, post-test and follow-up side by side, never dropped."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.model.ladder import DESCRIBE_FROM, TEST_FROM, rungs
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import WAVES
from evaltoolkit.outcomes.design.adjustment import adjust
from evaltoolkit.outcomes.design.cautions import row_cautions
from evaltoolkit.outcomes.design.cells import make_cells
from evaltoolkit.outcomes.design.score_facts import score_facts, worst_and_best
from evaltoolkit.outcomes.design.totals import three_ratings
from evaltoolkit.outcomes.tables.cell_figures import cell_figures
from evaltoolkit.outcomes.tests.mixed_course import changes_of_all

FOLLOW_UPS = WAVES[2:4]
FOLLOW_UP_COLUMNS = REPORT_TABLES["follow_up"].columns
"""Columns of the table ``follow_up``, one row a scale and follow-up wave: `n_pairs` people with pre-test, post-test and
this wave, `n_lost` with both tests and not this wave, `n_apart` in this row or in that of the wave before and not in
both; their three means; `mean_change` is wave less pre-test, read as the rows of ``outcomes`` are: by the same ladder,
both tests, adjusted over all rows of this table. `course_of_all` says whether that change reads the same where everyone
counts, also who was lost at a wave: same, other or not_computed; None under 10 people and of a scale in doubt."""


def follow_up_table(
    scored: pd.DataFrame, registry: Mapping[str, Scale], language: str, doubted: Collection[str] = ()
) -> ResultTable:
    """Return the follow-ups of every scale that has one, columns :data:`FOLLOW_UP_COLUMNS`.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id; every scale of `scored` among them.
    language
        Code of the language of the names.
    doubted
        Ids of the scales in doubt.

    Returns
    -------
    ResultTable
        No row where nobody was followed up.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> scores = {"前测": 17.0, "后测": 14.0, FOLLOW_UPS[0]: 15.0}
    >>> waves = [pd.DataFrame({"client": range(6), "wave": wave, "score": score}) for wave, score in scores.items()]
    >>> scored = pd.concat(waves).assign(scale="uls6", dimension="total")
    >>> table = follow_up_table(scored, shipped_scales(), "en").frame
    >>> table["n_pairs"].tolist(), table["mean_change"].tolist()
    ([6.0], [-2.0])
    """
    parts = list(_waves(scored, registry, Language(language), doubted))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(FOLLOW_UP_COLUMNS))
    if parts:
        table["n_apart"] = table["n_apart"].fillna(0)
        table["ladder"] = pd.Series(rungs(table["n_pairs"]), dtype=object)
        adjusted = adjust(table)
        table["p_t_adjusted"], table["p_exact_adjusted"] = adjusted.p_t, adjusted.p_exact
        table["adjusted_by"] = adjusted.by
        rows = zip(table.to_dict("records"), adjusted.tests, strict=True)
        table["cautions"] = [
            row_cautions(row, registry[row["scale"]], tests=int(tests), is_doubted=row["doubted"])
            for row, tests in rows
        ]
        table["course_of_all"] = [_course_of_all(scored, row) for row in table.to_dict("records")]
        table["_place"] = table["wave"].map(FOLLOW_UPS.index)
        table = table.sort_values(["scale", "_place"], kind="stable").reset_index(drop=True)
    frame = table[list(FOLLOW_UP_COLUMNS)]
    return make_table("follow_up", frame, guards=("n_apart",))


def _course_of_all(scored: pd.DataFrame, row: Mapping[Hashable, Any]) -> str | None:
    if row["n_pairs"] < TEST_FROM or row["doubted"]:
        return None
    own = scored[(scored["scale"] == row["scale"]) & (scored["dimension"] == TOTAL)]
    waves = [wave for wave in WAVES[:4] if (own["wave"] == wave).any()]
    by_wave = own.drop_duplicates(["client", "wave"]).pivot(index="client", columns="wave", values="score")[waves]
    found = changes_of_all(by_wave.to_numpy(dtype=np.float64))
    if found is None or not np.isfinite(row["change_low"]):
        return "not_computed"
    _, low, high = found[waves.index(row["wave"]) - 1]
    return "same" if _side(low, high) == _side(row["change_low"], row["change_high"]) else "other"


def _side(low: float, high: float) -> int:
    return int(low > 0) - int(high < 0)


def _waves(
    scored: pd.DataFrame, registry: Mapping[str, Scale], language: Language, doubted: Collection[str]
) -> Iterator[pd.DataFrame]:
    """Yield the rows of each follow-up wave, with all that the cautions look at."""
    before: dict[str, frozenset[str]] = {}
    for wave in FOLLOW_UPS:
        people = three_ratings(scored, wave)
        if people.empty or people["third"].isna().all():
            continue
        known = people.dropna(subset=["third"])
        cells = make_cells(known.assign(dimension=TOTAL, post=known["third"]), ())
        facts = pd.DataFrame([score_facts(registry[name], TOTAL, language) for name in cells.keys["scale"]])
        figures = cell_figures(cells, facts["resolution"].to_numpy(dtype=np.float64), *worst_and_best(facts))
        members = {str(name): frozenset(rows["client"]) for name, rows in known.groupby("scale")}
        by_scale = pd.DataFrame(
            {"mean_post": known.groupby("scale")["post"].mean(), "n_all": people.groupby("scale").size()}
        )
        about = by_scale.loc[facts["scale"]].reset_index(drop=True)
        yield facts.assign(
            **figures.rename(columns={"mean_post": "mean_wave"}),
            doubted=facts["scale"].isin(doubted),
            group_kind="all",
            group="",
            wave=wave,
            mean_post=about["mean_post"].where(figures["n_pairs"] >= DESCRIBE_FROM),
            n_lost=about["n_all"] - figures["n_pairs"],
            n_apart=[len(members[name] ^ before[name]) if name in before else np.nan for name in facts["scale"]],
        )
        before |= members
