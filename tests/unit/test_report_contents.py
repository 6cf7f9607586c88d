"""The page that says what stands where in the report names all of it, in the place where it stands."""

import re

from babel.messages.pofile import read_po

from evaltoolkit import charts
from evaltoolkit.model.report_tables import REPORT_TABLES
from tests.report_places import ANNEXES, ROOT, called, folds, read_tables

PAGE = (ROOT / "docs" / "report-contents.md").read_text(encoding="utf-8")
BODY, ANNEX, CHARTS = (part.partition("\n")[2] for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:])
CATALOGUE = ROOT / "evaltoolkit" / "locales" / "zh_CN" / "words.po"
NAME = re.compile(r"`(?:(?:words|body|charts)\.)?(\w+)`")
FOLD = re.compile("“([^”]+)”")
NO_MORE = "不再画"
ELSEWHERE = {
    "探索页": (ROOT / "evaltoolkit" / "explore").rglob("*.py"),
    "教程": (ROOT / "notebooks").glob("tutorial_*.ipynb"),
    "小组小结": (ROOT / "notebooks").glob("group_summary.ipynb"),
}


def rows(part):
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[1:]]


def test_the_body_is_listed_call_by_call_in_the_place_of_each():
    """What chapters five and six show stands there, too; each section's author has one row for all of them."""
    report = called("street_report.ipynb")
    annexes = {name for name in report if report[name] <= ANNEXES}
    listed = {(name, place) for place, names, _ in rows(BODY) for name in re.findall(r"`(\w+\.\w+)`", names)}

    called_here = {name for name in report if name.startswith(("body.", "charts."))} | {
        "words.front_page", "words.synthetic_band", "words.section_heading", "words.problems_chapter",
        "words.advice_chapter",
    }  # fmt: skip
    assert called_here - annexes == {name for name, _ in listed} - {"words.author_words"}
    assert [one for one in listed if one[1] != "各节" and one[1] not in report[one[0]]] == []
    assert ("words.author_words", "各节") in listed


def test_each_fold_is_listed_with_all_that_it_shows():
    shown = {title: {name.removeprefix("words.") for name in names} for title, names in folds().items()}
    listed = {cells[0].strip("“”"): set(NAME.findall(cells[1])) for cells in rows(ANNEX) if cells[1]}

    assert listed == shown


def test_every_table_that_others_may_see_is_shown_somewhere_in_the_report():
    seen = {name for name, facts in REPORT_TABLES.items() if not facts.station_only}
    assert seen - read_tables() == set()


def test_every_call_that_writes_an_annex_is_named():
    report = called("street_report.ipynb")
    written = {name.removeprefix("words.") for name in report if name.startswith("words.annex_")}

    assert written == {name for name in NAME.findall(ANNEX) if name.startswith("annex_")}


def test_the_titles_of_folds_that_it_quotes_are_those_of_the_report():
    with CATALOGUE.open(encoding="utf-8") as file:
        said = {message.string for message in read_po(file)}
    quoted = {title for part in (ANNEX, CHARTS) for cells in rows(part) for title in FOLD.findall(cells[0] + cells[1])}

    assert len(quoted) > 30
    assert quoted <= said
    assert quoted <= set(folds())


def test_every_figure_is_listed_with_where_else_it_is_drawn():
    """The logic model was never in the report: it is the project view's."""
    listed = {name: cells for cells in rows(CHARTS) for name in NAME.findall(cells[0])}
    drawn = {name for name in charts.__all__ if name.islower()} - {"outcomes"}
    assert {name for name in listed if listed[name][2] != NO_MORE} == drawn

    sources = {
        place: "\n".join(path.read_text(encoding="utf-8") for path in paths) for place, paths in ELSEWHERE.items()
    }
    for name, (_, _, elsewhere) in listed.items():
        if elsewhere == NO_MORE:
            continue
        found = [place for place, source in sources.items() if re.search(rf"\bcharts\.(?:figures\.)?{name}\b", source)]
        assert ("、".join(found) or "—") == elsewhere, name
