import base64
import json
import random
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evaltoolkit.disclosure.names.identifiers import Identifier
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting.page.export import running_heads
from evaltoolkit.reporting.release.gate import Hit, Roster, require_clean, scan_page, scan_results, scan_words

# The example of GB 11643-1999, and a number that no operator gives out.
NUMBER, PHONE = "11010519491231002X", "13800138000"
ROSTER = Roster(
    frozenset({"欧阳某某", "平安", "报告"}), frozenset({"示例区示例街道幸福里7号3栋"}), frozenset({"A-0042-77"})
)


def kinds(html):
    return {hit.kind for hit in scan_page(html, ROSTER)}


def picture(words=None, trailing=b""):
    info, stream = PngInfo(), BytesIO()
    if words:
        info.add_itxt("Comment", words, zip=True)
    Image.new("L", (1, 1)).save(stream, "PNG", pnginfo=info)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue() + trailing).decode()


def drawing(*lines, path="M1 1"):
    words = "".join(f'<text x="1" y="{place}">{line}</text>' for place, line in enumerate(lines))
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{path}"/>{words}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(source.encode()).decode()


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{NUMBER}</p>",
        "<p>110105<b>19491231</b>002X</p>",
        "<p>&#49;1010519491231&#48;02X</p>",
        f'<p title="{NUMBER}">甲</p>',
        f"<!-- {NUMBER} -->",
        f'<img alt="{NUMBER}">',
        f'<img alt="甲" src="{picture(NUMBER)}">',
        f'<img alt="甲" src="{picture(trailing=NUMBER.encode())}">',
        "<p>１１０１０５１９４９１２３１００２ｘ</p>",
        f'<img alt="甲" src="{drawing("甲", NUMBER)}">',
    ],
    ids=[
        "plain",
        "broken by a tag",
        "entity",
        "attribute",
        "comment",
        "alt",
        "in a picture",
        "behind a picture",
        "wide",
        "in a drawing",
    ],
)
def test_an_identity_number_is_found_wherever_a_page_can_hold_it(html):
    assert kinds(html) == {Identifier.IDENTITY_NUMBER}


def test_phones_names_addresses_and_numbers_of_the_roster_are_found():
    assert kinds(f"<td>{PHONE}</td>") == {Identifier.PHONE}
    assert kinds("<td>欧阳 某某</td>") == {Identifier.NAME}
    assert kinds("<td>住幸福里7号3栋</td>") == {Identifier.ADDRESS}
    assert kinds("<td>A-0042-77</td>") == {Identifier.ROSTER_NUMBER}


def test_a_name_over_the_end_of_a_line_of_a_drawing_is_found_and_its_coordinates_are_no_number():
    assert kinds(f'<img alt="甲" src="{drawing("欧阳", "某某")}">') == {Identifier.NAME}
    assert kinds(f'<img alt="甲" src="{drawing("13800", "138000")}">') == set()
    path = "M110105 194912L310029 138001C380001 380013 800138 1380013800 138001"
    assert kinds(f'<img alt="甲" src="{drawing("甲", path=path.replace("1380013800", "138001"))}">') == set()


def test_cells_of_a_table_are_not_read_as_one_number():
    cells = "".join(f"<td>{NUMBER[at : at + 6]}</td>" for at in (0, 6, 12))

    assert kinds(f"<table><tr>{cells}</tr></table>") == set()


def test_a_name_that_is_a_word_of_every_report_counts_only_where_it_stands_alone():
    assert kinds("<p>年度评价报告如下</p>") == set()
    assert kinds("<td>报告</td>") == {Identifier.NAME}


def test_a_hit_tells_place_and_kind_and_never_the_value():
    html = f"<h2>一、概述</h2><p>甲</p><h3>（二）联系</h3><p>{PHONE}</p>"
    hits = scan_page(html, ROSTER)

    assert hits == (Hit("（二）联系", Identifier.PHONE),)
    with pytest.raises(UserError) as error:
        require_clean("a.html", hits)
    assert error.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert "电话号码（位于“（二）联系”之下）" in Language().say(error.value.sentence)
    assert PHONE not in Language().say(error.value.sentence)


@pytest.mark.parametrize(("words", "is_told"), [("组员王芳说", True), (PHONE, False)])
def test_where_a_name_was_found_the_sentence_says_how_a_word_that_is_none_is_answered(words, is_told):
    with pytest.raises(UserError) as error:
        require_clean("a.html", scan_words(words, Roster(names=frozenset({"王芳"}))))
    said = Language().say(error.value.sentence)
    assert ("private/names" in said and "“否”" in said) is is_told


def test_a_heading_that_is_itself_the_hit_is_not_repeated_as_its_place():
    assert {hit.place for hit in scan_page(f"<h2>找{PHONE}</h2><p>又 {PHONE}</p>", ROSTER)} == {""}


def test_results_are_searched_in_words_keys_and_whole_numbers_but_not_in_fractions():
    def found(content):
        return {hit.kind for hit in scan_results(json.dumps(content), ROSTER)}

    assert found({"a": {"b": [NUMBER]}}) == {Identifier.IDENTITY_NUMBER}
    assert found({PHONE: 1}) == {Identifier.PHONE}
    assert found({"a": int(PHONE)}) == {Identifier.PHONE}
    assert found({"a": 1.3800138000, "b": 13.812345678, "c": 0.11010519491231}) == set()
    assert scan_results(json.dumps({"a": {"b": [PHONE]}}), ROSTER)[0].place == "a.b"


def test_a_clean_page_passes():
    require_clean("a.html", scan_page("<h2>一、概述</h2><p>240 万元，执行率 98.8%（237／240）。</p>", ROSTER))


def test_no_name_of_a_street_is_read_as_a_number_in_the_pages_own_style():
    signs = "虎丘镇街道沙河新市石龙太平西湖东山白云长安南朗桥头寮步万江松山湖黄埔花都增城从化番禺荔湾越秀天河海珠"
    chance = random.Random(20240101)  # noqa: S311, made names
    names = ["虎丘街道", *("".join(chance.choices(signs, k=3)) + "街道" for _ in range(2000))]
    pages = {name: f"<style>{running_heads(name, '示例数据')}</style><p>{name}</p>" for name in names}
    assert [name for name, page in pages.items() if kinds(page)] == []


def test_a_number_written_as_codes_in_a_style_is_found():
    codes = "".join(f"\\{ord(digit):x} " for digit in PHONE)
    assert Identifier.PHONE in kinds(f"<style>p::after {{ content: '{codes}' }}</style>")


def test_the_remedy_names_every_place_where_such_a_word_can_be_written():
    with pytest.raises(UserError) as raised:
        require_clean("a.html", scan_words("13812345678", Roster()))
    for said in (raised.value.sentence.english(), Language().say(raised.value.sentence)):
        assert "parameters/scales" in said
        assert "parameters/indicators" in said
    assert "workbook" in raised.value.sentence.english()
    assert "parameter file" in raised.value.sentence.english()
