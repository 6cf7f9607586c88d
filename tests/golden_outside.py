"""Golden data that are read where they lie beside the repository, in ``../shared/golden``, and what is skipped without.

Each stands under another project's licence and may not be copied here. The same functions are held by golden cases
whose data do stand here, and by tables worked by hand; these add larger samples. Where a folder is absent, as in every
clone by itself, each test of it is skipped and gives :data:`ABSENT` as the reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "golden"
CASES = {
    "06_btheb_attrition": "the trial 'Beat the Blues' (HSAUR): flow, bounds, changes, planning",
    "07_claus_2020": "Claus et al. (2020), of R's clinicalsignificance: changes, reliable change, other rules",
    "08_jacobson_1989": "Jacobson's couples, of R's clinicalsignificance: changes, reliable change",
    "14_cronbach_bfi": "psych::bfi: reliability",
}
"""What is read of there, and what it is held against."""
ABSENT = "data under another project's licence; ../shared/golden is absent"


def outside(case: str) -> Path:
    """Return the folder of a case; KeyError for one that is not named here."""
    assert CASES[case]
    return FOLDER / case


def is_there(*cases: str) -> bool:
    """Return whether the folders of the cases lie beside the repository."""
    return all(outside(case).is_dir() for case in cases)


def needs(*cases: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where a case is absent."""
    return pytest.mark.skipif(not is_there(*cases), reason=ABSENT)
