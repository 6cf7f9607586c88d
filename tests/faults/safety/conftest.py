"""What the tests of safety share."""

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience


@pytest.fixture
def limits():
    """Least number of people behind a figure, and behind a spread, for an audience."""

    def of(audience):
        rule = shipped_policy().rule(Audience(audience))
        return rule.min_people, rule.min_spread

    return of
