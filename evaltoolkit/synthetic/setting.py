"""The size of a made street and what is planted in it, drawn from its seed.

Sizes follow a large street of Guangzhou (赤岗街道 2023: 22 communities, 151,806 residents): a roster of 1,500 to 4,000
people, about a thousand services, 200 to 500 questionnaires, 10 to 300 pairs, groups of 6 to 15. All rates are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaltoolkit.model.workbook import METHODS
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.districts import Street


@dataclass(frozen=True, slots=True)
class Setting:
    """One made street's year before anything happens in it.

    Parameters
    ----------
    people, communities
        Size of the roster and number of communities.
    services
        Records of services.
    groups, casework
        Measured groups, and measured casework clients.
    questionnaires
        Satisfaction answers.
    budget
        Budget of the year, 万元.
    agreed
        Service hours agreed.
    completion
        Share of the agreed hours that is done, by method; single fields differ from it by up to a fifth.
    satisfied
        Probability of a satisfied answer, by method.
    served
        Share of the priority people who were served, by residence; the gap for 非户籍 is planted here.
    responding
        Share of measured people whom the service year finds better; the rest stay as they are or get worse.
    attrition
        Probability of being lost before the post-test.
    late
        Days by which instalments were paid late.
    """

    street: Street
    year: int
    seed: int
    people: int
    communities: int
    services: int
    groups: int
    casework: int
    questionnaires: int
    budget: int
    agreed: int
    completion: Mapping[str, float]
    satisfied: Mapping[str, float]
    served: Mapping[str, float]
    responding: float
    attrition: float
    late: tuple[int, ...]


def draw_setting(street: Street, year: int, seed: int) -> Setting:
    """Return the setting of a street; the same three arguments always give the same one."""
    chance = stream(seed, street.slug, str(year), "setting")

    def between(low: float, high: float) -> float:
        return round(float(chance.uniform(low, high)), 3)

    def whole(low: int, high: int) -> int:
        return int(chance.integers(low, high + 1))

    late = tuple(whole(5, 40) if chance.random() < 0.25 else 0 for _ in range(4))
    return Setting(
        street=street,
        year=year,
        seed=seed,
        people=whole(1500, 4000),
        communities=whole(9, 22),
        services=whole(850, 1200),
        groups=whole(4, 18),
        casework=whole(12, 60),
        questionnaires=whole(220, 480),
        budget=10 * whole(18, 26),
        agreed=100 * whole(90, 130),
        completion=dict(zip(METHODS, (between(0.75, 1.1), between(0.85, 1.2), between(0.9, 1.3)), strict=True)),
        satisfied=dict(zip(METHODS, (between(0.86, 0.97), between(0.82, 0.95), between(0.78, 0.93)), strict=True)),
        served={"户籍": between(0.88, 0.99), "非户籍": between(0.35, 0.7), "人户分离": between(0.1, 0.3)},
        responding=between(0.35, 0.65),
        attrition=between(0.08, 0.25),
        late=late,
    )
