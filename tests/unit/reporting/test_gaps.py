from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.reporting.gaps import say_gaps_once


def left(body: str) -> str:
    soup = BeautifulSoup(body, "html.parser")
    say_gaps_once(soup)
    return soup.get_text("|", strip=True)


def test_of_a_sentence_a_chart_and_a_table_that_say_the_same_gap_one_line_stays():
    body = (
        '<h3>满意度</h3><p class="words own">作者</p><p>问题？</p><p class="words missing">满意度：未提供。</p>\n'
        '<p class="not-provided">满意度：未提供。</p><p class="words missing">满意度：未提供。</p><p>另一问？</p>'
        '<p class="not-provided">知晓度：未提供</p>'
    )
    assert left(body) == "满意度|作者|问题？|满意度：未提供。|另一问？|知晓度：未提供"


@given(
    st.lists(
        st.tuples(st.sampled_from(("question", "missing", "not-provided", "body")), st.sampled_from("甲乙丙丁")),
        max_size=14,
    )
)
def test_no_sentence_goes_but_one_that_says_the_same_as_another_of_its_question(lines):
    marks = {"question": "<p>{}？</p>", "body": '<p class="words body">{}。</p>'}
    html = "".join(marks.get(kind, f'<p class="words {kind}">{{}}。</p>').format(words) for kind, words in lines)
    expected, said, question = [], set(), ""
    for kind, words in lines:
        if kind == "question":
            question, said = f"{words}？", set()
            continue
        if kind != "body" and words in said:
            continue
        expected += [question] * bool(question) + [f"{words}。"]
        question = ""
        said |= {words} if kind != "body" else set()
    assert left(f"<h3>节</h3>{html}") == "|".join(["节", *expected])


def test_forms_that_cannot_be_scored_are_named_scale_by_scale():
    few = '<p class="words missing"><strong class="lead">{}</strong> 有少数问卷不能计分，份数见站内版。</p>'
    said = left("<h3>成效</h3><p>问题？</p>" + few.format("PHQ-9") + few.format("ULS-6"))
    assert said.count("有少数问卷不能计分") == 2


def test_a_question_under_which_nothing_stands_is_not_asked():
    assert (
        left('<h3>建议</h3><p class="words own">作者</p><p>要多大的变化才测得出来？</p><h3>其他</h3>')
        == "建议|作者|其他"
    )
    assert left('<h3>建议</h3><p>画了什么？</p><p><img alt="图" src="data:"/></p>') == "建议|画了什么？"


def test_a_heading_without_author_is_not_called_empty_where_figures_follow():
    unwritten = '<h3>满意度</h3><p class="words missing unwritten">作者文字未提供。</p>'
    body = unwritten + '<p>问题？</p><p class="words body">满意率 90%</p>'
    assert left(body) == "满意度|问题？|满意率 90%"


def test_a_section_without_anything_keeps_its_gap():
    body = (
        '<h3>质量</h3><p class="words missing unwritten">“质量”未提供。</p><h3>时效</h3><p class="words own">作者</p>'
    )
    assert left(body) == "质量|“质量”未提供。|时效|作者"


def test_gaps_of_two_sections_do_not_swallow_each_other():
    body = '<h3>甲</h3><p class="missing">甲未提供</p><h3>乙</h3><p class="missing">乙未提供</p>'
    assert left(body) == "甲|甲未提供|乙|乙未提供"


def test_a_gap_right_after_a_heading_stays_unless_it_is_the_authors():
    body = '<h3>满意度</h3><p class="words missing">有少数问卷不能计分。</p><p class="words body">满意率 90%</p>'
    assert left(body) == "满意度|有少数问卷不能计分。|满意率 90%"
