"""The files of the pages' template."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

FOLDER = Path(str(files("evaltoolkit.reporting.page") / "template"))


@cache
def file_text(name: str) -> str:
    """Return what a file of the template says."""
    return (FOLDER / name).read_text(encoding="utf-8").strip()


@cache
def template(name: str) -> Template:
    """Return a page's template; what is put in is escaped."""
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True).get_template(name)
