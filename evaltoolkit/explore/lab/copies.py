"""Copies of the notebooks to work in, inside ``private/``: what is shown in them is the station's own.

The notebooks of the project stay as they came, without outputs; a copy keeps its results, also those of the station's
version, where nobody passes them on by mistake.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from evaltoolkit.intake.files.project import Project, private_folder
from evaltoolkit.language import DEFAULT_LANGUAGE, Language
from evaltoolkit.reporting.release.publish import write_whole

FOLDER = "lab"
_SHIPPED = ".shipped.json"
Digests = dict[str, str]


def copy_notebooks(project: Project, language: Language) -> Digests:
    """Bring the copies up to date and return the digest of each notebook's code as it came.

    Parameters
    ----------
    project
        Its ``notebooks/`` are copied to ``private/lab/``.
    language
        The reader's: prose and pages of the copies are in it.

    Returns
    -------
    dict of str to str
        By file name. A copy whose code somebody changed stays as it is; to get the notebook as it came, delete it.
    """
    folder = working_folder(project)
    before = _shipped(folder)
    now: Digests = {}
    for source in sorted((project.root / "notebooks").glob("*.ipynb")):
        content = _spoken(source.read_bytes(), language)
        now[source.name] = code_digest(json.loads(content))
        if _is_to_be_written(folder / source.name, content, before.get(source.name)):
            write_whole(folder / source.name, content, private=True)
    write_whole(folder / _SHIPPED, json.dumps(now, indent=1).encode("utf-8"), private=True)
    return now


def _spoken(content: bytes, language: Language) -> bytes:
    """Return a notebook in the reader's language; it comes in the toolkit's own, and its code names that once."""
    if language.code == DEFAULT_LANGUAGE:
        return content
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        words = "".join(cell["source"])
        cell["source"] = (
            language.prose(words)
            if cell["cell_type"] == "markdown"
            else words.replace("Language()", f'Language("{language.code}")').replace(
                f'language = "{DEFAULT_LANGUAGE}"', f'language = "{language.code}"'
            )
        )
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8")


def working_folder(project: Project) -> Path:
    """Return the folder of the copies, made where it is missing."""
    return private_folder(project.private / FOLDER)


def code_digest(notebook: dict[str, Any]) -> str:
    """Return the sha256 of a notebook's code cells; the browser computes the same from what it has opened.

    Examples
    --------
    >>> code_digest({"cells": [{"cell_type": "code", "source": ["a = 1"]}]})[:8]
    'b5bc1ffd'
    """
    cells = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    return hashlib.sha256("\0".join(cells).encode("utf-8")).hexdigest()


def _is_to_be_written(copy: Path, content: bytes, before: str | None) -> bool:
    if not copy.is_file():
        return True
    try:
        kept = json.loads(copy.read_bytes())
        digest, prose = code_digest(kept), _prose(kept)
    except (ValueError, KeyError, TypeError):
        return False
    came = json.loads(content)
    is_untouched = digest in (before, code_digest(came))
    return is_untouched and (digest, prose) != (code_digest(came), _prose(came))


def _prose(notebook: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the words of each cell of prose with its pictures."""
    cells = (cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return [("".join(cell["source"]), cell.get("attachments", {})) for cell in cells]


def _shipped(folder: Path) -> Digests:
    try:
        content = json.loads((folder / _SHIPPED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in content.items()} if isinstance(content, dict) else {}
