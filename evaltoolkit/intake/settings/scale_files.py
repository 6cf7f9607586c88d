"""The scales of a project: those that the package ships and those that stand in its own files."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.errors import RegistryError
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.language import text


def project_scales(project: Project) -> Registry:
    """Return every scale that the package ships or the project adds."""
    return build_registry({path.name: _words(path) for path in yaml_files(project.parameters / "scales")})


def _words(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise RegistryError(
            text("Scale file {file} cannot be read as text in UTF-8; save it again so.", file=path.name)
        ) from None
