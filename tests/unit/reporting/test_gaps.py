from bs4 import BeautifulSoup

from evaltoolkit.reporting.gaps import say_gaps_once


def left(body: str) -> str:
    soup = BeautifulSoup(body, "html.parser")
    say_gaps_once(soup)
    return soup.get_text("|", strip=True)


def test_of_a_sentence_a_chart_and_a_table_without_data_one_line_stays():
    body = (
        '<h3>满意度</h3><p class="words own">作者</p><p>问题？</p><p class="words missing">调查：未提供。</p>\n'
        '<p class="not-provided">图：未提供。</p><p class="words missing">表：未提供</p><p>另一问？</p>'
        '<p class="not-provided">知晓度：未提供</p>'
    )
    assert left(body) == "满意度|作者|问题？|调查：未提供。|另一问？|知晓度：未提供"


def test_a_heading_without_author_is_not_called_empty_where_figures_follow():
    body = '<h3>满意度</h3><p class="words missing">未提供。</p><p>问题？</p><p class="words body">满意率 90%</p>'
    assert left(body) == "满意度|问题？|满意率 90%"


def test_a_section_without_anything_keeps_its_gap():
    body = '<h3>质量</h3><p class="words missing">“质量”未提供。</p><h3>时效</h3><p class="words own">作者</p>'
    assert left(body) == "质量|“质量”未提供。|时效|作者"


def test_gaps_of_two_sections_do_not_swallow_each_other():
    body = '<h3>甲</h3><p class="missing">甲未提供</p><h3>乙</h3><p class="missing">乙未提供</p>'
    assert left(body) == "甲|甲未提供|乙|乙未提供"
