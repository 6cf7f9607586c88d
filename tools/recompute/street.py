"""Recompute one street from its parameter file and its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from recompute.coverage import coverage, read_categories
from recompute.figures import Figures
from recompute.outcomes import outcomes
from recompute.pairs import pairs_of
from recompute.satisfaction import satisfaction
from recompute.scales import read_scales
from recompute.score import score
from recompute.services import services
from recompute.workbook import read_workbook

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "evaltoolkit"


def read_plan(path: Path) -> dict[str, Any]:
    """Return the content of a parameter file."""
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8-sig"))
    return content


def recompute_street(plan: dict[str, Any], home: Path) -> list[Figures]:
    """Return the recomputed figures of a street, part by part.

    Parameters
    ----------
    plan
        The content of its parameter file.
    home
        The project folder, in which the workbook and a street's own scales and indicator systems lie.
    """
    return list(_parts(plan, home))


def _parts(plan: dict[str, Any], home: Path) -> Iterator[Figures]:
    sheets = read_workbook(None if plan.get("data") is None else home / plan["data"])
    scales = read_scales(SHIPPED / "instruments" / "scales", home / "parameters" / "scales")
    yield from outcomes(pairs_of(sheets, scales), scales)
    yield from services(sheets, plan["year"])
    yield from satisfaction(sheets, plan["year"])
    yield from coverage(sheets, plan["year"], read_categories(SHIPPED / "model" / "categories.yaml"))
    yield from score(plan, _system(plan["indicator_system"], home), sheets)


def _system(name: str, home: Path) -> dict[str, Any]:
    places = (home / "parameters" / "indicators", SHIPPED / "scoring" / "systems")
    files = [file for place in places for file in sorted(place.glob("*.yaml"))]
    systems = [read_plan(file) for file in files]
    return next(system for system in systems if system["id"] == name)
