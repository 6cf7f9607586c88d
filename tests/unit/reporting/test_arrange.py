import pytest

from evaltoolkit.errors import RunError
from evaltoolkit.reporting.arrange import arrange

PNG = "data:image/png;base64,iVBORw0KGgo="


def test_headings_get_ascii_ids_by_position():
    arranged = arrange("<h2>一、甲</h2><h3>（一）乙</h3><h3>（二）丙</h3><h2>二、丁</h2><h3>（一）戊</h3>")

    assert [heading.id for heading in arranged.headings] == ["c1", "c1-1", "c1-2", "c2", "c2-1"]
    assert [heading.words for heading in arranged.headings][:2] == ["一、甲", "（一）乙"]


def test_an_id_that_the_body_gave_stays_and_none_stands_twice():
    arranged = arrange('<h2 id="money">甲</h2><p id="c2">乙</p><h2>丙</h2>')

    assert [heading.id for heading in arranged.headings] == ["money", "c2x"]


def test_a_table_stands_in_one_box_that_scrolls_by_itself():
    table = "<table><tr>" + "<td>1</td>" * 6 + "</tr></table>"

    assert arrange(table).body == f'<div class="box wide" tabindex="0">{table}</div>'
    assert (
        arrange(f'<div class="table-scroll">{table}</div>').body == f'<div class="box wide" tabindex="0">{table}</div>'
    )


@pytest.mark.parametrize(
    ("columns", "rows", "kind"),
    [(5, 20, "box"), (6, 1, "box wide"), (9, 7, "box wide"), (8, 8, "box wide"), (9, 8, "box wide broad")],
)
def test_columns_and_rows_decide_how_wide_a_table_may_be(columns, rows, kind):
    row = f"<tr>{'<td>1</td>' * columns}</tr>"

    assert f'<div class="{kind}" ' in arrange(f"<table>{row * rows}</table>").body


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt="  "'])
def test_a_picture_without_alternative_text_stops_the_export(alt):
    with pytest.raises(RunError, match="Picture 2 "):
        arrange(f'<img src="{PNG}" alt="好"><img src="{PNG}"{alt}>')


def test_a_picture_whose_address_was_taken_away_is_left_out():
    assert arrange('<p>甲<img alt="乙"></p>').body == "<p>甲</p>"


def test_the_first_screen_comes_before_the_contents():
    arranged = arrange('<h1>题</h1><div class="front"><p>总分</p></div><h2>一</h2>')

    assert arranged.front == '<h1>题</h1>\n<div class="front"><p>总分</p></div>'
    assert arranged.body == '<h2 id="c1">一</h2>'
