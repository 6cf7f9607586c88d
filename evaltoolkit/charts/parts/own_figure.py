"""A picture of one's own, drawn of protected tables, as a page that leaves the station may show it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.font import properties
from evaltoolkit.disclosure.protected import Audience, ProtectedTable, require_protected
from evaltoolkit.findings.printed import printed
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text

_NEAR = 1e-6
_PYPLOT = "matplotlib.pyplot"


class OwnFigureError(ValueError):
    """A picture of one's own cannot be shown; the words say why and what to do."""


def show(figure: Figure, *, of: ProtectedTable | Iterable[ProtectedTable], alt: str) -> Chart:
    """Return a picture of one's own as a report's page may show it; end a cell with the call.

    Parameters
    ----------
    figure
        A figure of matplotlib.
    of
        The protected table, or tables, that it is drawn of.
    alt
        What it shows, in words with the key numbers: for who cannot see it, and for the search for names.

    Returns
    -------
    Chart
        The picture in the report's font.

    Raises
    ------
    TypeError
        A table is not protected.
    OwnFigureError
        There are no words, or for anyone but the station a number is drawn that stands in none of the tables: it may
        tell of single persons. Work it out as a table of the report does, or draw what the tables say.

    Notes
    -----
    Points, bars and lines are compared with the figures of the tables, in full and as they are printed, also as per
    cents and turned round; the places of rows (0, 1, 2 …) are free. This keeps from an oversight; it is no lock against
    someone who forges a picture.
    """
    tables = (of,) if isinstance(of, ProtectedTable) else tuple(of)
    tables = tuple(map(require_protected, tables))
    if not alt.strip():
        raise OwnFigureError(_say(text("Say in alt what the picture shows, with its key numbers.")))
    if not tables:
        raise OwnFigureError(_say(text("Name in of the protected tables that the picture is drawn of.")))
    if any(table.audience is not Audience.STATION for table in tables):
        _require_known(figure, tables)
    for label in figure.findobj(Label):
        if isinstance(label, Label):
            label.set_fontproperties(properties(float(label.get_fontsize())))
    if _PYPLOT in sys.modules:  # else a notebook shows a figure of it once more at the cell's end, without its words
        sys.modules[_PYPLOT].close(figure)
    # as a picture, never as a drawing: the shapes of a figure of one's own are not known here
    return Chart(figure, "", "", _with_its_words(alt.strip(), figure), "", audience=Audience.PUBLIC)


def _with_its_words(alt: str, figure: Figure) -> str:
    """Return `alt` with the words that stand in the picture, so that a reader hears them and the search reads them.

    In brackets and without a word of ours: the language of the page is not known here, and `alt` may be in any.
    """
    said = (label.get_text().strip() for label in figure.findobj(Label) if isinstance(label, Label))
    words = [one for one in dict.fromkeys(said) if one not in alt and any(map(str.isalpha, one))]
    return f"{alt} [{' · '.join(words)}]" if words else alt


def _require_known(figure: Figure, tables: tuple[ProtectedTable, ...]) -> None:
    known = np.concatenate([_figures(table) for table in tables])
    drawn = np.concatenate([np.zeros(0), *(values for axes in figure.axes for values in _drawn(axes))])
    drawn = drawn[np.isfinite(drawn)]
    strange = [value for value in drawn if not np.isclose(known, value, rtol=_NEAR, atol=_NEAR).any()]
    if strange:
        raise OwnFigureError(
            _say(
                text(
                    "{n} numbers of the picture stand in none of the tables named in of. Draw what shown[…].frame "
                    "holds, so that nothing withheld is told.",
                    n=len(strange),
                )
            )
        )


def _figures(table: ProtectedTable) -> np.ndarray:
    found = []
    for frame in (table.frame, printed(table)):
        numbers = frame.select_dtypes("number").to_numpy(dtype=float).ravel()
        found += [numbers, -numbers, 100 * numbers, -100 * numbers]
    values = np.concatenate([*found, [0.0, 1.0]])
    finite: np.ndarray = values[np.isfinite(values)]
    return finite


def _drawn(axes: Axes) -> Iterator[np.ndarray]:
    """Yield the values that points, bars and lines stand for; what only lays them out, such as 0, 1, 2 …, is none."""
    bars = [one for one in axes.containers if isinstance(one, BarContainer)]
    for one in bars:
        yield np.asarray(one.datavalues, dtype=float)
    laid_out = {id(patch) for one in bars for patch in one.patches}
    for line in axes.lines:
        yield from _told(line.get_xdata(), line.get_ydata())
    for collection in axes.collections:
        yield from _told(*np.asarray(collection.get_offsets(), dtype=float).reshape(-1, 2).T)
    for patch in axes.patches:
        if id(patch) not in laid_out:
            yield np.asarray(patch.get_path().vertices, dtype=float).ravel()


def _told(*sides: object) -> Iterator[np.ndarray]:
    for side in sides:
        numbers = pd.to_numeric(pd.Series(np.asarray(side).ravel()), errors="coerce").to_numpy(dtype=float)
        if not np.array_equal(numbers, np.arange(len(numbers))):
            yield numbers


def _say(words: Text) -> str:
    return Language(DEFAULT_LANGUAGE).say(words)
