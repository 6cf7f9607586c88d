"""The official form of a street's year, as Word and as a workbook: annex 1 of the report and a paper by itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaltoolkit.forms.from_results import form_of
from evaltoolkit.forms.outline import outline_document
from evaltoolkit.forms.writing import form_document, form_workbook
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import Language, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.page.export import BAND
from evaltoolkit.reporting.year.registries import street_system

_NAME = text("Annex_1_self-evaluation_form")
_OUTLINE = text("Outline_of_the_evaluation_report")
_TITLE = text("{project}: evaluation report (outline)")
_NEEDED = frozenset({"scorecard"})
_RATE = "execution_rate"


def form_files(plan: Plan, tables: Mapping[str, Any], page: Path, project: Project) -> dict[Path, bytes]:
    """Return the form by the places of its two files beside a page; nothing where no indicator table was scored.

    Parameters
    ----------
    plan
        The street's.
    tables
        Of a results file, as they are published.
    page
        Place of the street's page.
    project
        Whose own indicator systems count.
    """
    if not tables.keys() >= _NEEDED:
        return {}
    system, reader = street_system(plan, project), Language(plan.language)
    form = form_of(plan, tables, {row.id for row in system.rows if row.rule is not None and row.rule.kind == _RATE})
    stem = page.with_name(f"{page.stem}_{reader.say(_NAME)}.docx")
    return {stem: form_document(form, band=_band(plan)), stem.with_suffix(".xlsx"): form_workbook(form)}


def outline_files(plan: Plan, page: Path, project: Project) -> dict[Path, bytes]:
    """Return the outline of the report that goes with the street's indicator system, by its place beside a page.

    Parameters
    ----------
    plan, page, project
        As :func:`form_files` takes them.
    """
    outline, reader = street_system(plan, project).outline, Language(plan.language)
    if outline is None:
        return {}
    title = reader.say(_TITLE.with_(project=plan.project))
    place = page.with_name(f"{page.stem}_{reader.say(_OUTLINE)}.docx")
    return {place: outline_document(outline, title=title, band=_band(plan))}


def _band(plan: Plan) -> str:
    return Language(plan.language).say(BAND) if plan.synthetic else ""
