import io
import re
import zipfile

import docx
import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.instruments.registry import build_registry, shipped_scales
from evaltoolkit.intake.entry.entry_sheets import Entry
from evaltoolkit.intake.entry.entry_workbook import entry_workbook
from evaltoolkit.intake.entry.own_wording import OwnWording, read_wording
from evaltoolkit.intake.entry.paper_form import paper_form, write_paper_form
from evaltoolkit.settings.yaml_lines import read_yaml

SCALES = shipped_scales()
WITH_ITEMS = [id_ for id_, scale in SCALES.items() if scale.items]


def lines(content):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def headings(content):
    return [found.group(1) for line in lines(content) if (found := re.match(r"(题\d+)\. ", line))]


def entry_headers(scale):
    import openpyxl

    book = entry_workbook(Entry("甲街道", 2023, scales=(scale,)), files=("a", "b"))
    header = next(openpyxl.load_workbook(io.BytesIO(book))["测量"].iter_rows(values_only=True, max_row=1))
    return [str(cell) for cell in header if str(cell).startswith("题")]


@pytest.mark.parametrize("id_", ["phq9", "ssrs", "barthel", "gas_t"])
def test_the_entry_sheet_takes_the_answers_in_the_paper_s_order(id_):
    assert headings(paper_form(SCALES[id_])) == entry_headers(SCALES[id_])


@pytest.mark.parametrize("id_", WITH_ITEMS)
def test_every_form_has_every_item_once_and_the_same_bytes_each_time(id_):
    content = paper_form(SCALES[id_])
    assert len(headings(content)) == SCALES[id_].items.count
    assert content == paper_form(SCALES[id_])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_is_a4_in_large_print_with_a_box_for_each_sign_of_the_code():
    document = docx.Document(io.BytesIO(paper_form(SCALES["phq9"])))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert len(document.tables[0].columns) == 10
    sizes = [run.font.size.pt for line in document.paragraphs[:-1] for run in line.runs if run.text.strip()]
    assert min(sizes) >= 18


def test_pre_and_post_are_ticked_and_the_title_says_nothing_of_what_is_measured():
    said = lines(paper_form(SCALES["gds15"]))
    assert any("□ 第一次（前测）" in line and "□ 结束时（后测）" in line for line in said)
    assert not any("抑郁" in line for line in said)
    assert docx.Document(io.BytesIO(paper_form(SCALES["gds15"]))).core_properties.title == "问　卷"


def test_item_wording_stands_only_where_the_licence_allows_it():
    assert any("做事时提不起劲或没有兴趣" in line for line in lines(paper_form(SCALES["phq9"])))
    for id_ in set(WITH_ITEMS) - {"phq9", "gad7"}:
        words = [line.split(". ", 1)[1] for line in lines(paper_form(SCALES[id_])) if re.match(r"题\d+\. ", line)]
        assert {word.strip("＿") for word in words} == {""}, id_


def test_the_station_s_own_words_take_the_blanks_place():
    own = tuple(f"自己的第{number}句" for number in range(1, 7))
    said = lines(paper_form(SCALES["uls6"], wording=OwnWording(own)))
    assert "题3. 自己的第3句" in said


def test_another_number_of_lines_than_items_is_refused_with_both_numbers():
    with pytest.raises(UserError, match="has 5 lines, but uls6 has 6 items"):
        paper_form(SCALES["uls6"], wording=OwnWording(("甲",) * 5))


def test_the_time_that_is_asked_about_stands_before_the_items_of_a_licensed_scale():
    said = lines(paper_form(SCALES["phq9"]))
    lead = said.index("在过去的两周里，您有多少时候受到以下问题的困扰？")
    assert lead < said.index("题1. 做事时提不起劲或没有兴趣")


def test_answers_that_nobody_has_named_leave_lines_to_write_what_the_numbers_mean():
    said = lines(paper_form(SCALES["uls6"]))
    first = said.index("数字的意思（印发前由社工写上）：")
    assert [re.sub("＿+", "＿", line) for line in said[first + 1 : first + 3]] == ["1 ＿\t2 ＿", "3 ＿\t4 ＿"]
    for named in ("phq9", "gds15", "rses_zh", "barthel"):  # the last: each item has answers of its own
        assert not any("数字的意思" in line for line in lines(paper_form(SCALES[named])))


def test_the_station_s_own_answers_and_first_words_are_printed_with_their_numbers():
    own = read_wording("说明：想一想最近一周。\n选项：从不、很少、有时、一直\n" + "\n".join(["一句话"] * 6))
    said = lines(paper_form(SCALES["uls6"], wording=own))
    assert "想一想最近一周。" in said
    assert said.count("□ 1 从不\t□ 2 很少\t□ 3 有时\t□ 4 一直") == 6
    assert not any("数字的意思" in line for line in said)


def test_another_number_of_answers_than_numbers_is_refused_with_both():
    with pytest.raises(UserError, match="names 3 answers, but uls6 has 4, from 1 to 4"):
        paper_form(SCALES["uls6"], wording=OwnWording(answers=("从不", "有时", "一直")))


def test_the_rses_prints_its_answers_as_its_chinese_form_does_with_the_numbers_to_type():
    assert lines(paper_form(SCALES["rses_zh"])).count("□ 4 非常符合\t□ 3 符合\t□ 2 不符合\t□ 1 很不符合") == 10


def test_a_page_may_end_between_two_parts_of_an_item_and_never_within_one():
    shown = docx.Document(io.BytesIO(paper_form(SCALES["ssrs"]))).paragraphs
    (first,) = [place for place, line in enumerate(shown) if line.text.startswith("A. ")]
    assert [line.paragraph_format.keep_with_next for line in shown[first : first + 4]] == [True, False, True, False]


def test_options_carry_the_number_to_be_typed():
    assert "□ 0 完全不会\t□ 1 好几天" in lines(paper_form(SCALES["phq9"]))
    assert "□ 0\t□ 5\t□ 10\t□ 15" in lines(paper_form(SCALES["barthel"]))


def test_lines_to_tick_are_numbered_and_parts_have_a_row_each():
    said = lines(paper_form(SCALES["ssrs_8_sources"]))
    assert sum(line.startswith("□ 0　都没有") for line in said) == 2
    assert sum(line.startswith("□ 8　＿") for line in said) == 2
    assert not any(line.startswith("□ 9　＿") for line in said)
    assert [line[0] for line in said if re.match(r"[A-Z]\. ＿", line)] == list("ABCDE")


def test_the_form_speaks_english_too():
    said = lines(paper_form(SCALES["phq9"], language="en"))
    assert "题1. Little interest or pleasure in doing things" in said
    assert any("First time (pre-test)" in line for line in said)


def test_a_measure_without_items_needs_no_form():
    total_only = """
schema_version: 1
id: weight
names: {zh: 体重, en: Weight}
measures: {zh: 体重, en: weight}
source: 称量
status: confirmed
better: higher
unit: {zh: 公斤, en: kg}
scoring: total_only
range: {low: 20, high: 150}
resolution: 0.1
licence: {words: 无题目, wording_allowed: false, status: confirmed, source: 不适用}
"""
    with pytest.raises(UserError, match="needs no paper form"):
        paper_form(build_registry({"weight.yaml": read_yaml(total_only)})["weight"])


def test_nothing_is_overwritten(tmp_path):
    out = tmp_path / "问卷.docx"
    assert write_paper_form(SCALES["uls6"], out=out) == out
    before = out.read_bytes()
    with pytest.raises(UserError, match="exists already"):
        write_paper_form(SCALES["uls6"], out=out)
    assert out.read_bytes() == before
