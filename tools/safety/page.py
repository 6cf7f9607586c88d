"""The page of the safety figures, from what was worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from safety.runs_page import Full, runs_table
from safety.spelled import SPELLINGS

ALL = "all"
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

Made by `python -m safety` (folder `tools`), which goes on where it was stopped; do not edit by hand. The numbers of
runs are those that were made, beside the full number. The same figures are tests: a small number runs with every
test run, the full number with `python start.py test -m full` (folders `tests/faults/safety` and
`tests/property/disclosure`). What is guaranteed, and what not, stands in [privacy.md](privacy.md).
A figure is of the code of its revision: what was changed since is not in it.

{runs}
"""
_SMALL = """## Small numbers

Attacked, all tables of a published results file that count people whom the station served, asked or enlisted,
together: coverage, residence, priority groups, communities; satisfaction, its levels, its items and its change from
last year; awareness, needs, volunteers, attendance; change on scales, flow, verdicts, attrition, crossings of cut-offs,
care, ratings of the past, the plan for the next year, forms without a score, quality of scales and answers; and the
counts that the indicator table states. A chart draws from these tables alone and holds no other figure. Not attacked:
tables that count nobody of these, such as money, hours, attendances, dates, files, excerpts and the station's own staff
(the list is `tools/safety/accounted.py`; a test fails where a report has a table that no list names).
The streets are made at random so that they are hard to protect: 15 to 260 people, five categories that overlap, 2 to
6 communities, denominators known, partly or not, groups of 2 to 15, answers left out, people cared for across groups,
forms, lists and needs of a few people or many, most answers to a question blank, forms that no score can be made of.
The reader (`tools/safety/attack*.py`) is written without the protection's list of what adds up to what. For counts it
solves integer programmes over every kind of person that there can be (place x community x set of categories x served;
yes, no or blank to each question; tests taken x verdict x side of the cut-off);
for means it is even told who is in which group and tries every sum and difference of all rows shown, of up to nine sets
of people of a scale at once. One street in four is made once more with people who are in two groups, each with scores
of its own or the same, some measured once more, and its pages are attacked with its report by the ranks of matrices;
another one in four with a group, a programme or everybody measured no third time who all scored least, and is attacked
by the whole sums that means leave of up to four rows.
It knows the policy: what is said as a range, and that what is hidden beside a small count is none itself.
A count is *narrowed* where not every number of its range is possible, or where it must be small though the report says
no range, and less than it would be by the population and the zeros alone; a count that differs from an earlier report,
where its possible values lie less than the policy's number apart (5; 10 for `public`); a mean, where fewer people are
left. A row 未说明 is no secret.

| version | reports | of | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|---|
"""
_TWO = """
Two reports of the same street, the second with up to 12 more people, answers and pairs, read together:

| version | pairs of reports | of | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|---|
"""
_PAPERS = """
All papers of a street together: reports and pages of every group, exact and rounded, of three states of the data (one
person corrected; some more people), in whatever run or slug. Of one state every sum and difference of means is tried;
of two states interval arithmetic on the printed values: *narrowed* is where the mean of 1 to 4 people who differ lies
within less than half the scale.

| papers | streets | of | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|---|
"""
_STATES = """
Three states of a street between which people leave as well as come, one takes another's place, groups, programmes and
a scale are called anew, programmes end and begin, a scale is dropped, people move to another group, one score of any
test is corrected, a few lack a dimension of their total; rosters, forms and lists lose and gain a few, communities
are called anew, follow-up waves exchange their names, and forms those who answered them, or say nothing of these. The
reader
(`tools/safety/attack_states.py`, `attack_spread.py`, `attack_same_counts.py`) is told who stands in which row, shown or
not, and what is called anew. For means it solves linear programmes over everyone's scores in all states at once: every
printed mean bounds a sum, of whole scores a whole one; changes, both tests, follow-ups, ratings of the past, means of
the kept and the lost, dimensions and their total hang together. It tries every score of one who left, came or was
corrected against all printed spreads, intervals, t and standardised changes; of one street in sixteen a score alone is
corrected. For counts it supposes that what one state hides beside another
count and another state shows is the same still, is right, and solves the integer programmes above with it; of coverage
it subtracts what two states show. A count that differs by few from one that no paper shows is no finding by itself.
*Narrowed* is where the mean of 1 to 4 people lies within less than half the scale by all states together and by none
alone (or the sum of 4 within less than a fifth could have scored: then five are told of, and the policy does that), or
where a count is.

| papers | streets | of | seeds | figures withheld in them | narrowed |
|---|---|---|---|---|---|
"""
_LEAK = """## Leaks

Workbooks with planted identifiers (names, identity numbers, phones, addresses, bank cards) in their own columns and in
prose. Every second run fails: by a faulty workbook, by a cell that raises with data in its message, by a kernel that is
killed. Searched: pages (decoded), notebooks, results, logs, file names, what the command prints; and, on Linux, the
writable memory of the kernels while they run, in three encodings.

"""
_SCAN = """## Search for numbers

20,000 disguised identity numbers and 20,000 phones (full-width, Arabic-Indic and Chinese numerals, signs of 28
kinds between groups or between all digits), and 200,000 ordinary lines, of which at most 20 may be taken for a number:
`tests/property/disclosure/test_scan.py`, full profile.

"""
_GATE = """## Names that are words

高峰, 安宁, 和平, 文明, 向阳 and 幸福 are names of people and words of every report. Rosters of 2,000 made people, a
fifth of them with names of two characters and five with names that are words, are not those of the street: every
stop of its report is a false one. Sentences that speak of a person, with each of the words as the name, must all be
found.

"""
_NAMES = f"""## Names

Written in {len(SPELLINGS)} ways (blanks of every kind, line breaks, invisible signs, dots of Uyghur and Tibetan
names, stars, hyphens, brackets, marks, pictures inside; remarks, titles, ages and telephone numbers behind;
traditional and rare signs) at 25 places of a workbook: its own columns, columns and sheets that the toolkit does not
know, forms, lines, headers, and the prose, keys and labels in which a name of the roster may stand. The attacker's
own search (`tools/safety/spelled.py`) reads every paper that is then published (report, group, project, results),
notices and index of six kinds of faulty copies whose file, sheet, title or header is somebody's name, notebooks and
logs. The gate is tried with each spelling at each place that a published file of each kind has
(`tools/safety/published.py`; a test fails for a kind that is not listed there).
In the other direction: the names of 20,000 districts, towns and streets of the country, each as the title of its own
report, and ordinary lines, with rosters of 2,000 people who are not meant.

| tried | pieces | seeds | what | wrong |
|---|---|---|---|---|
"""
_TRIED = {
    "gate": "spellings at the places of files of every kind: names missed",
    "files": "people named in the workbook of a street, all its papers: names read",
    "neutral": "figures of a street with keys called after people: unlike those with neutral keys",
    "places": "places whose own report would be stopped",
    "lines": "ordinary lines that would be stopped",
}
_READERS = """## What each reader sees

Share of the figures (numbers in cells) that each version shows, over made streets of full size with groups of 6 to 15.
Of results of scales, those of the whole and of the one grouping that a version shows are counted, and flow apart.

"""
_LOWER = """
Before rows 未说明 were veiled the shared version showed 80 % of coverage and the public one 73 %. Such a row, shown in
full or as 1 to 4, gave small rows away by subtraction. So a small one reads 0 to 4, for nobody too, without what is
computed from it, and of one that holds many people of whom few were served, or were not, no count is told; in the
public version, where 9 is few, more rows are such. Results of scales were 82 and 70 % then.

A first report shows what it did. In the second and third states of 15 streets of the part on states (seeds 0 to 11, 21,
41, 44) it costs 63 figures, 56,528 withheld in place of 56,465, 23 of them of coverage, that a row which is withheld
beside one that changed goes as a whole, and that communities and groups called anew are known. In 14 of them (without
11) it costs 973 more, 52,222 in place of 51,249, that of a row of which few people are others, or were corrected, only
means and interval stay, 390 of them of the changes themselves, the others of what would tell their number.
"""


def figures_page(kept: Mapping[str, Mapping[str, Any]], full: Full) -> str:
    """Return the page in Markdown, of what was kept of each part: figures, and the revision of the code."""
    figures = {name: part["figures"] for name, part in kept.items()}
    made: dict[str, Callable[[Mapping[str, Any], Mapping[str, int]], Iterable[str]]] = {
        "small_numbers": lambda one, of: (_SMALL, *_attacked(one, of)),
        "two_reports": lambda one, of: (_TWO, *_attacked(one, of)),
        "papers": lambda one, of: (_PAPERS, *_attacked(one, of)),
        "states": lambda one, of: (_STATES, *_attacked(one, of)),
        "readers": lambda one, of: ("\n", _READERS, *_readers(one[ALL], of[ALL])),
        "leaks": lambda one, of: ("\n", _LEAK, *_leaks(one[ALL], of[ALL])),
        "scan": lambda one, _: ("\n", _SCAN, f"Result: {', '.join(one[ALL]['summary'])}.\n"),
        "gate": lambda one, of: ("\n", _GATE, *_gate(one[ALL], of[ALL])),
        "names": lambda one, of: ("\n", _NAMES, *_named(one, of)),
    }
    parts = [make(figures[name], full[name]) for name, make in made.items() if name in figures]
    return "".join([_HEAD.format(runs=runs_table(kept, full)), *(words for part in parts for words in part)])


def _attacked(versions: Mapping[str, Mapping[str, int]], full: Mapping[str, int]) -> Iterator[str]:
    for name in (name for name in full if name in versions):
        one = versions[name]
        done = f"{one['pieces']:,} | {full[name]:,} | 0 to {one['pieces'] - 1}"
        yield f"| {name} | {done} | {one['hidden']:,} | {one['narrowed']:.0f} |\n"


def _readers(one: Mapping[str, Any], full: int) -> Iterator[str]:
    yield f"| figures about | {' | '.join(AUDIENCES)} |\n|---|{'---|' * len(AUDIENCES)}\n"
    for name, words in CLASSES.items():
        if name in one["seen"]:
            shares = [_share(**one["seen"][name][audience]) for audience in AUDIENCES]
            yield f"| {words} | {' | '.join(shares)} |\n"
    yield (
        f"\n{one['pieces']} streets of {full}, seeds 0 to {one['pieces'] - 1}. In the first shared report of\n"
        "each, looked for: the mean change with its interval for every programme of at least 5 pairs, hours,\n"
        f"satisfaction and coverage. Missing: {one['unstated']:.0f}.\n"
    )
    yield _LOWER


def _share(shown: int, there: int) -> str:
    return f"{100 * shown / there:.0f} %" if there else "—"


def _leaks(one: Mapping[str, Any], full: int) -> Iterator[str]:
    of = full * one["runs"] // one["pieces"] // 2
    good, failed = (f"{one[how]} of {of} {how} runs" for how in ("good", "failed"))
    yield f"- {one['identifiers'] // one['runs']:,} identifiers in each workbook; {good}, {failed} "
    yield f"(seeds 0 to {one['runs'] - 1}).\n"
    yield f"- {one['alone']} of them by `evaltoolkit run`, the others by `evaltoolkit batch`, eight streets at once.\n"
    yield f"- Files and outputs with an identifier: {one['places']}.\n"
    yield "- Kernels' memory read in every run of its own and in every fifth batch: "
    yield f"{one['kernels_read']:,} times; found in it: {one['in_memory']}.\n"
    if "note" in one:
        yield f"- {one['note']}\n"


def _named(versions: Mapping[str, Mapping[str, int]], full: Mapping[str, int]) -> Iterator[str]:
    for name in (name for name in full if name in versions):
        one = versions[name]
        done = f"{one['pieces']} of {full[name]} | 0 to {one['pieces'] - 1}"
        yield f"| {one['tries']:,} | {done} | {_TRIED[name]} | {one['wrong']:,} |\n"


def _gate(one: Mapping[str, Any], full: int) -> Iterator[str]:
    yield f"- Reports: {one['pieces']} of {full}; rosters held against each: {one['scans'] // one['pieces']}.\n"
    yield f"- False stops: {one['stopped']} of {one['scans']:,} ({100 * one['stopped'] / one['scans']:.1f} %).\n"
    yield f"- Each word by itself against each report: {len(one['word_stops'])} words stop a report"
    yield f"{': ' + '、'.join(one['word_stops']) if one['word_stops'] else ''}.\n"
    yield f"- Ordinary phrases with such a word: {one['taken']} of {one['phrases']:,} taken for a name.\n"
    yield f"- Sentences that speak of a person with such a name: {one['missed']} of {one['told']:,} missed.\n"
