import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.language import Language
from evaltoolkit.reporting.page.sections import outline


def outlined(body, language="zh_CN"):
    soup = BeautifulSoup(body, "html.parser")
    return soup, outline(soup, Language(language))


def left(body):
    return outlined(body)[0].get_text("|", strip=True)


def test_headings_get_ascii_ids_by_position():
    found = outlined("<h2>一、甲</h2><h3>（一）乙</h3><p>1</p><h3>（二）丙</h3><p>1</p><h2>二、丁</h2><p>1</p>")[1]

    assert [heading.id for heading in found] == ["c1", "c1-1", "c1-2", "c2"]
    assert [heading.words for heading in found][:2] == ["一、甲", "（一）乙"]


def test_an_id_that_the_body_gave_stays_and_none_stands_twice():
    assert [heading.id for heading in outlined('<h2 id="money">甲</h2><p id="c2">乙</p><h2>丙</h2>')[1]] == [
        "money",
        "c2x",
    ]


def test_a_section_without_anything_is_dropped_and_the_ids_of_the_others_do_not_move():
    soup, found = outlined("<h2>四</h2><h3>甲</h3><h3>乙</h3><p>有</p><h3>丙</h3><h2>五</h2><p>有</p>")

    assert [(heading.id, heading.words) for heading in found] == [("c1", "四"), ("c1-2", "乙"), ("c2", "五")]
    assert soup.get_text("|") == "四|乙|有|五|有"


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "无。"), ("en", "None.")])
def test_a_chapter_stands_though_nothing_stands_under_it(language, words):
    assert outlined("<h2>五</h2><h3>甲</h3><h2>六</h2>", language)[0].get_text("|") == f"五|{words}|六|{words}"


def test_the_head_of_an_annex_is_not_over_nothing():
    assert left('<h2>附件</h2><section class="annex"><details><summary>甲</summary><p>乙</p></details></section>') == (
        "附件|甲|乙"
    )


def test_a_question_that_is_answered_becomes_a_heading_of_its_section_and_stands_in_the_contents():
    soup, found = outlined("<h2>一</h2><h3>甲</h3><p>多少？</p><p class='words'>三个。</p>")

    assert str(soup.h4) == '<h4 class="question" id="c1-1-q1">多少？</h4>'
    assert [(heading.level, heading.words) for heading in found] == [(2, "一"), (3, "甲"), (4, "多少？")]


def test_no_level_is_skipped_where_a_question_stands_right_under_a_chapter():
    soup, _ = outlined("<h2>一</h2><p>甲？</p><p class='words'>1</p><p>乙？</p><p class='words'>2</p>")

    assert [heading.name for heading in soup.find_all(["h2", "h3", "h4"])] == ["h2", "h3", "h3"]


def test_a_question_under_which_nothing_stands_is_not_asked():
    assert left("<h3>甲</h3><p>一？</p><p>二？</p><p class='words'>有</p><p>三？</p><h3>乙</h3><p>四？</p>") == (
        "甲|二？|有"
    )
    assert left('<h3>建议</h3><p>画了什么？</p><p><img alt="图" src="data:"/></p>') == "建议|画了什么？"


def test_the_titles_of_the_first_screen_are_headings_that_no_chapter_counts():
    body = '<div class="front"><p class="words-title">主要成效</p><ul><li>甲</li></ul></div><h2>一</h2><p>乙</p>'
    soup, found = outlined(body)

    assert [(heading.level, heading.id) for heading in found] == [(2, "front-1"), (2, "c1")]
    assert soup.h2["class"] == ["words-title"]


def test_what_is_headed_inside_a_fold_is_not_listed():
    body = '<section class="annex"><h2>附件2</h2><details class="fold"><summary>一</summary><p>多少？</p>'
    assert [heading.words for heading in outlined(f"{body}<p class='words'>1</p></details></section>")[1]] == ["附件2"]


def test_that_an_author_wrote_nothing_is_left_to_the_list_of_what_is_not_given():
    unwritten = '<p class="words missing unwritten">作者文字未提供。</p>'
    assert left(f"<h2>四</h2><h3>甲</h3>{unwritten}<h3>乙</h3>{unwritten}<p class='words'>90%</p>") == "四|乙|90%"


@given(
    st.lists(
        st.tuples(st.sampled_from(("question", "missing", "not-provided", "body")), st.sampled_from("甲乙丙丁")),
        max_size=14,
    )
)
def test_no_sentence_goes_but_a_gap_that_says_the_same_as_another_of_its_question(lines):
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
    assert left(f"<h3>节</h3><p class='words'>前</p>{html}") == "|".join(["节", "前", *expected])
