"""A chart: its picture, what it says, and the same in words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from matplotlib.figure import Figure

from evaltoolkit.charts.png import encode
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart as a notebook's cell shows it.

    Parameters
    ----------
    figure
        The picture; None where the street has not given the data.
    message
        What to see, a plain sentence; the picture's title.
    subtitle
        What is drawn: measure, group, period, number.
    alt
        What kind of picture, the message and its figures, for who cannot see it.
    source
        Where the figures come from.
    """

    figure: Figure | None
    message: str
    subtitle: str
    alt: str
    source: str

    def png(self) -> bytes:
        """Return the picture as a PNG; ValueError where there is none."""
        if self.figure is None:
            raise ValueError("a chart without data has no picture")
        return encode(self.figure)

    def _repr_mimebundle_(
        self,
        include: Iterable[str] | None = None,  # noqa: ARG002 - the protocol of IPython
        exclude: Iterable[str] | None = None,  # noqa: ARG002
    ) -> tuple[dict[str, str], dict[str, Any]]:
        if self.figure is None:
            return {"text/html": f'<p class="not-provided">{escape(self.alt)}</p>', "text/plain": self.alt}, {}
        picture = b64encode(self.png()).decode("ascii")
        return {"image/png": picture, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def not_provided(table: ProtectedTable, language: Language) -> Chart:
    """Return the chart of something the street has not given: no picture, the words for it instead."""
    words = absence(table, language)
    return Chart(None, words, "", words, "")
