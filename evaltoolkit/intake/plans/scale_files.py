"""The scales of a project: those that the package ships and those that stand in its own files."""

from __future__ import annotations

from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.settings.read import own_name, read_file


def project_scales(project: Project) -> Registry:
    """Return every scale that the package ships or the project adds."""
    own = yaml_files(project.parameters / "scales")
    return build_registry({own_name(path): read_file(path, repeats=True) for path in own})
