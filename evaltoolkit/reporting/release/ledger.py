"""The private ledger of what was published of one street's year: by state of the data, in the order of publication.

It says what each state's papers show and names them; their digests and times stand in the list of published files alone
(:mod:`evaltoolkit.reporting.release.published_list`). Entries of earlier versions, which repeat these, are read as they
are. Every release asks it and writes it under a lock, before its files are written; so two releases at once cannot miss
each other, and what was written is never unknown. It stays in ``private/``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.states.data_state import DATA
from evaltoolkit.disclosure.states.earlier import EarlierReport, before
from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.language import Ours, text
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.file_lock import waiting_for
from evaltoolkit.reporting.release.plain import to_text
from evaltoolkit.reporting.release.publish import write_whole
from evaltoolkit.reporting.release.published_list import write_down_found
from evaltoolkit.reporting.release.published_results import published_parts, street_of

FOLDER, UNREAD = "published", "unread.json"
_NOTE, _IF_AGAIN = ".street.json", "if_again"
_UNFIT = re.compile(r"[^\w()（）-]+")


@dataclass(slots=True)
class Ledger:
    """What was published of one street's year.

    Parameters
    ----------
    path
        Its file.
    states
        Of the data, in the order of their first publication: what each is known by, what its papers show, which they
        are, and what was wrong in them, where a corrected paper takes their place.
    log
        What was withdrawn and superseded: when, which papers, and what was affirmed.
    last
        What last year's papers show of last year, where this year's say it again.
    plan
        Whose street and year these are, where it is known.
    """

    path: Path
    states: list[dict[str, Any]]
    log: list[dict[str, Any]]
    last: tuple[EarlierReport, ...] = ()
    plan: Plan | None = field(default=None, compare=False)

    @classmethod
    def read(cls, home: Path, plan: Plan) -> Ledger:
        """Return the ledger of the plan's street and year; an empty one where nothing was published.

        Raises
        ------
        FileError
            It cannot be read: nobody knows what was published.
        """
        path, last = (ledger_path(home, one) for one in (plan, year_before(plan)))
        before = cls._of(last).reports() if last.exists() else ()
        book = cls._of(path) if path.exists() else cls(path, [], [])
        return replace(book, last=tuple(_said_again(report) for report in before), plan=plan)

    @classmethod
    def _of(cls, path: Path) -> Ledger:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, list(content["states"]), list(content["log"]))
        except (OSError, ValueError, KeyError, TypeError):
            raise FileError(
                text(
                    "{file}: the list of what was published is damaged; restore it from a backup.",
                    file=Ours(f"private/{FOLDER}/{path.name}"),  # made of district and street, the titles of its papers
                ),
                ExitCode.FILE_BROKEN,
            ) from None

    def reports(self) -> tuple[EarlierReport, ...]:
        """Return what each state's papers show, in the order of their first publication."""
        return (*self.last, *(_report(state, part) for state in self.states for part in state["parts"]))

    def record(self, papers: EarlierReport, files: Iterable[str]) -> None:
        """Add what the papers of a state show, and which were published, by their places in the project."""
        state = next((one for one in self.states if papers.states & {*one["names"]}), None)
        if state is None:
            state = {"names": [], "parts": [], "papers": [], "corrected": None}
            self.states.append(state)
        # a workbook alone names what earlier versions published: other plans make other papers of it
        known_by = {name for name in papers.states if name.startswith(DATA)}
        state["names"] = sorted(known_by or {*state["names"], *papers.states})
        self._take_place(state)
        known = next((part for part in state["parts"] if not part["blur"]), None)
        if known is None:
            known = _part(EarlierReport())
            state["parts"].append(known)
        more = _part(papers)
        for name in ("counts", "figures", "company"):
            known[name] = sorted({**{_place(one): one for one in known.get(name, ())},
                                  **{_place(one): one for one in more[name]}}.values())  # fmt: skip
        known["grouping"] = known["grouping"] or more["grouping"]
        known["members"] = more["members"] or known.get("members", [])
        here = {file: _paper(file) for file in files}
        for one in self.states:
            one["papers"] = [_paper(file, replaced=file in here or mark) for file, mark in _papers(one)]
        state["papers"] = list(({paper["file"]: paper for paper in state["papers"]} | here).values())

    def supersede(self, lying: list[dict[str, Any]], earlier: list[dict[str, Any]], says: str) -> None:
        """Announce a correction of the papers of states, or if these are made again, by them of earlier ones."""
        names = sorted({name for state in lying for name in state["names"]})
        for state in lying:
            state["corrected"] = {"says": says.strip(), "on": today(), "by": []}
        for state in earlier:
            state["corrected"] = {"says": says.strip(), "on": today(), "by": names, _IF_AGAIN: True}

    def _take_place(self, state: dict[str, Any]) -> None:
        """Let the papers of a state take the place of those before it for which a correction was announced.

        Papers that lay where the wrong ones lie are corrected by these alone: one correction is one step.
        """
        for one in self.states[: self.states.index(state)]:
            corrected = one.get("corrected") or {}
            if corrected and not corrected["by"]:
                corrected["by"] = state["names"]
                for other in self._corrected_if_again(one):
                    other["corrected"] = None
        if before := self._corrected_if_again(state):
            state["corrected"] = None
            for other in before:
                del other["corrected"][_IF_AGAIN]

    def _corrected_if_again(self, state: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the states before a wrong one that it corrects if it is made again."""
        said = [(one, one.get("corrected") or {}) for one in self.states]
        return [one for one, corrected in said if corrected.get(_IF_AGAIN) and {*corrected["by"]} & {*state["names"]}]

    def save(self) -> None:
        """Write the ledger whole."""
        content = to_text({"states": self.states, "log": self.log})
        write_whole(self.path, content.encode("utf-8"), private=True)
        if self.plan is not None:
            _note(self.path, self.path.parents[2], self.plan)

    @contextmanager
    def saved(self) -> Iterator[None]:
        """Write the ledger whole; where the block fails, what stood there before stands there again."""
        before = self.path.read_bytes() if self.path.exists() else None
        self.save()
        try:
            yield
        except BaseException:
            if before is None:
                self.path.unlink(missing_ok=True)
            else:
                write_whole(self.path, before, private=True)
            raise


def _paper(file: str, *, replaced: bool = False) -> dict[str, Any]:
    """Return the entry of a paper; one whose place a paper of other data took lies there no longer."""
    return {"file": file, "replaced": True} if replaced else {"file": file}


def _papers(state: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    return ((paper["file"], paper.get("replaced", False)) for paper in state["papers"])


def _said_again(report: EarlierReport) -> EarlierReport:
    """Return what last year's papers show of the satisfaction beside which this year's stands."""
    shown = {cell.row: count for cell, count in report.counts.items() if cell.table == "satisfaction"}
    return EarlierReport({CountCell("satisfaction_change", row, "last_valid"): count for row, count in shown.items()})


def ledger_path(home: Path, plan: Plan) -> Path:
    """Return where the ledger of the plan's street and year lies.

    It is called after district and street; where one of them was corrected since, a note beside it says in which ledger
    the names of today and the street's code are known. Earlier versions called it after the street alone, of which
    there may be two in a province.
    """
    folder = home / "private" / FOLDER
    own = _path(folder, f"{plan.district} {plan.street}", plan.year)
    places = [own, _path(folder, plan.street, plan.year)]
    places += [folder / said["ledger"] for said in (_noted(path, plan) for path in note_paths(home, plan)) if said]
    return next((path for path in places if path.exists()), own)


def note_paths(home: Path, plan: Plan) -> tuple[Path, Path]:
    """Return where it may stand in which ledger a street is known: by its names and by its code."""
    folder = home / "private" / FOLDER
    by_names = _path(folder, f"{plan.district} {plan.street}", plan.year).with_suffix(_NOTE)
    return by_names, folder / f"{plan.key}{_NOTE}"


def year_before(plan: Plan) -> Plan:
    """Return the plan as one of the year before, to find its ledger."""
    return plan.model_copy(update={"year": plan.year - 1})


def _path(folder: Path, words: str, year: int) -> Path:
    name = "".join(words.split())
    mark = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    return folder / f"{_UNFIT.sub('_', name)[:40]}_{mark}_{year}.json"


def _noted(path: Path, plan: Plan) -> dict[str, str]:
    """Return what a note says; nothing where another street, in another district, had the same code."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        said = {name: Path(content[name]).name for name in ("ledger", "street", "district")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return said if plan.street == said["street"] or plan.district == said["district"] else {}


def _note(ledger: Path, home: Path, plan: Plan) -> None:
    said = {"ledger": ledger.name, "street": plan.street, "district": plan.district}
    for path in note_paths(home, plan):
        if not path.exists() or _noted(path, plan) not in ({}, said):
            write_whole(path, to_text(said).encode("utf-8"), private=True)


@contextmanager
def open_ledger(home: Path, plan: Plan) -> Iterator[Ledger]:
    """Hold the ledger of the plan's street and year while the block runs."""
    take_in(home, plan)
    path = ledger_path(home, plan)
    with waiting_for(path.with_suffix(".lock")):
        yield Ledger.read(home, plan)


def digest_of(earlier: tuple[EarlierReport, ...]) -> str:
    """Return the sha256 of what a paper was compared with."""
    content = to_text({"earlier": [[sorted(report.states), _part(report)] for report in earlier]})
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def to_entry(papers: EarlierReport, earlier: tuple[EarlierReport, ...]) -> dict[str, Any]:
    """Return what the ledger needs of the papers of a state, and what they were compared with."""
    return {"names": sorted(papers.states), "part": _part(papers), "asked": digest_of(earlier)}


def from_entry(entry: Mapping[str, Any]) -> tuple[EarlierReport, str]:
    """Return what :func:`to_entry` was given: the papers, and the digest of what they were compared with."""
    return _report(entry, entry["part"]), entry["asked"]


def is_current(ledger: Ledger, papers: EarlierReport, asked: str) -> bool:
    """Return whether nothing was published since that the papers would have to be compared with."""
    return digest_of(before(ledger.reports(), papers.states)) == asked


def take_in(home: Path, plan: Plan) -> None:
    """Enter what lies under ``reports/`` into the ledgers, once; what could not be read is tried again when asked for.

    Where the ledger of this street's year is gone, what lies there of it is entered again.

    Raises
    ------
    FileError
        A report of this street's year cannot be read: nothing can be compared with it.
    """
    folder = home / "private" / FOLDER
    unread = folder / UNREAD
    if (names := _unread(unread)) is not None:
        own = [home / name for name in names if Path(name).name == f"{plan.key}.results.json"]
        if not ledger_path(home, plan).exists():
            own = _in_order((home / "reports").glob(f"*/{plan.key}.results.json"))
        for path in (path for path in own if path.exists()):
            _enter(home, path)
        return
    with waiting_for(folder / "taken_in.lock"):
        if _unread(unread) is not None:
            return
        left = []
        for path in _in_order((home / "reports").glob("*/*.results.json")):
            try:
                _enter(home, path)
            except FileError:
                if path.name == f"{plan.key}.results.json":
                    raise
                left.append(path.relative_to(home).as_posix())
        write_whole(unread, to_text({"files": left}).encode("utf-8"), private=True)


def _unread(file: Path) -> list[str] | None:
    """Return what could not be read when what lay there was taken in; None where that is to be done, or done again."""
    try:
        names = json.loads(file.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return names if isinstance(names, list) and all(isinstance(name, str) for name in names) else None


def _in_order(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.as_posix()))


def _enter(home: Path, path: Path) -> None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        parts, (street, year) = tuple(published_parts(content)), street_of(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _unreadable(path) from None
    file = path.relative_to(home).as_posix()
    ledger_file = _path(home / "private" / FOLDER, street, year)
    with waiting_for(ledger_file.with_suffix(".lock")):
        book = Ledger._of(ledger_file) if ledger_file.exists() else Ledger(ledger_file, [], [])
        if any(paper["file"] == file for state in book.states for paper in state["papers"]):
            return
        digest = write_down_found(home, path)
        names = sorted(frozenset.union(*(part.states for part in parts)) or {digest})
        entered = [_part(part) for part in parts]
        state = next((one for one in book.states if {*one["names"]} & {*names}), None)
        if state is None:
            book.states.append({"names": names, "parts": entered, "papers": [{"file": file}], "corrected": None})
        else:
            state["parts"] += entered
            state["papers"].append({"file": file})
        book.save()


def _unreadable(path: Path) -> UserError:
    return FileError(
        text(
            "The earlier report {file} in reports/{run} cannot be read, so the new one cannot be compared with it. "
            "If it was never sent, delete it and run again.",
            file=path.name,
            run=path.parent.name,
        ),
        ExitCode.FILE_BROKEN,
    )


def today() -> str:
    """Return the day of an entry."""
    return datetime.now().astimezone().date().isoformat()


def _part(report: EarlierReport) -> dict[str, Any]:
    counts = sorted([cell.table, list(cell.row), cell.column, count] for cell, count in report.counts.items())
    figures = sorted([cell.table, list(cell.row), cell.column, *value] for cell, value in report.figures.items())
    company = sorted([cell.table, list(cell.row), cell.column] for cell in report.company)
    return {
        "counts": counts, "figures": figures, "company": company, "blur": report.blur, "grouping": report.grouping,
        "members": sorted([list(key), tags] for key, tags in report.members.items()),
    }  # fmt: skip


def _report(state: Mapping[str, Any], part: Mapping[str, Any]) -> EarlierReport:
    counts = {CountCell(*_place(one)): float(one[3]) for one in part["counts"]}
    figures = {CountCell(*_place(one)): (float(one[3]), float(one[4])) for one in part["figures"]}
    corrected = state.get("corrected") or {"says": "", "by": ()}
    return EarlierReport(
        counts, float(part["blur"]), frozenset(state["names"]), figures, part["grouping"], corrected["says"],
        frozenset(corrected["by"]), frozenset(CountCell(*_place(one)) for one in part.get("company", ())),
        {tuple(key): tags for key, tags in part.get("members", ())},
    )  # fmt: skip


def _place(entry: list[Any]) -> tuple[str, tuple[str, ...], str]:
    return entry[0], tuple(entry[1]), entry[2]
