"""What .venv was made from, so that the next start knows whether it can run at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from starter.trouble import NO_PROJECT_FILES, SetupError

NAME = "evaltoolkit-stamp.json"
SOURCES = ("pyproject.toml", "constraints.txt", "locked/run.txt", "locked/all.txt")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One set-up of the project.

    Parameters
    ----------
    python
        Version of the environment's Python, such as ``3.12``.
    place
        Folder of the project: an environment does not survive being moved.
    sources
        sha256 of the files that say what to install.
    extras
        Extras of the project that are installed, sorted.
    finished
        False while pip is at work: what a killed set-up leaves behind cannot be trusted.
    """

    python: str
    place: str
    sources: str
    extras: tuple[str, ...] = ()
    finished: bool = True

    def serves(self, wanted: Stamp) -> bool:
        """Return whether this set-up has all that is wanted, whichever Python it was made with."""
        return (
            self.finished
            and self.place == wanted.place
            and self.sources == wanted.sources
            and set(self.extras) >= set(wanted.extras)
        )


def digest(project: Path) -> str:
    """Return the sha256 of the files that say what to install."""
    content = hashlib.sha256()
    for name in SOURCES:
        try:
            content.update((project / name).read_bytes() + b"\0")
        except FileNotFoundError:
            raise SetupError(NO_PROJECT_FILES.format(name=name)) from None
    return content.hexdigest()


def read(venv: Path) -> Stamp | None:
    """Return the stamp of an environment, or None where it has none that can be read."""
    try:
        fields = json.loads((venv / NAME).read_text(encoding="utf-8"))
        return Stamp(**{**fields, "extras": tuple(fields["extras"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(venv: Path, stamp: Stamp | None) -> None:
    """Set the stamp of an environment; None takes it away."""
    path = venv / NAME
    if stamp is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(json.dumps(asdict(stamp), ensure_ascii=False, indent=1), encoding="utf-8")
