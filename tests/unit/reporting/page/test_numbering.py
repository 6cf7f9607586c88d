import pytest
from bs4 import BeautifulSoup

from evaltoolkit.language import Language
from evaltoolkit.reporting.page.numbering import number, refer, unlink
from evaltoolkit.words.page.prose import Paragraph

TABLE = '<table id="t-{0}"><caption>{0}</caption><tr><td>1</td></tr></table>'


def numbered(body, language="zh_CN"):
    soup, speaker = BeautifulSoup(body, "html.parser"), Language(language)
    refer(soup, number(soup, speaker), speaker)
    unlink(soup)
    return soup


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh_CN", ["表 1 a", "表 2 b", "附表 1 c"]), ("en", ["Table 1 a", "Table 2 b", "Annex table 1 c"])],
)
def test_named_tables_are_numbered_in_their_order_and_those_of_an_annex_by_themselves(language, words):
    body = f"{TABLE.format('a')}<table><caption>无名</caption></table>{TABLE.format('b')}"
    soup = numbered(f'{body}<section class="annex">{TABLE.format("c")}</section>', language)

    assert [caption.get_text() for caption in soup.select("table[id] caption")] == words
    assert soup.find("table", id=False).get_text() == "无名"


def test_named_figures_are_numbered_beside_the_tables():
    soup = numbered(f'{TABLE.format("a")}<figure id="f-a"><img/></figure><figure id="f-b"><figcaption>乙</figcaption>')

    assert [caption.get_text() for caption in soup.find_all("figcaption")] == ["图 1", "图 2 乙"]


def test_a_sentence_cites_the_number_before_its_last_sign():
    sentence = Paragraph("资金用了 97%。", see=("t-a",)).html()

    assert numbered(sentence + TABLE.format("a")).p.get_text() == "资金用了 97%（见表 1）。"
    assert numbered(sentence + TABLE.format("a"), "en").p.get_text() == "资金用了 97% (see Table 1)。"


def test_adjacent_places_are_cited_in_one_pair_of_brackets_and_absent_ones_vanish():
    sentence = Paragraph("资金", see=("t-gone", "t-b", "f-gone", "f-c", "t-a", "t-none")).html()
    soup = numbered(f'{sentence}{TABLE.format("a")}{TABLE.format("b")}<figure id="f-c"></figure>')

    assert soup.p.get_text() == "资金（见表 2、图 1、表 1）"
    assert [link["href"] for link in soup.p.find_all("a")] == ["#t-b", "#f-c", "#t-a"]
    assert numbered(Paragraph("资金。", see=("t-gone",)).html()).p.decode_contents() == "资金。"


def test_an_internal_link_that_leads_nowhere_loses_its_link():
    soup = numbered('<p><a href="#top">甲</a><a href="#gone">乙</a><a class="more" href="#gone">详见</a><a>丙</a></p>')

    assert soup.p.decode_contents() == '<a href="#top">甲</a>乙丙'
