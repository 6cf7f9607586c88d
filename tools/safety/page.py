"""The page of the safety figures, from what was worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

AUDIENCES = ("station", "partner", "shared", "public")
CLASSES = {
    "fact": "about the office: points, dates, quality of the data",
    "money": "money",
    "hours": "hours",
    "attendance": "attendance and flow of participants",
    "satisfaction": "satisfaction and awareness (anonymous)",
    "coverage": "coverage by official category",
    "scale": "results of scales, the whole and one grouping",
}
_HEAD = """# Safety figures

Made by `python -m safety` (folder `tools`); do not edit by hand. The same figures are tests: a small number runs with
every test run, the full number with `python start.py test -m full` (folders `tests/faults/safety` and
`tests/property/disclosure`). What is guaranteed, and what not, stands in [privacy.md](privacy.md).

"""
_SMALL = """## Small numbers

Attacked: every table of a published results file together, the counts that the indicator table states, and the flow of
participants. The streets are made at random so that they are hard to protect: 15 to 260 people, five categories that
overlap, 2 to 6 communities, denominators known, partly known or unknown, groups of 2 to 15, answers left out.
The reader (`tools/safety/attack*.py`) is written without the protection's list of what adds up to what. For counts it
solves integer programmes over every kind of person that there can be (place x community x set of categories x served);
for scales it is even told who is in which group and tries every sum and difference of all rows shown.
A count is *narrowed* where its greatest and least possible value lie less than the policy's number apart (5; 10 for
`public`), and less than they would without any figure of the report; a mean, where fewer people are left.

| version | reports | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|
"""
_TWO = """
Two reports of the same street, the second with up to 12 more people, answers and pairs, read together:

| version | pairs of reports | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|
"""
_LEAK = """## Leaks

Workbooks with planted identifiers (names, identity numbers, phones, addresses, bank cards) in their own columns and in
prose. Good runs, and runs that fail: by a faulty workbook, by a cell that raises with data in its message, by a kernel
that is killed. Searched: pages (decoded), notebooks, results, logs, file names, what the command prints; and, on Linux,
the writable memory of the kernels while they run, in three encodings.

"""
_SCAN = """## Search for numbers

20,000 disguised identity numbers and 20,000 phones, and ordinary lines for false alarms:
`tests/property/disclosure/test_scan.py`, full profile.

"""
_READERS = """## What each reader sees

Share of the figures (numbers in cells) that each version shows, over made streets of full size with groups of 6 to 15.
Of results of scales, those of the whole and of the one grouping that a version shows are counted, and flow apart.

"""


def figures_page(figures: Mapping[str, Any]) -> str:
    """Return the page in Markdown."""
    parts = [_HEAD]
    if "small_numbers" in figures:
        parts += [_SMALL, *(_attacked(name, one) for name, one in figures["small_numbers"].items())]
    if "two_reports" in figures:
        parts += [_TWO, *(_attacked(name, one) for name, one in figures["two_reports"].items())]
    if "readers" in figures:
        parts += ["\n", _READERS, *_readers(figures["readers"])]
    if "leaks" in figures:
        parts += ["\n", _LEAK, *_leaks(figures["leaks"])]
    if "scan" in figures:
        parts += ["\n", _SCAN, f"Result: {figures['scan']['summary']}.\n"]
    return "".join(parts)


def _attacked(name: str, one: Mapping[str, int]) -> str:
    last = one["first_seed"] + one["reports"] - 1
    return f"| {name} | {one['reports']:,} | {one['first_seed']} to {last} | {one['hidden']:,} | {one['narrowed']} |\n"


def _readers(one: Mapping[str, Any]) -> Iterator[str]:
    yield f"| figures about | {' | '.join(AUDIENCES)} |\n|---|{'---|' * len(AUDIENCES)}\n"
    for name, words in CLASSES.items():
        if name in one["seen"]:
            shares = [_share(*one["seen"][name][audience]) for audience in AUDIENCES]
            yield f"| {words} | {' | '.join(shares)} |\n"
    last = one["first_seed"] + one["streets"] - 1
    yield (
        f"\n{one['streets']} streets, seeds {one['first_seed']} to {last}. In the first shared report of each, looked\n"
        "for: the mean change with its interval for every programme of at least 5 pairs, hours, satisfaction and\n"
        f"coverage. Missing: {one['unstated']}.\n"
    )


def _share(shown: int, there: int) -> str:
    return f"{100 * shown / there:.0f} %" if there else "—"


def _leaks(one: Mapping[str, int]) -> Iterator[str]:
    runs = f"{one['good']} good runs, {one['failed']} failed ones"
    yield f"- {one['identifiers']:,} identifiers in each workbook; {runs}.\n"
    yield f"- Runs that left an identifier anywhere: {one['leaking']}.\n"
    yield f"- Kernels' memory read, in every tenth run: {one['kernels_read']} times; "
    yield f"runs with an identifier in it: {one['in_memory']}.\n"
