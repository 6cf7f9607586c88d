"""Who is a name: from headings and values, over every sheet, known or not."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.disclosure.names.person_names import written_names
from evaltoolkit.intake.checking.roster import _Finds, people_of
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.name_list import answers_digest, file_unsure, list_path, read_answers
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook, as_cells
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in


def found(sheets, file="站.xlsx", answers=None):
    raw = RawWorkbook(file, tuple(RawSheet(name, as_cells(rows), file) for name, rows in sheets.items()), "0")
    return people_of(raw, answers)


OTHERS = [["王芳芳"], ["李明远"], ["张卫国"], ["陈秀英"]]
SHEETS = {
    "a column 组员 of a known sheet": {"服务记录": [["服务编号", "组员"], ["S1", "林月娥"]]},
    "a column 填表人": {"满意度": [["填表人", "题1"], ["林月娥", 5]]},
    "a column 探访对象": {"服务记录": [["服务编号", "探访对象"], ["S1", "林月娥"]]},
    "a sheet 花名册": {"花名册": [["序号", "姓名"], [1, "林月娥"]]},
    "below a title and a blank row": {"活动": [["2023年名单一览"], [None], ["序号", "姓名"], [1, "林月娥"]]},
    "a column without a header": {"表三": [*OTHERS, ["林月娥"]]},
    "a column one to the right": {"测量": [[None, "档案号", "姓名"], [None, "A1", "林月娥"]]},
    "headers of an attendance sheet": {
        "签到": [["日期", "王芳芳", "李明远", "张卫国", "林月娥"], ["3月1日", 1, 1, 1, 1]]
    },
    "beside its header": {"登记卡": [["姓名", "林月娥", "年龄", 70]]},
    "in a line": {"记录": [["组员：林月娥、王芳芳"]]},
    "with a remark": {"花名册": [["姓名"], ["林月娥（已故）"]]},
    "with a telephone number": {"花名册": [["姓名"], ["林月娥13800138000"]]},
    "with a blank": {"花名册": [["姓名"], ["林 月娥"]]},
    "a sheet named after her": {"林月娥": [["日期"], ["3月1日"]]},
    "a title": {"表三": [["林月娥个案记录"]]},
}


@pytest.mark.parametrize("where", SHEETS)
def test_a_name_is_found_at_every_place_of_a_workbook(where):
    assert "林月娥" in found(SHEETS[where]).names


REMARKS = [
    "{}",
    "{}（请与身份证上的一致，必填）",
    "{}\n（请填写身份证上的，不要写小名）",
    "{}（没有的可以不填",
    "*{}【必填】",
    "{}[如无请写“无”]",
]
HEADS = {
    "names": [
        "姓名",
        "服务对象姓名",
        "持证人姓名",
        "证件姓名",
        "姓名及电话",
        "联系人/电话",
        "组员姓名",
        "求助者",
        "母亲",
        "跟进人",
    ],
    "addresses": ["地址", "现居住地址", "户主住址", "居住地", "门牌号", "户籍地"],
    "numbers": [
        "电话",
        "家庭固定电话号码",
        "QQ号码",
        "证件号",
        "姓名及电话",
        "微信号",
        "联系方式",
        "医保卡号",
        "社保卡",
        "证书编号",
    ],
}
HELD = {"names": "麦合甫拉提（聋）", "addresses": "望岗村三社12巷尾间", "numbers": "283746510"}
TOLD = {"names": "麦合甫拉提", "addresses": "望岗村三社12巷尾间", "numbers": "283746510"}


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize(("part", "head"), [(part, head) for part, heads in HEADS.items() for head in heads])
def test_a_header_says_what_stands_below_it_whatever_remark_it_bears(part, head, remark):
    people = found({"入户登记表": [["序号", remark.format(head)], [1, HELD[part]]]})

    assert TOLD[part] in getattr(people, part)


def test_a_long_header_says_how_a_name_is_to_be_written_and_a_line_of_prose_heads_nothing():
    told = "服务对象姓名须与身份证上的一致"
    prose = "活动中大家互相介绍姓名并说出一个优点"

    assert "莎仁其木格" in found({"登记": [[told], ["莎仁其木格"]]}).names
    assert not found({"记录": [["过程"], [prose], ["气氛很热烈"]]}).names


CARD = [["姓名", "莎仁其木格", "QQ", "283746510"], ["住址", "望岗村三社12巷尾间", "电话", "86331234"]]


@pytest.mark.parametrize("above", [0, 3, 30])
def test_a_card_tells_names_addresses_and_numbers_beside_their_labels(above):
    people = found({"登记卡": [*([["甲", "乙"]] * above), *CARD]})

    assert "莎仁其木格" in people.names
    assert people.addresses == {"望岗村三社12巷尾间"}
    assert people.numbers == {"283746510", "86331234"}


FIGURES = [
    "持证社工累计工时（小时）",
    "持证人数",
    "微信公众号阅读量",
    "电话回访次数",
    "凭证金额",
    "保证金",
    "证明材料",
    "凭证号",
]


@pytest.mark.parametrize("head", FIGURES)
def test_a_column_of_figures_holds_no_number_of_a_person(head):
    assert not found({"月报": [["月份", head], [1, 10250], [2, 11480], [3, 20231205]]}).numbers


def test_of_kin_a_list_says_how_they_fare_and_who_they_are():
    rows = [
        ["子女", "监护人"],
        ["均在外地", "民政部门"],
        ["健在", "莎仁其木格"],
        ["张建国", "居家养老"],
        ["离异", "村委会"],
    ]
    people = found({"走访": rows})

    assert people.names == {"张建国", "莎仁其木格"}
    assert {*people.unsure} == {"莎仁其木格"}


def test_a_table_of_services_by_telephone_holds_no_number_of_a_person():
    rows = [
        ["方式", "服务编号", "日期"],
        ["电话", "FW2023001", "20230501"],
        ["微信", 30, 20000],
        ["入户", "FW2023002", 1],
    ]

    assert not found({"探访": rows}).numbers


def test_a_workbooks_own_name_may_name_somebody():
    assert "林月娥" in found({"表三": [["日期"]]}, file="林月娥_2023.xlsx").names


def test_a_uyghur_name_is_found_in_any_column():
    assert "阿依古丽买买提" in found({"表三": [["说明"], ["阿依古丽•买买提"], ["天气晴"]]}).names


def test_columns_of_words_name_nobody():
    words = ["高血压", "白内障", "安全", "健康", "就业", "党建", "康复", "家庭", "社区矫正", "万圣节"]
    sheets = {"服务记录": [["服务编号", "服务领域", "组员人数"], *([f"S{n}", word, 3] for n, word in enumerate(words))]}
    assert found(sheets).names == frozenset()
    assert found({"表三": [["主题"], *([word] for word in words)]}).names == frozenset()


def test_what_a_line_says_of_a_kind_of_people_names_nobody():
    lines = ["服务对象：失独家庭", "对象：孤寡失独", "志愿者：协助搬运", "社工：陪同就医", "居民：反映照明"]
    assert found({"表三": [[line] for line in lines]}).names == frozenset()


def test_words_that_the_workbook_offers_name_nobody_beside_names():
    rows = [["林月娥", "王芳芳", "李明远", "个案", "满意"], ["张卫国", "陈秀英", "王建国", "小组", "非常满意"]]
    named = found({"表三": rows}).names
    assert named >= {"林月娥", "王芳芳", "李明远", "张卫国", "陈秀英", "王建国"}
    assert not named & {"个案", "满意", "小组", "非常满意"}


def test_what_may_be_a_name_counts_as_one_until_somebody_says_otherwise():
    sheets = {"表三": [["主题"], ["春游"], ["义诊"], ["茶话会"], ["讲座"], ["王建国"]]}
    asked = found(sheets)
    assert dict(asked.unsure) == {"王建国": "表三 A"}
    assert "王建国" in asked.names
    assert "王建国" not in found(sheets, answers={"王建国": False}).names
    assert "王建国" in found(sheets, answers={"王建国": True}).names


def test_an_answer_never_takes_away_who_stands_in_a_column_of_names():
    sheets = {"花名册": [["姓名"], ["王建国"]], "表三": [["主题"], ["王建国"], ["义诊"]]}
    assert "王建国" in found(sheets, answers={"王建国": False}).names


def test_words_that_may_be_names_are_asked_about_once_and_the_answers_stay(tmp_path):
    project = Project(tmp_path)
    path = list_path(project, tmp_path / "data" / "站.xlsx")
    before = answers_digest(project)
    assert file_unsure(path, {}) is None
    file_unsure(path, {"王建国": "表三 A"})
    assert (read_answers(path), answers_digest(project)) == ({}, before)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    path.write_text("\n".join(",".join(row) for row in [rows[0], [*rows[1][:2], "否"]]), encoding="gb18030")
    assert read_answers(path) == {"王建国": False}
    assert answers_digest(project) != before
    file_unsure(path, {"王建国": "表三 B", "白杨林": "表三 C"})
    assert read_answers(path) == {"王建国": False}
    assert path.read_text(encoding="utf-8-sig").count("王建国") == 1


@pytest.fixture
def stored(workbook, tmp_path):
    """Take sheets in and return what is stored of them."""
    (tmp_path / "parameters").mkdir()

    def take(sheets):
        project = Project(tmp_path)
        return read_store(project.tables / take_in(workbook(sheets), project=project, year=2023)).tables

    return take


def grouped(groups, names):
    people = [["档案号", "姓名"], *([f"A{number}", name] for number, name in enumerate(names))]
    services = [["服务编号", "日期", "服务方法", "小组", "工时"]]
    services += [[f"{name}-01", "2023-03-01", "小组", group, 2] for name, group in zip(names, groups, strict=True)]
    there = [["服务编号", "档案号", "是否出席"], *([f"{name}-01", f"A{n}", "是"] for n, name in enumerate(names))]
    return {"服务对象": people, "服务记录": services, "出席": there}


def test_keys_that_hold_names_stay_distinct_and_still_match_when_they_are_masked(stored):
    names = ["林月娥", "王芳芳", "李明远", "张卫国"]
    tables = stored(grouped([f"{name}小组" for name in names], names))
    services, there = tables["services"], tables["attendance"]
    assert services["group"].nunique() == services["service"].nunique() == 4
    assert set(there["service"]) == set(services["service"])
    assert not any(name in str(cell) for name in names for cell in services.to_numpy().ravel())


def test_the_same_name_has_the_same_code_in_every_column_and_workbook(stored):
    first = stored(grouped(["林月娥小组", "春晖小组"], ["林月娥", "王芳芳"]))["services"]["group"].tolist()
    second = stored(grouped(["春晖小组", "林月娥小组"], ["王芳芳", "林月娥"]))["services"]["group"].tolist()
    assert first == second[::-1]


def test_a_client_of_the_districts_name_does_not_mask_the_district(stored):
    sheets = {
        "服务对象": [["档案号", "姓名", "社区", "备注"], ["A1", "温江", "温江区东社区", "组员温江，65岁，住温江区"]],
    }
    clients = stored(sheets)["clients"]
    assert clients["community"].tolist() == ["温江区东社区"]
    assert clients["note"].tolist() == ["组员‹已遮盖›，65岁，住温江区"]


def test_given_names_titles_and_pinyin_are_masked_in_prose_and_listed(check):
    note = "秀英说很好；王阿姨和Wang Xiuying都来了"
    report = check({"服务对象": [["档案号", "姓名", "备注"], ["A1", "王秀英", note]]})
    assert [(fault.kind.value, fault.level.value) for fault in report.faults] == [("identifier_masked", "hint")]
    assert not report.stops


@pytest.mark.parametrize("name", ["龚(诩璟)项目", "王阿姨项目", "Wang Xujing组"])
def test_what_comes_near_a_name_is_masked_alike_wherever_a_project_or_a_group_is_named(stored, name):
    """Masked on one sheet alone, the project had no services and the services no project."""
    people = [["档案号", "姓名"], ["A1", "王诩璟"], ["A2", "李月娥"]]
    head = ["服务编号", "日期", "服务方法", "服务领域", "项目", "小组", "人次", "工时"]
    services = [[f"S{n}", f"2023-03-0{n}", "小组", name, name, name, 8, 2] for n in (1, 2)]
    sheets = {
        "服务对象": people,
        "服务记录": [head, *services],
        "项目": [["项目", "项目类型"], [name, "重点项目"]],
        "工时约定": [["服务方法", "服务领域", "约定工时"], ["小组", name, 10]],
        "质量评定": [["评定对象", "评定方面", "评定结果"], [name, "切合需求", "符合"]],
    }
    tables = stored(sheets)
    seen = {
        (table, column): set(tables[table][column])
        for table, column in (("services", "project"), ("services", "field"), ("services", "group"),
                              ("projects", "project"), ("agreements", "field"), ("quality_checks", "subject"))
    }  # fmt: skip
    (masked,) = set.union(*seen.values())
    assert "遮盖" in masked, seen


def test_codes_and_figures_name_nobody_and_latin_names_among_them_are_found():
    texts = ["F20230001", "AB-12/34", "13800138000", "Li-Wei", "Anna Smith", "A.B", "ab/cd", "(Mary)Jane", "x[1]yz Wu"]
    quick = {text: _Finds(frozenset()).names_in([text]) for text in texts}
    assert quick == {text: written_names(text) for text in texts}
    assert quick["Anna Smith"]


@given(st.text(st.sampled_from("aB1 .'/-()[]:+,;|\t*_王·"), max_size=40))
def test_what_is_passed_over_as_no_name_holds_none(words):
    assert _Finds(frozenset()).names_in([words]) == written_names(words)
