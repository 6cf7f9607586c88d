"""For whom and in which language a result is shown, and its figures by name."""

from __future__ import annotations

from typing import Any

import numpy as np

from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.reader import reader_of_run
from evaltoolkit.language import LANGUAGES
from evaltoolkit.model.given import require_known


def reader_for(audience: str | None, language: str) -> Audience:
    """Return for whom a result is: who is named, else the readers of the run, and where no run is on the station.

    Raises
    ------
    InputError
        The audience or the language is not known.
    """
    require_known("language", (language,), LANGUAGES)
    if audience is None:
        return reader_of_run() or Audience.STATION
    require_known("audience", (audience,), tuple(Audience))
    return Audience(audience)


def figures_of(table: ProtectedTable) -> dict[str, Any]:
    """Return the first row of a table by the names of its columns, as plain numbers and words."""
    first = table.frame.iloc[0].items()
    return {str(name): value.item() if isinstance(value, np.generic) else value for name, value in first}
