"""How many people of a scale stand in which group, project, purpose and later wave at once: for protection alone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import pandas as pd

from evaltoolkit.model.results import MEMBERSHIPS, ResultTable, TableClass
from evaltoolkit.model.workbook import WAVES
from evaltoolkit.outcomes.design.pairs import PERSON, POST, PRE, pair_scores, with_their_total
from evaltoolkit.outcomes.tables.compare import GROUP_COLUMNS

COUNTS = ("n_pre", "n_post", "n_pairs")
_TAG_BYTES, _RECORD_BYTES = 6, 3  # among 1,000 people two share a tag once in half a billion tables


def membership_table(scored: pd.DataFrame) -> ResultTable:
    """Return the counts of a scale's people by everything that a paper may group them by.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.

    Returns
    -------
    ResultTable
        One row for scale x dimension x group x method x field x project x purpose x further waves of the person (their
        names joined by spaces), with the people at either test and with both, and for whom a pre-test is known tags of
        the person, the pre-test, the post-test and those further waves: the same for one score of one person in every
        state of the data; the end of a tag is the same for whoever scored so. No paper shows it: it tells protection
        which people two rows have in common.

    Examples
    --------
    >>> scored = pd.DataFrame({"client": ["a", "a", "b"], "wave": ["前测", "后测", "前测"], "score": [18.0, 12, 15]})
    >>> table = membership_table(scored.assign(scale="uls6", dimension="total", group="一组")).frame
    >>> table[["group", *COUNTS]].to_numpy().tolist()
    [['一组', 2, 1, 1]]
    """
    known = with_their_total(scored)
    pairs = pair_scores(known)
    before, after = pairs["pre"].notna(), pairs["post"].notna()
    frame = pairs[["scale", "dimension", *GROUP_COLUMNS, "purpose"]].astype(object)
    frame = frame.where(frame.notna(), "").astype(str).assign(waves=_waves(known, pairs))
    counts = {"n_pre": before, "n_post": after, "n_pairs": before & after}
    keys = list(frame.columns)
    frame = frame.assign(**{name: held.astype(int) for name, held in counts.items()})
    frame["tags"] = [
        f"{_person(person)}:{':'.join(scores)} " if is_there else ""
        for person, is_there, scores in zip(pairs["client"], before, _scores(known, pairs), strict=True)
    ]
    summed = frame.groupby(keys, sort=True, as_index=False)[[*COUNTS, "tags"]].sum()
    summed["tags"] = summed["tags"].map(lambda tags: " ".join(sorted(tags.split())))
    return ResultTable(MEMBERSHIPS, TableClass.SCALE, summed, tuple(keys))


def _person(person: str) -> str:
    return blake2b(f"{person}  0".encode(), digest_size=_TAG_BYTES).hexdigest()


def _score(person: str, wave: str, score: float) -> str:
    """Return the tag of a score, empty of none."""
    if not np.isfinite(score):
        return ""
    of_her, of_all = (
        blake2b(f"{whose}{wave} {score:.6g}".encode(), digest_size=size).hexdigest()
        for whose, size in ((f"{person} ", _TAG_BYTES), ("", _RECORD_BYTES))
    )
    return of_her + of_all


def _scores(scored: pd.DataFrame, pairs: pd.DataFrame) -> Iterator[list[str]]:
    """Yield the tags of the scores of each pair: of both tests and, where there are both, of the further waves."""
    later = scored[~scored["wave"].isin((PRE, POST))]
    third = (
        later.dropna(subset=["score"])
        .drop_duplicates([*PERSON, "wave"])
        .set_index([*PERSON, "wave"])["score"]
        .to_dict()
    )
    told = zip(*(pairs[name] for name in (*PERSON, "pre", "post")), _waves(scored, pairs), strict=True)
    for client, scale, dimension, first, second, waves in told:
        further = waves.split() if np.isfinite(second) else []
        of_waves = ((wave, third.get((client, scale, dimension, wave), np.nan)) for wave in further)
        yield [_score(client, wave, score) for wave, score in ((PRE, first), (POST, second), *of_waves)]


def _waves(scored: pd.DataFrame, pairs: pd.DataFrame) -> list[str]:
    later = scored[~scored["wave"].isin((PRE, POST))]
    held = later.groupby(["client", "scale"])["wave"].agg(set).to_dict() if len(later) else {}
    people = zip(pairs["client"], pairs["scale"], strict=True)
    return [" ".join(wave for wave in WAVES if wave in held.get(person, ())) for person in people]
