"""A picture of one's own, drawn of protected tables, as a page that leaves the station may show it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from evaltoolkit.charts.parts.chart import LARGEST, Chart
from evaltoolkit.charts.parts.font import properties
from evaltoolkit.charts.parts.own_artists import Drawn
from evaltoolkit.charts.parts.own_together import Together
from evaltoolkit.charts.parts.own_words import labels_of, words_in
from evaltoolkit.charts.parts.png import encode
from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.reader import reader_of_run
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, listed, text

_PYPLOT = "matplotlib.pyplot"


class OwnFigureError(UserError, ValueError):
    """A picture of one's own cannot be shown; the words say why and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence, ExitCode.RUN_FAILED)

    def __str__(self) -> str:
        return Language(DEFAULT_LANGUAGE).say(self.sentence)


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
        The picture in the report's font, as it is now: what is done to the figure later does not come into it.

    Raises
    ------
    TypeError
        A table is not protected.
    OwnFigureError
        There are no words, or for anyone but the station something is drawn or written that the tables do not say: it
        may tell of single persons. Work it out as a table of the report does, or draw what the tables say.

    Notes
    -----
    Every artist of the figure is compared with the figures of the tables, in full and as they are printed, also as per
    cents and turned round: a series with one table, of which it may not have more points than rows. The places of rows
    (0, 1, 2 …) are free, and so is what holds the picture together. In words, those of `alt` among them, the numbers
    stand in the tables; the words stand there too, or are typed in a cell of the notebook. This keeps from an
    oversight; it is no lock against someone who forges a picture.
    """
    tables = (of,) if isinstance(of, ProtectedTable) else tuple(of)
    tables = tuple(map(require_protected, tables))
    if not alt.strip():
        raise OwnFigureError(text("Say in alt what the picture shows, with its key numbers."))
    if not tables:
        raise OwnFigureError(text("Name in of the protected tables that the picture is drawn of."))
    with warnings.catch_warnings(action="ignore"):  # of signs that another font lacks
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # some labels are made only now
    for label in labels_of(figure):
        label.set_fontproperties(properties(float(label.get_fontsize())))
    picture = encode(figure, LARGEST)  # before the check: what is checked is what it holds
    if not _is_for_the_station(tables):
        _require_known(figure, tables, alt)
    if _PYPLOT in sys.modules:  # else a notebook shows a figure of it once more at the cell's end, without its words
        sys.modules[_PYPLOT].close(figure)
    # as a picture, never as a drawing: the shapes of a figure of one's own are not known here
    words = _with_its_words(alt.strip(), figure)
    return Chart(figure, "", "", words, "", audience=Audience.PUBLIC, picture=picture)


def _with_its_words(alt: str, figure: Figure) -> str:
    """Return `alt` with the words that stand in the picture, so that a reader hears them and the search reads them.

    In brackets and without a word of ours: the language of the page is not known here, and `alt` may be in any.
    """
    words = [one for one in words_in(figure) if one not in alt]
    return f"{alt} [{' · '.join(words)}]" if words else alt


def _is_for_the_station(tables: Iterable[ProtectedTable]) -> bool:
    is_run = reader_of_run() in (None, Audience.STATION)
    return is_run and all(table.audience is Audience.STATION for table in tables)


def _require_known(figure: Figure, tables: tuple[ProtectedTable, ...], alt: str) -> None:
    drawn = Drawn.of(figure, tables, alt)
    if drawn.kinds:
        raise OwnFigureError(
            text(
                "The picture holds {kinds}, whose numbers cannot be compared with the tables. Draw bars, lines, "
                "points, areas between lines or a heat map in plain axes.",
                kinds=listed(said for _, said in sorted(drawn.kinds.items())),
            )
        )
    if drawn.longest:
        raise OwnFigureError(
            text(
                "A series of the picture has {n} points, more than the table of its numbers has rows; they may be "
                "those of single persons. Draw what shown[…].frame holds, a column or a row at a time.",
                n=drawn.longest,
            )
        )
    if drawn.strange:
        raise OwnFigureError(
            text(
                "{n} numbers of the picture stand in none of the tables named in of. Draw what shown[…].frame "
                "holds, so that nothing withheld is told.",
                n=drawn.strange,
            )
        )
    if drawn.many:
        raise OwnFigureError(
            text(
                "The picture has {n} marks or axes of one kind, more than the tables named in of have figures; they "
                "may stand for single persons. Draw each row of shown[…].frame once.",
                n=drawn.many,
            )
        )
    if drawn.idle:
        raise OwnFigureError(
            text(
                "{n} axes, marks, handles or cells of the picture tell no number of the tables named in of, and yet "
                "look different; they may stand for single persons. Draw what shown[…].frame holds, or let them look "
                "alike.",
                n=drawn.idle,
            )
        )
    if drawn.scale:
        raise OwnFigureError(
            text(
                "{n} ticks or ends of axes are neither round, nor typed in a cell of the notebook, nor in the tables "
                "named in of. Leave them to matplotlib, type them, or take them from shown[…].frame.",
                n=drawn.scale,
            )
        )
    if drawn.looks.odd:
        raise OwnFigureError(
            text(
                "{n} sizes, shades or colours of the picture are neither typed in a cell of the notebook nor in the "
                "tables named in of; they may tell of single persons. Type them, or let the marks look alike.",
                n=drawn.looks.odd,
            )
        )
    if drawn.written:
        raise OwnFigureError(
            text(
                "{n} numbers in the words of the picture (title, labels, legend) or in alt stand in none of the "
                "tables named in of. Write them as the tables have them, or leave them out.",
                n=drawn.written,
            )
        )
    if drawn.untyped:
        raise OwnFigureError(
            text(
                "{n} labels of the picture (or alt) hold words that are neither typed in a cell of the notebook nor "
                "stand in the tables named in of; they may tell of single persons. Type them in the cell, or take "
                "them from shown[…].frame.",
                n=drawn.untyped,
            )
        )
    if drawn.repeated:
        raise OwnFigureError(
            text(
                "{n} labels of the picture repeat typed words at some places and not at others, as the data chose; "
                "they may tell of single persons. Take such words from a column of shown[…].frame, or write each "
                "once.",
                n=drawn.repeated,
            )
        )
    together = Together.of(figure, tables, alt)
    if together.apart:
        raise OwnFigureError(
            text(
                "{n} numbers of the picture stand in the tables named in of, but not together: neither in one column "
                "nor in one row, or so that chance alone could put them there; they may be those of a single person. "
                "Draw whole columns of shown[…].frame, and name their rows by the words that stand in them.",
                n=together.apart,
            )
        )
    if together.alone:
        raise OwnFigureError(
            text(
                "{n} numbers in the words of the picture or in alt are drawn by nothing in it, and may be the scores "
                "of a single person. Write numbers that the picture draws, or what they count (12 people, n=12).",
                n=together.alone,
            )
        )
