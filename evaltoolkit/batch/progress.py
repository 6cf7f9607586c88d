"""Show how far a batch is: a bar with the time to go on a terminal, a line for each street elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.language import Language, text

_REMEMBERED = 900.0  # seconds of past streets that the time to go is estimated from; one street may take a minute


@contextmanager
def show_progress(total: int, language: Language) -> Iterator[Callable[[StreetOutcome], None]]:
    """Yield what to call as each street ends; the bar, if there is one, stands until the block is left.

    Parameters
    ----------
    total
        How many streets there are.
    language
        The reader's.
    """
    console = Console(file=sys.stdout, safe_box=True, legacy_windows=False)
    if not console.is_terminal:
        yield _line_by_line(total, language)
        return
    label, to_go = TextColumn("{task.description}"), TextColumn(language.say(text("still to go")))
    columns = (label, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), to_go, TimeRemainingColumn())
    with Progress(*columns, console=console, speed_estimate_period=_REMEMBERED) as bar:
        task = bar.add_task(language.say(text("Making reports")), total=total)

        def advance(outcome: StreetOutcome) -> None:
            bar.console.print(_line(outcome, language), markup=False, highlight=False)
            bar.advance(task)

        yield advance


def _line_by_line(total: int, language: Language) -> Callable[[StreetOutcome], None]:
    done = 0

    def advance(outcome: StreetOutcome) -> None:
        nonlocal done
        done += 1
        print(f"[{done}/{total}] {_line(outcome, language)}", flush=True)

    return advance


def _line(outcome: StreetOutcome, language: Language) -> str:
    if outcome.is_kept:
        return language.say(text("{street}: nothing changed, kept as it is", street=outcome.street))
    if outcome.is_report:
        return language.say(text("{street}: done in {seconds:.1f} s", street=outcome.street, seconds=outcome.seconds))
    return language.say(text("{street}: no report, a notice says why", street=outcome.street))
