"""Whether the environment that runs start.py, conda's or another, has all that is pinned: then none is made."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path


def serves(project: Path, extras: tuple[str, ...]) -> bool:
    """Return whether start.py runs in an active environment, not the project's own, that can run the project.

    It holds this very project, and every package that the project names is there in a version that constraints.txt
    pins. What those packages need themselves is left to whoever made the environment.
    """
    inside = sys.prefix != sys.base_prefix or (Path(sys.prefix) / "conda-meta").is_dir()
    if not inside or Path(sys.prefix) == project / ".venv":
        return False
    try:
        about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        names = [*about["dependencies"], *(name for extra in extras for name in about["optional-dependencies"][extra])]
        names = [_named_in(requirement) for requirement in names]
        pins = _pins((project / "constraints.txt").read_text(encoding="utf-8").splitlines())
        return _is_of(about["name"], project) and all(version(name) in pins[_plain(name)] for name in names)
    except (OSError, KeyError, PackageNotFoundError):
        return False


def _is_of(name: str, project: Path) -> bool:
    told = distribution(name).read_text("direct_url.json")
    return bool(told) and json.loads(told or "{}").get("url") == project.as_uri()


def _pins(lines: Iterable[str]) -> dict[str, set[str]]:
    """Return the versions pinned for each package, for whatever system and Python."""
    pins: dict[str, set[str]] = {}
    for line in lines:
        name, _, rest = line.partition("==")
        pins.setdefault(_plain(name), set()).add(rest.partition(";")[0].strip())
    return pins


def _named_in(requirement: str) -> str:
    """Return the package that a requirement names; which versions serve the pins say.

    Examples
    --------
    >>> _named_in("pandas>=3"), _named_in("types-PyYAML")
    ('pandas', 'types-PyYAML')
    """
    return re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]


def _plain(name: str) -> str:
    """Return a package's name as all its spellings have it.

    Examples
    --------
    >>> _plain("types_PyYAML")
    'types-pyyaml'
    """
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
