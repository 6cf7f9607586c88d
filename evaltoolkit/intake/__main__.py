"""The intake process: ``python -m evaltoolkit.intake WORKBOOK --home PROJECT --year YEAR``.

It alone sees who the people are. It prints one line of JSON for the process that called it and ends with the exit
code.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.answer import Answer
from evaltoolkit.intake.files.project import Project


def main(arguments: list[str], before_writing: Callable[[], object] = lambda: None) -> int:
    """Take a workbook in and print the answer; `before_writing` is called as ``take_in`` does."""
    parser = argparse.ArgumentParser(prog="python -m evaltoolkit.intake")
    parser.add_argument("workbook", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--year", type=int, required=True)
    given = parser.parse_args(arguments)
    answer = _answer(given.workbook, Project(given.home.resolve()), given.year, before_writing)
    print(answer.to_json())
    return int(answer.exit_code)


def _answer(workbook: Path, project: Project, year: int, before_writing: Callable[[], object]) -> Answer:
    from evaltoolkit.intake.files.whole_files import refused
    from evaltoolkit.intake.reading.memory_limit import limited_memory
    from evaltoolkit.intake.take_in import take_in

    try:
        with limited_memory(workbook.name):
            return Answer(ExitCode.OK, take_in(workbook, project=project, year=year, before_writing=before_writing))
    except UserError as error:
        return Answer(error.exit_code, sentences=error.sentences)
    except OSError as error:  # a full disk or a folder that may not be written, wherever it was met
        return Answer((found := refused(error, Path(error.filename or "private"))).exit_code, sentences=found.sentences)


if __name__ == "__main__":
    gc.disable()  # for one workbook the search for garbage takes 8 % of the time and frees nothing
    sys.exit(main(sys.argv[1:]))
