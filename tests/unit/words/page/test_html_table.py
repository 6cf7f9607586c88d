from evaltoolkit.language import text
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.columns import amount, build, number, share, words
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow

COLUMNS = (words("who", text("Method")), number("n", text("Valid")), share("share", text("Share")))
CAPTION = text("What residents know of the station")


def make(shown, rows):
    parts = {"keys": ("who",), "people": ("n",), "figures": ("share",)}
    return shown(rows, name="awareness", table_class=TableClass.SATISFACTION, **parts)


def test_a_table_has_caption_scopes_and_right_aligned_numbers(shown, zh):
    html = build(make(shown, [{"who": "个案", "n": 20, "share": 0.9}]), COLUMNS, zh, caption=CAPTION)._repr_html_()
    assert html == (
        '<div class="table-scroll"><table class="figures"><caption>居民对社工站了解多少</caption><thead><tr>'
        '<th scope="col" class="text">服务方法</th><th scope="col" class="num">有效</th>'
        '<th scope="col" class="num">比例</th></tr></thead><tbody><tr><th scope="row" class="text">个案</th>'
        '<td class="num">20</td><td class="num">90.0%</td></tr></tbody></table></div>'
    )


def test_what_is_missing_and_what_is_withheld_are_marked_each_in_its_way(shown, zh):
    table = make(shown, [{"who": "个案", "n": 3, "share": 1 / 3}, {"who": "小组", "n": 20, "share": None}])
    html = build(table, COLUMNS, zh, caption=CAPTION)._repr_html_()
    assert html.count('<span class="withheld">已抑制</span>') == 1
    assert '<td class="num"><span class="withheld">1–4</span></td>' in html
    assert html.count('<span class="not-provided">未提供</span>') == 1
    assert "33.3" not in html


def test_a_table_without_rows_says_not_provided(shown, zh):
    table = build(make(shown, {"who": [], "n": [], "share": []}), COLUMNS, zh, caption=CAPTION)
    assert table._repr_html_() == '<p class="words missing">知晓度：未提供。</p>'


def test_hostile_cells_captions_headers_and_notes_are_escaped():
    hostile = "<img src=x onerror=alert(1)>"
    cell = Cell(hostile, detail=hostile)
    table = HtmlTable(hostile, (hostile,), (TableRow((cell,)),), (Align.TEXT,), (hostile,))
    assert "<img" not in table._repr_html_()
    assert table._repr_html_().count("&lt;img") == 5


def test_fixed_words_are_translated_and_other_data_stand(shown, en):
    table = make(shown, [{"who": "个案", "n": 9, "share": 1.0}, {"who": "春风农场{x}", "n": 9, "share": 1.0}])
    assert build(table, COLUMNS, en, caption=CAPTION).column("Method") == ("Casework", "春风农场{x}")


def test_an_amount_shows_the_decimals_it_has(shown, zh):
    table = build(shown([{"a": 2.5}, {"a": 1000.0}]), (amount("a", "金额"),), zh, caption=CAPTION)
    assert table.column("金额") == ("2.5", "1,000")
