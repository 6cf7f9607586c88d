"""For whom the run is that this process works for: its command says so in the environment, JupyterLab says nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Ours, text

READER_VARIABLE = "EVALTOOLKIT_AUDIENCE"
_BY_SIGHT = tuple(Audience)
"""Who sees most comes first."""


@contextmanager
def run_for(audience: str | None) -> Iterator[None]:
    """Let the processes that begin in this context know for whom the run is; None is for nobody in particular."""
    before = os.environ.pop(READER_VARIABLE, None)
    if audience is not None:
        os.environ[READER_VARIABLE] = Audience(audience).value
    try:
        yield
    finally:
        os.environ.pop(READER_VARIABLE, None)
        if before is not None:
            os.environ[READER_VARIABLE] = before


def reader_of_run() -> Audience | None:
    """Return for whom the run is; None where no run is on."""
    said = os.environ.get(READER_VARIABLE)
    return Audience(said) if said else None


def require_within_run(audience: Audience) -> None:
    """Refuse what its readers may see and those of the run may not; where no run is on nothing is refused.

    Raises
    ------
    UserError
        `audience` sees more than the run's; exit code RUN_FAILED.
    """
    reader = reader_of_run()
    if reader is not None and _BY_SIGHT.index(audience) < _BY_SIGHT.index(reader):
        raise UserError(
            text(
                "A cell of the notebook asks for the figures of the {asked}, but the run makes the {made}, whose "
                "readers may see less; nothing is published. Write plan.audience there, or run with --audience {name}.",
                asked=AUDIENCE_NAMES[audience], made=AUDIENCE_NAMES[reader], name=Ours(audience.value),
            ),
            ExitCode.RUN_FAILED,
        )  # fmt: skip
