"""What became of one street in a batch."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.errors import ExitCode
from evaltoolkit.language import Text
from evaltoolkit.model.results import SheetRows


@dataclass(frozen=True, slots=True)
class StreetOutcome:
    """The end of one street's run, good or bad.

    Parameters
    ----------
    key
        Stem of its file names; the parameter file's own name where that file could not be read.
    street
        Name of the street, as far as it is known.
    page
        Name of the published page: the report, or the one-page notice that stands in its place; None for a report
        of the audience ``station``, which is not published.
    seconds
        Time it took.
    failure
        What the user can do, where there is no report.
    exit_code
        OK, or what a run of this street alone would have ended with.
    reason
        Why the report was made, or left as it is.
    notice
        What its notice says of the failure: what anybody may read.
    is_kept
        Whether the report of an earlier batch stands unchanged.
    is_aside
        Whether the page had to take a second name because another program holds its own open.
    kept_files
        Names of the files beside it that somebody has edited and that were left as they are.
    rows
        What became of the rows of each sheet, for what is said at the end of the batch.
    inputs, outputs
        sha256 of what the report was made from and of the files that it consists of, for the manifest.
    """

    key: str
    street: str
    page: str | None
    seconds: float
    failure: Text | None = None
    exit_code: ExitCode = ExitCode.OK
    reason: Text | None = None
    notice: Text | None = None
    is_kept: bool = False
    is_aside: bool = False
    kept_files: tuple[str, ...] = ()
    rows: tuple[SheetRows, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()

    @property
    def is_report(self) -> bool:
        """Return whether the street has its report."""
        return self.failure is None
