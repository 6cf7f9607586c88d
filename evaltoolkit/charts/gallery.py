"""Every chart once, drawn from made tables and marked as such: the page that shows what there is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from evaltoolkit import charts
from evaltoolkit.charts.made import made_tables
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.sheet import add_band
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language, text


class _Grade(NamedTuple):
    label: str
    low: float


MADE = text("made data (synthetic)")

# 财政部预算司: 优 90-100, 良 80-89, 中 60-79, 差 0-59
_GRADES = (_Grade("差", 0.0), _Grade("中", 60.0), _Grade("良", 80.0), _Grade("优", 90.0))
_TARGET = 0.85  # an invented target, as the page says
_STYLE = (
    "body{margin:0 auto;max-width:1480px;padding:16px;font:17px/1.75 sans-serif;color:#1c1c1c;background:#fcfcfb}"
    "p.made{background:#f6cf8f;padding:8px 16px;font-weight:bold}"
    "main{display:flex;flex-wrap:wrap;gap:32px;align-items:flex-start}"
    "figure{margin:0;width:100%;max-width:460px}img{display:block;width:100%;height:auto}figcaption{color:#555}"
)
_PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
    "<style>{style}</style></head><body><h1>{title}</h1>"
    '<p class="made">{made}</p><p>{note}</p><main>{figures}</main></body></html>\n'
)


def gallery(language: Language) -> Mapping[str, Chart]:
    """Return every chart by the name of its function, drawn from made tables, each picture marked as made."""
    tables = made_tables()
    drawn = {name: _draw(name, tables, language) for name in charts.__all__ if name != "Chart"}
    for chart in drawn.values():
        if chart.figure is not None:
            add_band(chart.figure, language.say(MADE))
    return MappingProxyType(drawn)


def gallery_page(shown: Mapping[str, Chart], pictures: Mapping[str, bytes], language: Language) -> str:
    """Return one HTML page with the pictures of all charts in it, without any outside address."""
    return _PAGE.format(
        language=language.facts.tag,
        style=_STYLE,
        title=escape(language.say(text("Gallery of charts"))),
        made=escape(language.say(MADE)),
        note=escape(language.say(text("Every figure on this page is invented; no street is described."))),
        figures="".join(_figure(name, pictures[name], chart.alt) for name, chart in shown.items()),
    )


def _draw(name: str, tables: Mapping[str, ProtectedTable], language: Language) -> Chart:
    draw: Callable[[ProtectedTable, Language], Chart] = _WITH_OPTIONS.get(name) or getattr(charts, name)
    return draw(tables[TABLE_OF.get(name, name)], language)


def _figure(name: str, png: bytes, alt: str) -> str:
    picture = b64encode(png).decode("ascii")
    return (
        f'<figure><img src="data:image/png;base64,{picture}" alt="{escape(alt)}">'
        f"<figcaption><code>{name}</code></figcaption></figure>"
    )


TABLE_OF: Mapping[str, str] = {
    "points_by_indicator": "scorecard",
    "total_range": "total",
    "outcome_slopes": "outcomes",
    "outcome_forest": "outcomes",
    "reliable_change": "verdicts",
    "hours_by_method": "hours",
    "hours_course": "hours_by_month",
    "residence_gap": "residence",
}
"""Name of the table that a chart draws, where it is not the chart's own."""

_WITH_OPTIONS = {
    "total_range": partial(charts.total_range, bands=_GRADES),
    "satisfaction": partial(charts.satisfaction, target=_TARGET),
}
