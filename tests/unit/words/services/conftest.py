"""What changes the common row of the outcome table so that it has another reading."""

import pytest

from evaltoolkit.findings.change import Reading
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.results import Caution

NONE = {"p_t": 0.3, "p_exact": 0.3, "p_t_adjusted": 0.3, "p_exact_adjusted": 0.3}
BY_READING = {
    Reading.BETTER: {},
    Reading.WORSE: {"better": 1},
    Reading.SPLIT: {"p_exact_adjusted": 0.08},
    Reading.WEAKENED: {"p_t_adjusted": 0.08, "p_exact_adjusted": 0.08},
    Reading.OPEN: NONE,
    Reading.DESCRIBE: {"n_pairs": 8.0, "ladder": Ladder.DESCRIBE},
    Reading.DOUBTED: {"cautions": (Caution.DOUBTED_KEY,)},
    Reading.NO_SPREAD: {"cautions": (Caution.NO_SPREAD,)},
    Reading.TOO_FEW: {"n_pairs": 3.0, "ladder": Ladder.TOO_FEW},
}


@pytest.fixture(params=BY_READING, ids=lambda reading: reading.value)
def reading(request):
    """One reading after the other."""
    return request.param


@pytest.fixture
def of_reading(reading):
    """Changes that give the common row this reading."""
    return BY_READING[reading]
