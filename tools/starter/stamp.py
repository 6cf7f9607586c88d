"""What .venv was made from, so that the next start knows whether it can run at once."""

from __future__ import annotations

import hashlib
import json
import tomllib
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
        Where the environment lay when it was made or last set right: moved, it does not work.
    sources
        sha256 of the files that say what to install.
    extras
        Extras of the project that are installed, sorted.
    finished
        False while pip is at work: what a killed set-up leaves behind cannot be trusted.
    adding
        True while pip adds extras: what was there before serves on, whatever a kill leaves of the new.
    """

    python: str
    place: str
    sources: str
    extras: tuple[str, ...] = ()
    finished: bool = True
    adding: bool = False

    def serves(self, wanted: Stamp, *, sources: bool = True) -> bool:
        """Return whether this set-up has all that is wanted, whichever Python it was made with.

        Without `sources`, packages of earlier versions will do.
        """
        return (
            self.finished
            and self.place == wanted.place
            and (not sources or self.sources == wanted.sources)
            and set(self.extras) >= set(wanted.extras)
        )


def digest(project: Path) -> str:
    """Return the sha256 of the files that say what to install."""
    content = hashlib.sha256()
    for name in SOURCES:
        try:
            content.update(_told(project / name) + b"\0")
        except FileNotFoundError:
            raise SetupError(NO_PROJECT_FILES.format(name=name)) from None
    return content.hexdigest()


def _told(path: Path) -> bytes:
    """Return what a file says of what to install; the settings of linters in pyproject.toml are no part of that."""
    content = path.read_bytes()
    if path.suffix != ".toml":
        return content.replace(b"\r\n", b"\n")
    tables = tomllib.loads(content.decode("utf-8"))
    return json.dumps([tables.get(name) for name in ("build-system", "project")]).encode()


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
