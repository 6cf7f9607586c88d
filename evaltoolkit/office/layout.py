"""The layout of a Word paper as its file states it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from evaltoolkit.model.yaml_text import load_yaml

MM_IN_TWIPS = 1440 / 25.4
POINT_IN_TWIPS = 20


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Part):
    """Size of the paper, its margins, and where header and footer stand; in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float

    @property
    def text_width(self) -> float:
        """Return how wide a line is, in mm."""
        return self.width - self.left - self.right


class Style(_Part):
    """How a kind of paragraph looks.

    Parameters
    ----------
    name
        What Word's list of styles calls it.
    font, instead
        Chinese font, and the one that Word takes where there is none of that name.
    size, pitch
        In points; the page's pitch by default, 0 for single spacing.
    indent, left
        Of the first line and of all, in signs.
    outline
        Level of a heading from 1, 0 for none.
    keep
        Whether it stays with what follows.
    whole
        Whether all its lines stay on one sheet.
    """

    name: str
    font: str
    instead: str
    size: float
    bold: bool = False
    align: str = "left"
    indent: int = 0
    left: int = 0
    pitch: float | None = None
    before: float = 0
    after: float = 0
    outline: int | None = None
    keep: bool = False
    whole: bool = False
    boxed: bool = False


class Picture(_Part):
    """The largest size of a picture in mm, and the dots of an inch of it."""

    width: float
    height: float
    dots: int


class Bar(_Part):
    """Height of a bar in points and its colours."""

    height: float
    drawn: str
    paper: str
    mark: str
    before: str
    open: str


class Rule(_Part):
    """Colours of a table's lines and of the ground behind its head."""

    ink: str
    head: str


class Layout(_Part):
    """Everything about how a Word paper looks; `signs` is how many stand on a line of the text."""

    page: Page
    signs: int
    pitch: float
    contents: int
    digits: str
    picture: Picture
    bar: Bar
    rule: Rule
    styles: dict[str, Style] = Field(min_length=1)

    @property
    def narrower(self) -> int:
        """Return how wide signs of the text are, in per cent of their height; 100 where there is room for them."""
        room = twips(self.page.text_width) / self.signs
        return min(int(100 * room / (self.styles["Normal"].size * POINT_IN_TWIPS)), 100)


@cache
def layout() -> Layout:
    """Return the layout of official papers."""
    return Layout.model_validate(load_yaml((files(__package__) / "layout.yaml").read_text(encoding="utf-8")))


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point.

    Examples
    --------
    >>> twips(25.4)
    1440
    """
    return round(millimetres * MM_IN_TWIPS)
