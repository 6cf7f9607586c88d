import re

from evaltoolkit.words.body import coverage
from evaltoolkit.words.body.coverage import MOST_CATEGORIES


def row(category, residence, served, people):
    share = served / people if people else None
    return {
        "category": category,
        "residence": residence,
        "served": served,
        "people": people,
        "share": share,
        "basis": "population",
    }


def pair(category, served, people):
    return [row(category, "户籍", served, people), row(category, "非户籍", served / 2, people)]


def test_registered_stand_beside_non_registered_with_their_denominators(told, zh):
    table = coverage(told(coverage=pair("低保对象", 60.0, 80.0)), zh).table
    assert table.header == ("人群", "户籍", "非户籍")
    cells = table.rows[0].cells
    assert [(cell.words, cell.detail) for cell in cells[1:]] == [("75.0%", "60/80"), ("37.5%", "30/80")]
    assert re.findall(r"drawn w(\d+)", table._repr_html_()) == ["75", "37"]


def test_the_categories_with_most_people_stand_there_in_their_own_order(told, zh):
    rows = [one for n in range(12) for one in pair(f"第{n}类", 40.0, 60.0 + 10 * n)]
    table = coverage(told(coverage=rows), zh).table
    assert table.column("人群") == tuple(f"第{n}类" for n in range(12 - MOST_CATEGORIES, 12))
    assert "另有 6 项见附件2。" in table.notes[0]


def test_a_hidden_share_and_its_range_are_marked_and_have_no_bar(small_reports, zh):
    table = coverage(small_reports["shared"], zh).table
    hidden = [cell for row in table.rows for cell in row.cells if cell.words == "已抑制"]
    assert hidden
    assert all(cell.gap is not None and cell.bar is None for cell in hidden)


def test_no_category_stands_there_of_which_everything_is_hidden(small_reports, zh):
    for shown in small_reports.values():
        for line in coverage(shown, zh).table.rows[2:]:
            assert {cell.words for cell in line.cells[1:]} != {"已抑制"}


def test_who_is_reached_less_is_said_without_a_figure(told, zh):
    said = coverage(told(residence=[{**one, "category": None} for one in pair("", 600.0, 6000.0)]), zh).prose
    assert said.paragraphs[0].words == "非户籍的覆盖低于户籍：全体居民。"
