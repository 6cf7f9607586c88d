import pytest

from evaltoolkit.model.plan import SectionWords
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.page.section_words import MOST_SIGNS, author_words, authors_in_full


def test_the_words_of_the_original_are_marked_with_their_source(plan, zh):
    given = plan(sections={"background": SectionWords(words="第一段\n\n第二段<b>", source="原报告一（一）")})
    assert author_words(given, "background", zh)._repr_html_() == (
        '<p class="words own"><span class="author">原文</span> 第一段</p>'
        '<p class="words own">第二段&lt;b&gt; <span class="source">来源：原报告一（一）</span></p>'
    )


def test_words_without_a_source_are_the_authors_own(plan, zh):
    given = plan(sections={"goals": SectionWords(words="目标")})
    assert str(author_words(given, "goals", zh)) == "作者 目标"


def test_a_section_without_words_is_not_provided(plan, zh):
    said = author_words(plan(), "purpose", zh).paragraphs[0]
    assert (said.words, said.kind) == ("“评价目的”的作者文字未提供。", Kind.UNWRITTEN)


def test_a_section_declared_empty_prints_none(plan, zh):
    assert str(author_words(plan(sections={"advice_other": SectionWords(none=True)}), "advice_other", zh)) == "无。"


def test_long_words_are_an_excerpt_that_ends_with_a_sentence_and_stand_in_full_in_annex_2(plan, zh):
    long = "\n".join("这一句有十个字左右。" * n for n in (3, 30, 30))
    given = plan(
        sections={"background": SectionWords(words=long, source="原报告"), "goals": SectionWords(words="短。")}
    )
    said = author_words(given, "background", zh).paragraphs
    assert said[0].lead == "原文节录"
    assert said[-1].words.endswith("。……")
    assert said[-1].source == "来源：原报告；全文见附件2"
    assert 300 < sum(len(one.words) for one in said) <= MOST_SIGNS + 2
    assert "\n".join(one.words for one in authors_in_full(given, zh).paragraphs) == long


def test_an_unknown_section_is_an_error_of_the_programmer(plan, zh):
    with pytest.raises(KeyError):
        author_words(plan(), "nonsense", zh)
