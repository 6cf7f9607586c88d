"""The widgets that a page is made of."""

from __future__ import annotations

from typing import Any

from ipywidgets import Button, Dropdown, GridBox, HBox, Layout, Text, ToggleButtons, VBox

from evaltoolkit.explore.options import Options, first_open
from evaltoolkit.language import Language, text

_LABEL = "72px"
_COLUMNS = "repeat(auto-fill, minmax(270px, 1fr))"
CLOSED = "\u2060"
"""Begins the words of an entry that leads to nothing; JupyterLab as the command opens it greys these."""


class Controls(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Rows of controls; where no kernel is alive their output says nothing but that."""

    def __init__(self, rows: tuple[tuple[Any, ...], ...], instead: str) -> None:
        super().__init__([_row(row) for row in rows])
        self._instead = instead
        self.add_class("evaltoolkit-controls")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self._instead, "text/html": f"<p><em>{self._instead}</em></p>"}


class Choice(Dropdown):  # type: ignore[misc]
    """A list to choose from that knows which of its entries lead to nothing, and why."""

    options: Any
    value: Any

    def __init__(self, label: str) -> None:
        super().__init__(
            description=label, options=(), layout=Layout(width="auto"), style={"description_width": _LABEL}
        )
        self.closed: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def offer(self, options: Options, wanted: str, language: Language) -> None:
        """Offer these options and choose the wanted one, or the first that leads somewhere."""
        self.closed = {one.value: language.say(one.closed) for one in options if one.closed}
        self._named = {one.value: language.say(one.words) for one in options}
        said = tuple((self._said(language.say(one.words), one.value, language), one.value) for one in options)
        if tuple(self.options) != said:
            self.options = said
        self.value = first_open(options, wanted)
        self.disabled = len(said) < 2

    @property
    def words(self) -> str:
        """Return the chosen entry as the list shows it, without a reason."""
        return self._named.get(self.value, "")

    def _said(self, words: str, value: str, language: Language) -> str:
        if value not in self.closed:
            return words
        return CLOSED + language.say(text("{words} ({reason})", words=words, reason=self.closed[value]))


def entry(label: str, hint: str = "") -> Any:
    """Return a field to type in; what is typed counts when it is left or Enter is pressed."""
    return Text(
        description=label,
        placeholder=hint,
        continuous_update=False,
        layout=Layout(width="auto"),
        style={"description_width": _LABEL},
    )


def button(words: str) -> Any:
    """Return a button as wide as its words."""
    return Button(description=words, layout=Layout(width="auto"))


def switch(labels: tuple[tuple[str, str], ...]) -> Any:
    """Return buttons of which one is pressed."""
    return ToggleButtons(options=labels, style={"button_width": "auto"}, layout=Layout(width="auto"))


def closing(buttons: tuple[Any, ...] = ()) -> Any:
    """Return a row of buttons that close up; it may be filled anew."""
    return HBox(list(buttons), layout=Layout(flex_flow="row wrap", grid_gap="2px 12px"))


def hide(control: Any, *, hidden: bool) -> None:
    """Take a control off the page, or put it back."""
    control.layout.display = "none" if hidden else None


def _row(controls: tuple[Any, ...]) -> Any:
    """Return controls side by side: fields in columns of one width, so that rows stand in line; buttons close up."""
    if len(controls) == 1 and isinstance(controls[0], HBox):
        return controls[0]
    if isinstance(controls[0], Button):
        return closing(controls)
    return GridBox(list(controls), layout=Layout(grid_template_columns=_COLUMNS, grid_gap="2px 12px"))
