"""What a report was made from: sha256 of every input, and the versions that made it."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from evaltoolkit.intake.files.project import find_project
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Provenance
from evaltoolkit.reporting.release.plain import to_text

DISTRIBUTION = "social-evaltoolkit"
"""What the package is installed as: the plain name is taken on the index."""

PACKAGES = ("matplotlib", "nbconvert", "numpy", "pandas", "papermill", "scipy")
"""Packages whose version can change a figure or the page."""


def provenance(
    plan: Plan, *, workbook: str = "", notebook: Path | str | None = None, policy: Path | None = None
) -> Provenance:
    """Return what the results of a street's year are made from.

    Parameters
    ----------
    plan
        Its parameters are hashed as canonical JSON, so that a comment in the file changes nothing.
    workbook
        sha256 of the workbook, as intake gives it; empty where the plan names no data.
    notebook
        The notebook's file, where it is known; a relative path starts at the project.
    policy
        The audience policy's file; the office's own by default, or the one in the package where it has none.

    Returns
    -------
    Provenance
        Inputs in the order workbook, parameters, notebook, policy; those that there are.
    """
    inputs = {
        "workbook": workbook,
        "parameters": parameters_digest(plan),
        "notebook": "" if notebook is None else sha256_of(find_project().root / notebook),
        "policy": _policy() if policy is None else sha256_of(policy),
    }
    return Provenance(tuple((name, digest) for name, digest in inputs.items() if digest), versions())


def parameters_digest(plan: Plan) -> str:
    """Return the sha256 of what a plan says, as canonical JSON: comments do not count.

    Nor does where the data lie: their own sha256 says which they are, in a workbook or in a city's data file.
    """
    said = {name: value for name, value in plan.parameters().items() if name != "data"}
    return hashlib.sha256(to_text(said).encode("utf-8")).hexdigest()


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return the version of Python and of every package that can change a figure."""
    own = (("python", platform.python_version()), ("evaltoolkit", version(DISTRIBUTION)))
    return (*own, *((name, version(name)) for name in PACKAGES))


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _policy() -> str:
    own = find_project().parameters / "policy.yaml"
    if own.exists():
        return sha256_of(own)
    return hashlib.sha256((files("evaltoolkit.disclosure") / "policy.yaml").read_bytes()).hexdigest()
