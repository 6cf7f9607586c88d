"""What a service is expected to do for scores, by its purpose (服务性质).

Source of the purposes: 2023 云城街道 report, 四（二）: 治疗性, 预防性, 发展性, 支援性, 补救性 and 照护性 services. The
document does not say what scores each should bring: that is 本工具规则, and the plan may say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Aim(StrEnum):
    """What a service is expected to do for scores."""

    IMPROVE = "improve"
    MAINTAIN = "maintain"
    SLOW_DECLINE = "slow_decline"


AIMS: Mapping[str, Aim] = {
    "治疗": Aim.IMPROVE,
    "预防": Aim.IMPROVE,
    "发展": Aim.IMPROVE,
    "支持": Aim.IMPROVE,
    "补救": Aim.IMPROVE,
    "照护": Aim.MAINTAIN,
}
"""Aim of each purpose; care succeeds where people do not get worse. Whether a programme is to slow a decline, or to
prevent that anybody gets worse, only the plan can know."""


def aim_of(purpose: str, stated: Mapping[str, str]) -> Aim:
    """Return the aim of a purpose: what the plan states, else the usual one, else to improve.

    Parameters
    ----------
    purpose
        Purpose of service (服务性质), such as 照护.
    stated
        Aim by purpose, as the plan says: ``improve``, ``maintain`` or ``slow_decline``.

    Returns
    -------
    Aim
        ``IMPROVE`` for a purpose that is not known.

    Raises
    ------
    ValueError
        An aim is stated that there is not.

    Examples
    --------
    >>> aim_of("照护", {}), aim_of("照护", {"照护": "slow_decline"})
    (<Aim.MAINTAIN: 'maintain'>, <Aim.SLOW_DECLINE: 'slow_decline'>)
    """
    return Aim(stated[purpose]) if purpose in stated else AIMS.get(purpose, Aim.IMPROVE)
