from evaltoolkit.language import text
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose, run


def test_hostile_words_are_escaped_wherever_they_stand():
    hostile = "<script>alert('x')</script>\"&"
    html = Prose((Paragraph(hostile, Kind.AUTHOR, hostile, hostile, hostile, hostile),), hostile)._repr_html_()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 6
    assert '"alert' not in html


def test_no_paragraph_brings_a_style_or_a_handler():
    html = Prose((Paragraph("甲", Kind.CAUTION, href="c1"),))._repr_html_()
    assert html == '<p class="words caution">甲 <a class="more" href="#c1"></a></p>'


def test_braces_in_data_are_data(zh):
    assert run(zh, text("{what}: {clause}", what="{x}", clause="{0} {y!r}")) == "{x}：{0} {y!r}"


def test_sentences_are_spaced_as_their_language_has_it(zh, en):
    parts = ("甲。", "", "乙。")
    assert (run(zh, *parts), run(en, *parts)) == ("甲。乙。", "甲。 乙。")


def test_a_group_that_says_nothing_leaves_no_paragraph(zh):
    assert prose(zh, (Kind.BODY, ("", "")), (Kind.CAUTION, ("甲",))).paragraphs == (Paragraph("甲", Kind.CAUTION),)


def test_a_missing_table_is_said_to_be_not_provided(shown, zh, en):
    hours = shown([], name="hours")
    assert str(missing(hours, zh).paragraphs[0]) == "各方法工时：未提供。"
    assert str(missing(hours, en).paragraphs[0]) == "Hours by method: not provided."
    assert missing(hours, zh).paragraphs[0].kind is Kind.MISSING


def test_points_of_equal_rank_are_a_list():
    assert Prose((Paragraph("甲"), Paragraph("乙")), is_list=True)._repr_html_() == (
        '<ul class="points"><li class="words body">甲</li><li class="words body">乙</li></ul>'
    )
    assert Prose((), is_list=True)._repr_html_() == ""
