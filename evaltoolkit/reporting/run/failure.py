"""Put into one sentence why a notebook did not come to its end."""

from __future__ import annotations

import re

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from evaltoolkit.errors import ExitCode, KernelStartError, RunError, UserError
from evaltoolkit.language import DEFAULT_LANGUAGE, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.reporting.run.own_words import first_line, heading_told, kind_told, sentence_told

_EXIT_CODE_LINE = re.compile(r"\[([A-Z_]+)\]")
_OWN_LINES = 3  # as evaltoolkit.errors.UserError says itself: in Chinese, in English, its exit code

_KINDS: dict[str, Text] = texts("reporting", "errors_of_python")
_UNEXPECTED = text("unexpected error")


def failure_of(
    error: BaseException, cells: list[NotebookNode], position: int, *, language: str, is_own: bool = False
) -> UserError:
    """Return the error to show for what stopped a notebook.

    Parameters
    ----------
    error
        What papermill or nbclient raised.
    cells
        The notebook's cells as executed.
    position
        Index of the cell that was running.
    language
        Language in which the kernel's own sentence is taken over.
    is_own
        The notebook is one of the user's own: the cell is named by its number, since its headings need not be of it.

    Returns
    -------
    UserError
        The kernel's own UserError where it raised one, with its sentence and exit code; a KernelStartError where there
        was no kernel; else a RunError that names the question the cell answers and the kind of error, never a value.
        What of this is not the toolkit's own is for the screen alone.
    """
    cell = text("cell {place} of the notebook", place=position + 1) if is_own else None
    question = cell or question_of(cells, position)
    if isinstance(error, PapermillExecutionError):
        return _own_words(error, question, language) or _exception(error.ename, question)
    if isinstance(error, CellTimeoutError):
        return RunError(
            text(
                "The part “{question}” took longer than allowed and was stopped. "
                "Run this street alone with a longer time limit, or look for unusually large tables.",
                question=question,
            )
        )
    if isinstance(error, DeadKernelError):
        return RunError(
            text(
                "The computing process ended by itself at the part “{question}”, most often for lack of memory. "
                "Close other programs and run this street again.",
                question=question,
            )
        )
    return KernelStartError(
        text("The computing process did not start. Run it again; if it fails again, restart the machine.")
    )


def question_of(cells: list[NotebookNode], position: int) -> str:
    """Return the first line of the prose that stands before the cell at `position`, without its markup."""
    before = (first_line(cell.source) for cell in reversed(cells[: position + 1]) if cell.cell_type == "markdown")
    return heading_told(next(filter(None, before), ""), position + 1)


def _own_words(error: PapermillExecutionError, question: str | Text, language: str) -> UserError | None:
    lines = list(error.traceback)
    code = _EXIT_CODE_LINE.fullmatch(lines[-1]) if len(lines) == _OWN_LINES else None
    if code is None or code[1] not in ExitCode.__members__:
        return None
    said = sentence_told(lines[0 if language == DEFAULT_LANGUAGE else 1], question)
    of_cell = text("{cell}: {said}", cell=question, said=said)
    return UserError(of_cell if isinstance(question, Text) else Text("{said}", (("said", said),)), ExitCode[code[1]])


def _exception(name: str, question: str | Text) -> RunError:
    return RunError(
        text(
            "The part “{question}” stopped with an error: {kind} ({name}). "
            "The notebook of the failed run, beside the private results, shows where.",
            question=question,
            kind=_KINDS.get(name, _UNEXPECTED),
            name=kind_told(name),
        )
    )
