"""The last choice of each page, kept in ``private/`` so that opening it again goes on where one was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaltoolkit.errors import UserError
from evaltoolkit.explore.analysis import RUN
from evaltoolkit.intake.files.project import Project
from evaltoolkit.reporting.release.publish import write_whole

Choices = Mapping[str, str | int]
LAB_VARIABLE = "EVALTOOLKIT_LAB"
"""Set for the kernels of JupyterLab as the command opens it."""
_NAME = "choices.json"


def remembered(project: Project, page: str) -> dict[str, str | int]:
    """Return the last choice made on a page; empty where there is none that can be read.

    Only JupyterLab as the command opens it goes on where one was: a notebook that is run for a page of its own shows
    what its parameters say, whoever looked at what the day before.
    """
    if not os.environ.get(LAB_VARIABLE):
        return {}
    found = _all(_file(project)).get(page)
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str | int)}


def remember(project: Project, page: str, choices: Choices) -> bool:
    """Keep a page's choice and return whether that was done: a full disk must not stop anyone from looking."""
    if not os.environ.get(LAB_VARIABLE):
        return False
    file = _file(project)
    known = _all(file)
    if known.get(page) == dict(choices):
        return True
    content = json.dumps({**known, page: dict(choices)}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_whole(file, content.encode("utf-8"), private=True)
    except UserError:
        return False
    return True


def _file(project: Project) -> Path:
    return project.private / RUN / _NAME


def _all(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
