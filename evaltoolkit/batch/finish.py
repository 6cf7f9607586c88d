"""Put a run together once its streets are done: the index beside the reports, and the table on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import Language, Text, public, text
from evaltoolkit.reporting.handing.said import kept_words
from evaltoolkit.reporting.release.gate import joined
from evaltoolkit.reporting.release.page_name import Identity, identities
from evaltoolkit.reporting.run.index import write_index
from evaltoolkit.reporting.run.index_entry import IndexEntry, read_entry
from evaltoolkit.reporting.run.notice import roster_of_plan
from evaltoolkit.reporting.run.street_table import write_street_table

STATION = "station"
_LINES_OF_A_FAILURE = 3  # 本工具规则: the notice has them all
_PLAIN_WIDTH = 140


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """What a batch left behind.

    Parameters
    ----------
    outcomes
        Every street's, in the order of their keys.
    entries
        Their lines in the index, in the same order.
    index
        The page that lists them.
    """

    outcomes: tuple[StreetOutcome, ...]
    entries: tuple[IndexEntry, ...]
    index: Path

    @property
    def failed(self) -> tuple[StreetOutcome, ...]:
        """Return the streets without a report."""
        return tuple(outcome for outcome in self.outcomes if not outcome.is_report)

    @property
    def exit_code(self) -> ExitCode:
        """Return what the command ends with."""
        return ExitCode.SOME_STREETS_FAILED if self.failed else ExitCode.OK


def finish_run(
    outcomes: Iterable[StreetOutcome],
    *,
    run: str,
    home: Path,
    audience: str | None = None,
    plans: Iterable[Path] = (),
) -> FinishedRun:
    """Write the index of a run and its workbook of points over what became of its streets, and return both.

    The stations' own versions have no index; their folder stands for it. It is searched for everyone whom the workbooks
    of `plans` name where a street has no report: what it says of a report stands in that, which was searched.
    """
    ended = tuple(outcomes)
    known, folder = identities(home / "private" / run), home / "reports" / run
    entries = tuple(_of(_entry(outcome, folder), known) for outcome in ended)
    if audience == STATION:
        return FinishedRun(ended, entries, home / "private" / run)
    failed = any(entry.failure is not None for entry in entries)
    people = joined(roster_of_plan(plan, home) for plan in plans if failed)
    table = write_street_table(entries, folder, roster=people)
    name = "" if table is None else table.name
    return FinishedRun(ended, entries, write_index(entries, run=run, home=home, roster=people, table=name))


def show_summary(finished: FinishedRun, language: Language) -> None:
    """Print a row for each street, then what has to be put right for those without a report."""
    is_terminal = sys.stdout.isatty()
    console = Console(
        file=sys.stdout, width=None if is_terminal else _PLAIN_WIDTH, legacy_windows=False, markup=False, emoji=False,
        highlight=False,
    )  # fmt: skip
    console.print(_table(finished, language))
    for outcome in finished.outcomes:
        if outcome.is_aside and outcome.page is not None:
            console.print(language.say(_aside(outcome.street, outcome.page)), soft_wrap=True)
        for name in outcome.kept_files:
            console.print(language.say(kept_words(name)), soft_wrap=True)
    for outcome in finished.failed:
        for line in _reasons(outcome, language):
            console.print(line, soft_wrap=True)


def _entry(outcome: StreetOutcome, folder: Path) -> IndexEntry:
    if outcome.failure is not None or outcome.page is None:
        failure = outcome.notice or outcome.failure
        return IndexEntry(outcome.key, outcome.street, outcome.page, failure=failure and public(failure))
    return read_entry(folder / f"{outcome.key}.results.json", page=outcome.page)


def _of(entry: IndexEntry, known: Mapping[str, Identity]) -> IndexEntry:
    who = known.get(entry.key)
    return entry if who is None else replace(entry, district=who.district, year=who.year)


def _table(finished: FinishedRun, language: Language) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(language.say(text("Street")), no_wrap=True)
    table.add_column(language.say(text("Total")), justify="right")
    table.add_column(language.say(text("Time")), justify="right")
    table.add_column(language.say(text("File")), overflow="fold")
    table.add_column(language.say(text("Why")), overflow="fold")
    for outcome, entry in zip(finished.outcomes, finished.entries, strict=True):
        took = text("kept") if outcome.is_kept else text("{seconds:.1f} s", seconds=outcome.seconds)
        why = "" if outcome.reason is None else language.say(outcome.reason)
        table.add_row(outcome.street, language.say(entry.total), language.say(took), outcome.page or "", why)
    return table


def _aside(street: str, page: str) -> Text:
    return text(
        "{street}: the earlier file is open in another program, so the new report is called {page}. Close the earlier "
        "one and give the same command again, and the report gets its own name.",
        street=street,
        page=page,
    )


def _reasons(outcome: StreetOutcome, language: Language) -> list[str]:
    said = [] if outcome.failure is None else language.say(outcome.failure).splitlines()
    lines = [f"  {line}" for line in said[:_LINES_OF_A_FAILURE]]
    more = len(said) - len(lines)
    if more:
        lines.append("  " + language.say(text("and {more} more, all in the notice", more=more)))
    return [f"{outcome.street} ({outcome.key})", *lines]
