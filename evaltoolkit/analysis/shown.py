"""For whom and in which language a result is shown, and its figures by name."""

from __future__ import annotations

from typing import Any

import numpy as np

from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.language import LANGUAGES
from evaltoolkit.model.given import require_known


def require_reader(audience: str, language: str) -> None:
    """Refuse an audience or a language that is not known."""
    require_known("audience", (audience,), tuple(Audience))
    require_known("language", (language,), LANGUAGES)


def figures_of(table: ProtectedTable) -> dict[str, Any]:
    """Return the first row of a table by the names of its columns, as plain numbers and words."""
    first = table.frame.iloc[0].items()
    return {str(name): value.item() if isinstance(value, np.generic) else value for name, value in first}
