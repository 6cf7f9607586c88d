import pytest

from evaltoolkit.errors import RunError
from evaltoolkit.reporting.page.arrange import arrange

PNG = "data:image/png;base64,iVBORw0KGgo="


def table(columns, rows=2, name="甲"):
    head = "<tr>" + '<th scope="col">列</th>' * columns + "</tr>"
    row = '<tr><th scope="row">行</th>' + "<td>1</td>" * (columns - 1) + "</tr>"
    return f"<table><caption>{name}</caption>{head}{row * (rows - 1)}</table>"


def test_a_table_stands_in_one_box_whether_or_not_it_came_in_one():
    assert arrange(table(2)).body == f'<div class="box">{table(2)}</div>'
    assert arrange(f'<div class="table-scroll">{table(2)}</div>').body == f'<div class="box">{table(2)}</div>'


def test_only_what_scrolls_is_a_stop_of_the_keyboard_and_then_it_has_a_name():
    body = arrange(f'{table(12)}<section class="annex">{table(2)}{table(6, name="乙")}</section>').body

    assert body.count("tabindex") == 2
    assert '<div aria-label="乙" class="box wide scrolls" role="region" tabindex="0">' in body


def test_cells_of_a_broad_table_with_long_words_carry_the_words_of_their_column_for_a_phone():
    long = table(4).replace("<td>1</td>", f"<td>{'长' * 25}</td>")
    body = arrange(long).body

    assert body.startswith('<div class="box stacked"><table role="table">')
    assert body.count('data-label="列"') == 3
    assert body.count('role="columnheader"') == 4
    assert body.count('role="rowheader"') == 1
    assert "stacked" not in arrange(f'<section class="annex">{long}</section>').body
    assert "stacked" not in arrange(table(4)).body
    assert "stacked" not in arrange(table(3).replace("<td>1</td>", f"<td>{'长' * 25}</td>")).body


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt="  "'])
def test_a_picture_without_alternative_text_stops_the_export(alt):
    with pytest.raises(RunError, match="Picture 2 "):
        arrange(f'<img src="{PNG}" alt="好"><img src="{PNG}"{alt}>')


def test_a_picture_whose_address_was_taken_away_is_left_out():
    assert arrange('<p>甲<img alt="乙"></p>').body == "<p>甲</p>"


def test_the_first_screen_comes_before_the_contents():
    arranged = arrange('<h1>题</h1><div class="front"><p>总分</p></div><h2>一</h2><p>乙</p>')

    assert arranged.front == '<h1>题</h1>\n<div class="front"><p>总分</p></div>'
    assert arranged.body == '<h2 id="c1">一</h2><p>乙</p>'


def test_a_place_of_the_first_screen_cites_what_stands_after_it():
    front = '<div class="front"><p class="words">甲<a class="ref" href="#t-a"></a></p></div>'

    assert "甲（见<a" in arrange(f'{front}<table id="t-a"><caption>乙</caption></table>').front


def test_paper_says_once_where_the_annexes_of_one_heading_can_be_read():
    fold = '<details class="fold"><summary>一</summary><p class="words-title">甲</p><p>乙</p></details>'
    annex = f'<section class="annex">{fold}</section>'
    body = arrange(f"<h2>附录</h2><h3>附件2 数据附表</h3>{annex}{annex}").body

    assert body.count("on-paper") == 1
    assert '<p class="on-paper">附件2 数据附表：在网页版中展开查看</p>' in body
    assert "附件3：在网页版" in arrange(f'<section class="annex"><h2>附件3</h2>{fold}</section>').body
    assert "on-paper" not in arrange('<section class="annex"><h2>附件1</h2><p>甲</p></section>').body


def test_chinese_is_marked_on_an_english_page_alone():
    assert arrange("<p>甲</p>").body == "<p>甲</p>"
    assert arrange("<p>甲</p>", "en").body == '<p><span lang="zh-CN">甲</span></p>'


def test_a_head_without_words_is_a_cell():
    assert arrange('<table><tr><th scope="row"> </th><td>1</td></tr></table>').body == (
        '<div class="box"><table><tr><td> </td><td>1</td></tr></table></div>'
    )
