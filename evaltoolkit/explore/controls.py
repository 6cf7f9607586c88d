"""The widgets that a page is made of."""

from __future__ import annotations

from typing import Any

from ipywidgets import Button, Dropdown, GridBox, HBox, Layout, Text, ToggleButtons, VBox

from evaltoolkit.explore.outcome_choice import Options
from evaltoolkit.language import Language
from evaltoolkit.language import Text as Words

_LABEL = "72px"
_COLUMNS = "repeat(auto-fill, minmax(280px, 1fr))"
_WIDEST = "1080px"  # as wide as the page below, in its view.css


class Controls(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Rows of controls; where no kernel is alive their output says nothing but that."""

    def __init__(self, rows: tuple[tuple[Any, ...], ...], instead: str) -> None:
        super().__init__([_row(row) for row in rows])
        self._instead = instead

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self._instead, "text/html": f"<p><em>{self._instead}</em></p>"}


def dropdown(label: str) -> Any:
    """Return an empty list to choose from."""
    return Dropdown(description=label, options=(), layout=Layout(width="auto"), style={"description_width": _LABEL})


def entry(label: str, hint: str = "") -> Any:
    """Return a field to type in; what is typed counts when it is left or Enter is pressed."""
    return Text(
        description=label,
        placeholder=hint,
        continuous_update=False,
        layout=Layout(width="auto"),
        style={"description_width": _LABEL},
    )


def switch(labels: tuple[tuple[str, str], ...]) -> Any:
    """Return buttons of which one is pressed."""
    return ToggleButtons(options=labels, style={"button_width": "auto"}, layout=Layout(width="auto"))


def offer(control: Any, options: Options, wanted: str, language: Language) -> None:
    """Let a list offer these options and choose the wanted one, or the first where it is not among them."""
    said = tuple((_said(words, language), value) for words, value in options)
    values = [value for _, value in said]
    if tuple(control.options) != said:
        control.options = said
    control.value = wanted if wanted in values else (values[0] if values else None)
    control.disabled = len(values) < 2


def hide(control: Any, *, hidden: bool) -> None:
    """Take a control off the page, or put it back."""
    control.layout.display = "none" if hidden else None


def _row(controls: tuple[Any, ...]) -> Any:
    """Return controls side by side: fields in columns of one width, so that rows stand in line; buttons close up."""
    if isinstance(controls[0], Button):
        return HBox(list(controls), layout=Layout(flex_flow="row wrap", grid_gap="2px 12px"))
    layout = Layout(grid_template_columns=_COLUMNS, grid_gap="2px 12px", max_width=_WIDEST)
    return GridBox(list(controls), layout=layout)


def _said(words: Words | str, language: Language) -> str:
    return language.say(words)
