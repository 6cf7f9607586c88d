"""How the satisfaction questionnaires were handed out: the sheet 问卷发放, by method and type of respondent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.services.given import UNSTATED, given


@dataclass(frozen=True, slots=True)
class Survey:
    """One round of questionnaires and that of the year before; NaN and 未说明 where the street has not said."""

    asked: str = UNSTATED
    issued: float = math.nan
    returned: float = math.nan
    last_asked: str = UNSTATED
    last_valid: float = math.nan
    last_satisfied: float = math.nan

    @property
    def response_rate(self) -> float:
        """Return the share of issued questionnaires that came back, NaN where none is known to be issued."""
        return self.returned / self.issued if self.issued > 0 else math.nan


def surveys(evidence: Evidence, answers: pd.DataFrame) -> Mapping[tuple[str, str], Survey]:
    """Return the surveys by (method, respondent).

    Parameters
    ----------
    evidence
        Its table `surveys`.
    answers
        With `method` and `respondent`, which tell who answered by each method.

    Returns
    -------
    mapping of (str, str) to Survey
        Empty where the street has not filled the sheet; of two rounds of one pair the later row stands.

    Notes
    -----
    A survey that names no respondents is that of the only type that answered by its method; else its type is 未说明.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> sheet = pd.DataFrame({"method": ["小组"], "asked": ["现场发放"], "issued": [40], "returned": [30]})
    >>> answers = pd.DataFrame({"method": ["小组"], "respondent": ["服务对象"]})
    >>> found = surveys(Evidence({"surveys": sheet}, Quality(pd.DataFrame())), answers)
    >>> found["小组", "服务对象"].response_rate
    0.75
    """
    frame = given(evidence, "surveys")
    if frame is None:
        return {}
    kinds = answers.groupby("method")["respondent"].unique()
    only = {str(method): str(found[0]) for method, found in kinds.items() if len(found) == 1}
    found: dict[tuple[str, str], Survey] = {}
    for row in frame.to_dict("records"):
        method, who = str(row["method"]), row["respondent"]
        respondent = who if isinstance(who, str) else only.get(method, UNSTATED)
        last = row["last_asked"] if isinstance(row["last_asked"], str) else UNSTATED
        found[method, respondent] = Survey(
            str(row["asked"]), float(row["issued"]), float(row["returned"]), last, float(row["last_valid"]),
            float(row["last_satisfied"]),
        )  # fmt: skip
    return found
