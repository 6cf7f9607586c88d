"""Two ways back from what was published: withdraw what was never sent, or let a corrected paper take its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import listed, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.gate import Roster, require_clean_words
from evaltoolkit.reporting.release.kept import ENDINGS, is_ours, written_before
from evaltoolkit.reporting.release.ledger import Ledger, open_ledger, today
from evaltoolkit.reporting.release.page_name import INDEX, tables_in
from evaltoolkit.reporting.release.publish import second_name
from evaltoolkit.reporting.release.published_list import strike
from evaltoolkit.reporting.release.station_roster import own_words, station_roster


def withdraw(home: Path, plan: Plan, run: str, says: str) -> tuple[str, ...]:
    """Delete the papers of a run that were never sent and strike them from the ledger.

    Papers of other data that lay in their places before may have been sent: they stay in the ledger. Where none lies
    in the run any more, those are struck that lay there last.

    Parameters
    ----------
    home, plan
        The project folder; the plan names street and year.
    run
        Folder under ``reports/``.
    says
        What whoever withdraws them affirms; kept in the ledger.

    Returns
    -------
    tuple of str
        The papers, by their places in the project, and the run's index and workbook of streets, which told of them.

    Raises
    ------
    UserError
        Nothing of this street was published in that run, nothing is affirmed or somebody is named in it, or a paper
        cannot be deleted: then all is as it was.
    """
    _require_plain(home, plan, says)
    with open_ledger(home, plan) as ledger:
        _of_run(ledger, run, says)
        struck = _last_in(ledger, run)
        files = tuple(file for file, _ in struck)
        others = {paper["file"] for number, state in enumerate(ledger.states) for paper in state["papers"]
                  if (paper["file"], number) not in struck}  # fmt: skip
        for number, state in enumerate(ledger.states):
            state["papers"] = [paper for paper in state["papers"] if (paper["file"], number) not in struck]
        ledger.states = [state for state in ledger.states if state["papers"]]
        _log(ledger, "withdrawn", files, says)
        paths = [path for file in files for path in (home / file, second_name(home / file))]
        ours = written_before(home, run)
        paths = [path for path in paths if path.suffix not in ENDINGS or is_ours(path, ours)]  # what was edited is hers
        # what was struck may stand in no other file of the run; a batch writes them anew
        of_all = [
            path for path in (*tables_in(home / "reports" / run), home / "reports" / run / INDEX) if path.exists()
        ]
        paths += of_all
        with _set_aside(paths, home / "private"), ledger.saved():
            strike(home, (path.relative_to(home).as_posix() for path in paths), others)
    return (*files, *(path.relative_to(home).as_posix() for path in of_all))


def supersede(home: Path, plan: Plan, run: str, says: str) -> tuple[str, ...]:
    """Let the next papers of other data take the place of a run's, as a correction; parameters as in :func:`withdraw`.

    Notes
    -----
    Wrong are the papers that lie there now; where the next papers are of the same data as these, wrong are those whose
    places they took. What the wrong and the corrected papers tell together is then withheld from nobody who has both:
    the office accepts that risk, and the ledger says when and for what. Later states are compared with both.
    """
    _require_plain(home, plan, says)
    with open_ledger(home, plan) as ledger:
        _of_run(ledger, run, says)
        last = _newest(ledger, _last_in(ledger, run), run)
        files = tuple(file for file, _ in last)
        lying = [ledger.states[number] for number in dict.fromkeys(number for _, number in last)]
        earlier = [state for state in ledger.states if state not in lying and _files(state) & {*files}]
        ledger.supersede(lying, earlier, says)
        _log(ledger, "superseded", files, says)
        ledger.save()
    return files


def costs_of(content: dict[str, Any]) -> int:
    """Return how many figures a published results file withholds because of what was published before."""
    return sum(len(entry["columns"]) for entry in content["withheld"] if entry["reason"] == "changed")


def runs_before(home: Path, plan: Plan, run: str) -> tuple[str, ...]:
    """Return the runs that published other states of the street's data, without `run`."""
    papers = (paper for state in Ledger.read(home, plan).states for paper in state["papers"])
    return tuple(dict.fromkeys(name for name in (_run(paper) for paper in papers) if name != run))


def is_known(home: Path, plan: Plan, run: str) -> bool:
    """Return whether papers of the street's year stand in the ledger that lie, or once lay, in a run."""
    return any(_run(paper) == run for state in Ledger.read(home, plan).states for paper in state["papers"])


def _last_in(ledger: Ledger, run: str) -> tuple[tuple[str, int], ...]:
    """Return the papers that lie in a run, each with the number of its state; where none does, those that lay last."""
    papers = [
        (paper, number) for number, state in enumerate(ledger.states) for paper in state["papers"] if _run(paper) == run
    ]
    # earlier versions did not say whose place a later state's paper took
    lying = {paper["file"]: number for paper, number in papers if not paper.get("replaced")}
    last = max(number for _, number in papers)
    return tuple(lying.items()) or tuple((paper["file"], number) for paper, number in papers if number == last)


def _require_plain(home: Path, plan: Plan, says: str) -> None:
    """Refuse to keep, for the next paper to print, words that name a person of the workbook or hold a number of one."""
    try:
        roster = station_roster(plan, home)
    except UserError:  # the workbook is gone or was changed: numbers and addresses are searched for all the same
        roster = Roster(words=own_words(plan))
    require_clean_words(says, roster)


def _newest(ledger: Ledger, last: tuple[tuple[str, int], ...], run: str) -> tuple[tuple[str, int], ...]:
    """Return, of papers that lie in a run, those of states of which none was replaced there: they came last."""
    replaced = {
        number for number, state in enumerate(ledger.states) for paper in state["papers"]
        if _run(paper) == run and paper.get("replaced")
    }  # fmt: skip
    return tuple(one for one in last if one[1] not in replaced) or last


def _files(state: dict[str, Any]) -> set[str]:
    return {paper["file"] for paper in state["papers"]}


def _of_run(ledger: Ledger, run: str, says: str) -> tuple[str, ...]:
    if not says.strip():
        raise UserError(text("Say with --says what you affirm; it is kept with the date."), ExitCode.USAGE)
    papers = [paper for state in ledger.states for paper in state["papers"]]
    files = tuple(dict.fromkeys(paper["file"] for paper in papers if _run(paper) == run))
    if not files:
        runs = listed(dict.fromkeys(_run(paper) for paper in papers)) or "—"
        raise UserError(
            text("Nothing of this street's year was published in the run {run}; runs: {runs}.", run=run, runs=runs),
            ExitCode.USAGE,
        )
    return files


def _run(paper: dict[str, Any]) -> str:
    return Path(paper["file"]).parent.name


def _log(ledger: Ledger, what: str, files: tuple[str, ...], says: str) -> None:
    ledger.log.append({"on": today(), "what": what, "files": list(files), "says": says.strip()})


@contextmanager
def _set_aside(paths: Iterable[Path], private: Path) -> Iterator[None]:
    """Take files away while the block runs: they are gone when it ends, and in their places again where it fails."""
    with TemporaryDirectory(prefix=".withdrawn-", dir=private) as folder:
        moved: dict[Path, Path] = {}
        try:
            for path in filter(Path.exists, paths):
                try:
                    moved[path] = Path(shutil.move(path, Path(folder, str(len(moved)))))
                except OSError:
                    raise _held_open(path) from None
            yield
        except BaseException:
            for path, kept in moved.items():
                shutil.move(kept, path)
            raise


def _held_open(path: Path) -> UserError:
    return UserError(
        text(
            "{file} cannot be deleted: another program has it open, or it is write-protected. Nothing was withdrawn; "
            "close it and run again.",
            file=path.name,
        ),
        ExitCode.TARGET_BUSY,
    )
