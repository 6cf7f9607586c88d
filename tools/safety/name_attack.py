"""Name people at every place and in every spelling, and count where they can still be read in what is published."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year
from safety.leak import RUN, make_home, texts_of
from safety.named_workbook import Book, needed, plant, read_book, write_book
from safety.names import Measured
from safety.published import PLACES
from safety.spelled import SPELLINGS, Named, people, seen

YEAR = 2023


_UNWRITTEN = re.compile("[\uac00-\ud7a3]")  # the font of a PDF has boxes for Korean signs


def missed_by_gate(seed: int) -> Measured:
    """Return how often the search of a finished file does not find a name, over spellings, kinds and places."""
    tried = [(kind, place, way) for kind, places in PLACES.items() for place in places for way in SPELLINGS]
    wrong = []
    for (kind, place, way), who in zip(tried, people(len(tried), seed), strict=True):
        words = SPELLINGS[way](who)
        if kind == ".pdf" and _UNWRITTEN.search(words):
            continue
        if kind == "the name" and ("\n" in words or "/" in words):
            words = words.replace("\r", "").replace("\n", " ")  # no file has such a name
        if not PLACES[kind][place](words, Roster(frozenset({who.plain}))):
            wrong.append(f"{kind} {place} {way} {who.plain}")
    return Measured(len(tried), len(wrong), tuple(wrong))


@dataclass(frozen=True, slots=True)
class Street:
    """A made street whose workbook names people everywhere: its project, parameter file and who was planted."""

    home: Path
    plan: Path
    planted: Mapping[Named, tuple[str, str]]
    book: Book


def named_street(folder: Path, seed: int) -> Street:
    """Return a street with one person for every spelling at every place."""
    home, streets = make_home(folder), known_streets()
    for name in ("group_summary", "project_view"):
        shutil.copy(Path(__file__).parents[2] / "notebooks" / f"{name}.ipynb", home / "notebooks")
    made = make_year(streets[seed % len(streets)], YEAR, seed)
    data = home / "data" / "street.xlsx"
    data.parent.mkdir()
    write_workbook(made.tables, data)
    book = read_book(data)
    planted = plant(book, people(needed(), seed)).people
    write_book(book, data)
    plan = home / "parameters" / "streets" / "street.yaml"
    plan.write_text(plan_yaml(made, "data/street.xlsx"), encoding="utf-8", newline="\n")
    return Street(home, plan, planted, book)


def missed_in_store(street: Street) -> Measured:
    """Take the workbook in and return who can be read in the tables that a kernel gets."""
    project = Project(street.home)
    key = take_in(street.home / "data" / "street.xlsx", project=project, year=YEAR)
    tables = read_store(project.tables / key).tables.values()
    cells = (str(cell) for table in tables for name in table for cell in table[name].dropna())
    found = [f"{who.plain} {street.planted[who]}" for who in seen("\n\0".join(cells), street.planted)]
    return Measured(len(street.planted), len(found), tuple(found))


def _shifted(book: Book, who: Named) -> None:  # noqa: ARG001
    book.sheets["测量"] = [[None, *row] for row in book.sheets["测量"]]
    rows = book.sheets["测量"]
    for row in rows:  # as pasted one column too far below headers that stayed
        row[:] = [*row[1:], None] if row is rows[0] else row


def _as_scale(book: Book, who: Named) -> None:
    book.sheets["测量"][1][book.sheets["测量"][0].index("量表")] = who.plain


def _as_sheet(book: Book, who: Named) -> None:
    book.sheets[who.plain] = book.sheets.pop("测量")
    _twice(book, who)


def _as_header(book: Book, who: Named) -> None:
    for place, row in enumerate(book.sheets["测量"]):
        row += [who.plain, who.plain] if place == 0 else [1, 1]
    _twice(book, who)


def _as_title(book: Book, who: Named) -> None:
    book.sheets["测量"].insert(0, [f"{who.plain}个案前后测"])
    _twice(book, who)


def _twice(book: Book, who: Named) -> None:
    row = [*book.sheets["服务对象"][1]]
    row[book.sheets["服务对象"][0].index("姓名")] = who.plain
    book.sheets["服务对象"].append(row)


BROKEN: Mapping[str, Callable[[Book, Named], None]] = {
    "pasted one column to the right": _shifted,
    "a name for a scale": _as_scale,
    "a sheet named after somebody": _as_sheet,
    "a header that is a name": _as_header,
    "a title that names somebody": _as_title,
    "one file number twice": _twice,
}
"""How a workbook fails in which people are named."""


def missed_in_files(street: Street, seed: int) -> Measured:
    """Make every kind of paper of a street, and of faulty copies of its workbook, and return who can be read in one.

    Raises
    ------
    RuntimeError
        A command ended otherwise than it should: what was not made was not attacked.
    """
    group, project = _groups(street.book)
    _run(street.home, ["run", str(street.plan)], ExitCode.OK)
    _run(street.home, ["group", str(street.plan), group], ExitCode.OK)
    _run(street.home, ["project", str(street.plan), project], ExitCode.OK)
    said, extra = _fail(street, seed)
    everyone = [*street.planted, *extra]
    found = [
        f"{name}: {who.plain} {street.planted.get(who, '')}"
        for name, words in (("output", said), *texts_of(street.home))
        if not name.startswith("private/names")
        for who in seen(words, everyone)
    ]
    return Measured(len(everyone), len(found), tuple(found))


def _fail(street: Street, seed: int) -> tuple[str, list[Named]]:
    """Run a batch of faulty copies, each of a workbook whose name is a person's."""
    known = set(street.planted)
    more = (who for who in people(needed() + 9 * len(BROKEN), seed) if who not in known and not who.joint)
    extra = list(islice(more, len(BROKEN)))
    plans = []
    content = street.plan.read_text(encoding="utf-8")
    plan = read_plan(street.plan)
    for (number, spoil), who in zip(enumerate(BROKEN.values()), extra, strict=True):
        book = Book({name: [[*row] for row in rows] for name, rows in street.book.sheets.items()})
        spoil(book, who)
        write_book(book, street.home / "data" / f"{who.plain}.xlsx")
        own = content.replace("data/street.xlsx", f"data/{who.plain}.xlsx").replace(plan.slug, f"s{number}")
        plans.append(street.plan.with_name(f"{who.plain}.yaml" if number % 2 else f"s{number}.yaml"))
        plans[-1].write_text(own, encoding="utf-8", newline="\n")
    broken = street.plan.with_name(f"{extra[0].plain}坏.yaml")
    broken.write_text(f"street: [\n{extra[0].plain}", encoding="utf-8")
    words = ["batch", *map(str, plans), str(broken), "--workers", "2"]
    return _run(street.home, words, ExitCode.SOME_STREETS_FAILED, is_heard=False), extra


def _groups(book: Book) -> tuple[str, str]:
    rows = book.sheets["测量"]
    at = rows[0].index("小组"), rows[0].index("项目")
    told = next(row for row in rows[1:] if row[at[0]] and row[at[1]])
    return str(told[at[0]]), str(told[at[1]])


def _run(home: Path, words: list[str], status: ExitCode, *, is_heard: bool = True) -> str:
    command = [sys.executable, "-m", "evaltoolkit", *words, "--run", RUN]
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command,
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        raise RuntimeError(f"{words[0]} ended with status {done.returncode}, not {int(status)}: {done.stdout[-2000:]}")
    return done.stdout if is_heard else ""
