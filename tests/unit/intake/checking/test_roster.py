"""Who is a name: from headings and values, over every sheet, known or not."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.disclosure.names.identifiers import find_addresses
from evaltoolkit.disclosure.names.person_names import plain_name, written_names
from evaltoolkit.intake.checking.headers import known_headers
from evaltoolkit.intake.checking.name_finds import Finds
from evaltoolkit.intake.checking.roster import people_of
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.name_list import answers_digest, file_unsure, list_path, read_answers
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook, as_cells
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year


def found(sheets, file="站.xlsx", answers=None):
    raw = RawWorkbook(file, tuple(RawSheet(name, as_cells(rows), file) for name, rows in sheets.items()), "0")
    return people_of(raw, answers)


IN_LINES = {
    "微信接龙": "#接龙\n6月18日包粽子\n1. 王秀珍\n2. 林月娥+1\n3. 陈桂兰（2大1小）",
    "走访台账": "13800138000（女儿林月娥）",
    "备注表": "①王秀珍②林月娥③罗建芬",
    "林月娥成长档案": "一季度",
    "情况": "走访独居老人林月娥，身体尚可",
    "家庭": "林月娥 女 72",
    "分工": "林月娥负责签到，王秀珍拍照",
}


@pytest.mark.parametrize("sheet", IN_LINES)
def test_who_a_line_of_any_sheet_names_is_asked_about(sheet):
    people = found({sheet: [["备注"], [IN_LINES[sheet]], ["天气晴好"]]})
    assert "林月娥" in people.unsure
    assert "林月娥" in people.names


GLUED = (
    "性别", "年龄", "出生年月", "联系电话", "身份证号码", "家庭住址", "与户主关系", "文化程度", "所属社区", "建档日期",
    "困难类型", "残疾证号", "微信", "QQ", "个案编号", "服务内容", "入户时间", "健康状况", "主要问题",
)  # fmt: skip


@pytest.mark.parametrize("label", ["姓名", "户主", "案主", "联系人", "服务对象", "母亲"])
@pytest.mark.parametrize("name", ["林月娥", "王芳", "欧阳慕华"])
def test_whom_a_label_names_is_known_though_the_next_one_is_written_right_behind(label, name):
    people = {field: found({"个案": [["情况"], [f"{label}：{name}{field}：某某"]]}) for field in GLUED}
    assert {field: {*one.names, *one.unsure} for field, one in people.items()} == {field: {name} for field in GLUED}


@pytest.mark.parametrize("field", ["监护人", "社工", "兴趣爱好", "特长", "领取物资"])
def test_right_behind_one_name_any_label_may_begin(field):
    names = ("林月娥", "王芳", "欧阳慕华")
    assert all(name in found({"个案": [["情况"], [f"姓名：{name}{field}：某某"]]}).names for name in names)
    spaced = found({"个案": [["情况"], ["姓名：欧阳慕华 兴趣爱好：唱歌"], ["姓名：白云飞特长：唱歌"]]})
    assert not {"白云", "欧阳慕", "兴趣"} & spaced.names


@pytest.mark.parametrize(
    "line",
    ["社工：高度重视居民反映的问题：漏水", "家属：安全第一时间：3月", "负责人：全程参与活动内容：包粽子",
     "主持：王书记致辞：感谢", "对象：江高镇全体居民地点：广场", "家属：向社工反映问题：漏水",
     "母亲：高血压病史情况：稳定", "父亲：车祸去世时间：2019年", "丈夫：于东莞打工收入：3000",
     "女儿：高中在读年级：高二", "案主：情绪平稳需求：陪伴"],
)  # fmt: skip
def test_what_a_line_says_of_a_matter_before_the_next_colon_names_nobody(line):
    people = found({"记录": [["情况"], [line]]})
    assert (people.names, people.unsure) == (frozenset(), {})


OTHERS = [["王芳芳"], ["李明远"], ["张卫国"], ["陈秀英"]]
SHEETS = {
    "a column 组员 of a known sheet": {"服务记录": [["服务编号", "组员"], ["S1", "林月娥"]]},
    "a column 填表人": {"满意度": [["填表人", "题1"], ["林月娥", 5]]},
    "a column 探访对象": {"服务记录": [["服务编号", "探访对象"], ["S1", "林月娥"]]},
    "a sheet 花名册": {"花名册": [["序号", "姓名"], [1, "林月娥"]]},
    "below a header with a remark as long as a cell": {
        "表四": [["来人（" + "务必填写真实情况，" * 3600 + "）"], ["林月娥"]]
    },
    "below a header and 30,000 blanks": {"表四": [["姓名" + " " * 30_000 + "（必填）"], ["林月娥"]]},
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
    "银行存款",
    "开户银行余额",
    "社保",
    "社保缴费",
    "社保基数",
    "医保报销",
    "医保支出",
]


@pytest.mark.parametrize("head", FIGURES)
def test_a_column_of_figures_holds_no_number_of_a_person(head):
    assert not found({"月报": [["月份", head], [1, 10250], [2, 11480], [3, 20231205]]}).numbers


@pytest.mark.parametrize("head", ["活动地址", "站点地址", "地点", "场地地址", "单位地址"])
def test_where_services_are_given_is_no_address_of_a_person(head):
    rows = [["活动", head, "负责人"], ["讲座", "文化站二楼多功能室", "王芳芳"], ["小组", "棠安路12号", "李明远"]]

    assert not found({"场地表": rows}).addresses


def test_a_service_s_address_is_somebody_s_home_only_in_a_list_of_people():
    rows = [["服务地址"], ["望岗村三社12巷尾间"]]

    assert not found({"场地表": rows}).addresses
    assert found({"上门": [["姓名"], ["莎仁其木格"]], "名册": [["姓名", *rows[0]], ["莎仁其木格", *rows[1]]]}).addresses


@pytest.mark.parametrize("head", ["报销账号", "社保个人编号", "医保账号", "银行", "社保电脑号"])
def test_a_number_beside_a_word_of_money_is_one_of_a_person(head):
    assert found({"名册": [["序号", head], [1, "283746510"]]}).numbers


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
    quick = {text: Finds(frozenset()).names_in([text]) for text in texts}
    assert quick == {text: written_names(text) for text in texts}
    assert quick["Anna Smith"]


@given(st.text(st.sampled_from("aB1 .'/-()[]:+,;|\t*_王·"), max_size=40))
def test_what_is_passed_over_as_no_name_holds_none(words):
    assert Finds(frozenset()).names_in([words]) == written_names(words)


# Headers as stations write them, on sheets of their own; many begin with a surname.
HEADERS = """
支部 所属支部 党支部 党小组 党组织 党龄 党员 党内职务 政治面貌 职务 房号 房间 房产 房型 居室 单元 楼栋 门牌 桌号
席位 座位 宿舍 车次 车号 车型 车位 单号 单据 金额 费用 花费 经费 余额 欠费 应收 实收 毛利 水费 电费 餐费 餐次
餐标 燃气 石油 项目 项目组 班级 班组 班次 年级 成绩 满分 得分 计分 计时 平均 全勤 满勤 通勤 时段 时间段 时长
时数 应到 实到 应出勤 应出席 钟点 步数 路段 路线 居委 区域 片区 任教 任职 任务 任课 任期 体温 血压 舒张压
收缩压 血糖 身高 体重 左眼 右眼 安排 值班 游戏 方向 常住 籍贯 民族 汉族 文化 文化程度 学历 学校 来源 来访 计划
总结 简介 包户 包片 包干 包保 结对 帮扶 牵头 祝福 祝福语 寄语 和解 贺词 奖项 奖品 孝星 荣誉 称号 组别 梯队
段位 顾问 相片 照片 关爱类 关注 关系 宣传员 管理员 骨干 强项 特长 特困 高龄 高血压 糖尿病 白内障 失能 残疾 低保
低收入 独居 孤寡 成效 成果 商户 商铺 田亩 牛羊 林地 水电 金卡 银卡 康复 康复师 药品 用药 柏树 军属 烈属 军龄
工龄 司仪 司乘 师承 堂食 饭堂 米油 粮油 毛毯 棉被 鞋码 尺码 柜号 袋装 祖屋 前测 后测 孤独感 抑郁 满意度 目标
评估 结案 介入 上午 路名
""".split()  # noqa: SIM905
WORDS = dict.fromkeys([*HEADERS, *(header for spec in TABLES for header in known_headers(spec))])
LISTED = {"王芳", "李秀英", "骆文"}
AROUND = {
    "right of 姓名": lambda word: ([["序号", "姓名", word], *([n, who, "甲"] for n, who in enumerate(LISTED))], LISTED),
    "right of 姓名 and nobody below": lambda word: ([["序号", "姓名", word]], set()),
    "below 姓名 on a short card": lambda word: ([["姓名", "禤大文"], [word, "好"]], {"禤大文"}),
    "below 姓名 on a card": lambda word: (
        [["个案登记卡"], ["姓名", "骆文"], ["性别", "女"], ["年龄", 70], ["电话", "86331234"], [word, 12]],
        {"骆文"},
    ),
    "right of a name": lambda word: ([["姓名", "禤大文", word, "好"], ["性别", "女"]], {"禤大文"}),
    "on a sheet with headers at the left": lambda word: (
        [["姓名", "王芳", "李秀英", "骆文"], ["性别", "女", "女", "男"], [word, "甲", "乙", "丙"]],
        LISTED,
    ),
}


@pytest.mark.parametrize("place", AROUND)
def test_headers_and_labels_beside_names_are_no_names(place):
    assert len(HEADERS) > 150
    shown = {word: AROUND[place](word) for word in WORDS}
    people = found({f"表{number}": rows for number, (rows, _) in enumerate(shown.values())})

    assert people.names == set.union(*(names for _, names in shown.values()))
    assert not people.unsure


def test_a_word_on_a_card_is_asked_about_and_an_answer_takes_it_away():
    card = {"登记卡": [["姓名", "高峰"], ["性别", "男"]]}

    assert dict(found(card).unsure) == {"高峰": "登记卡 1"}
    assert "高峰" in found(card).names
    assert "高峰" not in found(card, answers={"高峰": False}).names


@pytest.mark.parametrize("below", [["备注", "填表人", "合计", "经办人", "签名"], ["备注", "填表人"]])
def test_who_stands_among_labels_is_not_passed_over(below):
    rows = [["姓名", "次数"], ["骆文", 3], ["莎仁其木格", 2], *([words, None] for words in below)]

    assert found({"签到": rows}).names == {"骆文", "莎仁其木格"}


def test_what_a_card_says_of_roads_and_accounts_names_nobody():
    rows = [
        ["户主", "禤大文", "配偶", "丘丽华"],
        ["电话", "86331234", "微信", "wx_abc12"],
        ["路名", "齐富路", "社区", "甲"],
    ]
    people = found({"家访": rows})

    assert people.names == {"禤大文", "丘丽华"}
    assert people.numbers == {"86331234", "wx_abc12"}


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("起止", "20230110-20230124"),
        ("任期", "2021-2026"),
        ("上午", "0830-1200"),
        ("服务期", "2023.1.1-2023.12.31"),
        ("起止", "2023-03-01 2023-06-30"),
        ("捐赠", 1234567),
        ("善款", 2345678),
    ],
)
def test_times_and_amounts_beside_names_are_no_numbers_of_people(head, value):
    rows = [["序号", "姓名", head], *([number, who, value] for number, who in enumerate(sorted(LISTED)))]
    people = found({"名册": rows})

    assert (people.names, people.numbers, people.addresses) == (LISTED, frozenset(), frozenset())


def test_a_sheet_with_its_headers_at_the_left_is_read_to_the_end_of_each_row():
    rows = [
        ["姓名", "敖小登", "晏小飞", "骆文"],
        ["电话", "83115566", "83112234", "83112233"],
        ["住址", "望岗三社榕树头东侧", "萧岗五社祠堂后", "石井一社"],
    ]
    people = found({"家访表": rows})

    assert people.names == {"敖小登", "晏小飞", "骆文"}
    assert people.numbers == {"83115566", "83112234", "83112233"}
    assert people.addresses >= {"望岗三社榕树头东侧", "萧岗五社祠堂后"}


def test_a_table_of_a_family_tells_names_and_numbers():
    people = found({"家庭": [["称谓", "名", "联系"], ["父", "禤大文", "86331234"], ["母", "丘丽华", "86335678"]]})

    assert (people.names, people.numbers) == ({"禤大文", "丘丽华"}, {"86331234", "86335678"})


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("参加人员：邝小平、翟小红等12人", {"邝小平", "翟小红"}),
        ("志愿者名单如下：缪小丽 麦小兜", {"缪小丽", "麦小兜"}),
        ("主持：柏小木    记录：卜小贝", {"柏小木", "卜小贝"}),
        ("带领者：禤甲乙      协助：丘丽华", {"禤甲乙", "丘丽华"}),
        ("拍摄：骆文；审核：仇小云", {"骆文", "仇小云"}),
        ("缺席：柏小木；陪诊：敖小登→市医院", {"柏小木", "敖小登"}),
        ("记录：高血压讲座", set()),
        ("协助：安排车辆；审核：通过", set()),
    ],
)
def test_a_line_tells_who_did_what(line, names):
    named = found({"活动": [["过程"], [line]]}).names

    assert named >= names
    assert names or not named


def test_a_sheet_called_after_somebody_of_a_rare_surname_is_asked_about():
    assert dict(found({"骆文": [["日期"]]}).unsure) == {"骆文": "骆文"}
    assert not found({name: [["日期"]] for name in ("汇总", "台账", "党建", "支出", "花絮", "时数", "名册")}).names


@pytest.mark.parametrize("cell", ["禤大勇 女", "低保禤大勇", "禤大勇家属", "▲禤大勇", "独居：禤大勇", "禤大勇等5人"])
def test_a_name_with_an_addition_is_known_without_it(cell):
    named = found({"服务对象": [["档案号", "姓名"], ["A1", cell], ["A2", "李秀英"]]}).names

    assert named >= {"禤大勇", "李秀英"}
    assert not named & {"低保", "独居", "家属"}


def test_what_begins_within_a_word_before_a_title_is_no_name():
    people = found({"措施": [["改进措施"], ["由骨干带队开展日常探访"], ["社工对王小芳个案跟进"]]})

    assert {"展日常", "日常"} & people.names == set()
    assert "王小芳" in people.names


MANY = """
禤大文 王建国 李秀英 张卫国 陈丽华 刘志强 杨桂兰 赵玉梅 黄国强 周淑芬 吴建华 徐丽娟 孙志明 胡秀珍 朱建军 高玉兰 林月娥
""".split()  # noqa: SIM905
UNLISTED = ["莎仁其木格", "乌云其木格", "扎西卓玛", "麦合甫拉提"]


@pytest.mark.parametrize("sign", ["、", " ", "\n", "，"])
@pytest.mark.parametrize("place", ["below 组员", "below 姓名", "beside", "in a line"])
def test_a_list_of_any_length_is_read_to_its_end(place, sign):
    words = sign.join(MANY)
    rows = {
        "below 组员": [["服务编号", "组员"], ["S1", words]],
        "below 姓名": [["日期", "姓名"], ["3.1", words]],
        "beside": [["组员名单", words], ["日期", "3.1"]],
        "in a line": [[f"组员：{words}"]],
    }
    assert found({"小组": rows[place]}).names >= set(MANY)


def test_prose_in_a_column_of_people_names_those_alone_whom_it_can_hardly_not_name():
    prose = "由社工王芳芳带领，大家分享近况，气氛热烈，组员表示收获很大，希望下次继续参加，最后合影留念，收拾场地"
    people = found({"小组": [["日期", "组员"], ["3.1", prose]]})

    assert {name for name in people.names if "王芳芳" not in name} == set()


@pytest.mark.parametrize("above", [1, 12])
@pytest.mark.parametrize("upper", ["电话", "住址", "性别"])
def test_a_table_below_another_has_headers_of_its_own(above, upper):
    rows = [
        ["序号", "姓名", upper, "备注"],
        *([n, f"王建{sign}", "望岗村", None] for n, sign in enumerate("东西南北" * above)),
    ]
    rows += [["儿童名册"], ["序号", "儿童姓名", "监护人", "微信号"], [1, "李小明", "莎仁其木格", "xiaoming_li"]]
    people = found({"花名册": rows})

    assert people.names >= {"李小明", "莎仁其木格"}
    assert "xiaoming_li" in people.numbers


def test_a_header_is_read_below_any_number_of_instructions():
    rows = [
        *([f"{n}、请如实填写"] for n in range(12)),
        ["序号", "姓名", "监护人", "微信号"],
        [1, "李小明", "莎仁其木格", "xm_li77"],
    ]
    people = found({"名册": rows})

    assert people.names >= {"李小明", "莎仁其木格"}
    assert people.numbers == {"xm_li77"}


def test_a_row_of_words_about_people_heads_nothing():
    rows = [
        ["序号", "跟进人", "来源", "关系"],
        *([n, "王芳芳", "社区", "家属"] for n in range(12)),
        [13, "社工", "老人", "家属"],
    ]
    people = found({"跟进": [*rows, [14, "李明远", "街道", "朋友"]]})

    assert people.names == {"王芳芳", "李明远"}


def test_labels_are_read_however_wide_they_are_written():
    rows = [["甲", "乙"]] * 30
    rows += [["姓  名", "莎仁其木格", "电　话", "86331234"], ["住  址", "望岗村三社12巷尾间"]]
    rows += [["记 录 人：麦合甫拉提    审 核 人：褚时"]]
    people = found({"登记卡": rows})

    assert people.names == {"莎仁其木格", "麦合甫拉提", "褚时"}
    assert (people.numbers, people.addresses) == ({"86331234"}, {"望岗村三社12巷尾间"})


@pytest.mark.parametrize("head", ["组员", "老人", "志愿者", "家庭成员"])
@pytest.mark.parametrize("count", [1, 4])
def test_of_people_whoever_is_hardly_a_word_counts_whatever_the_surname(head, count):
    people = found({"服务记录": [["服务编号", head], *(["S", name] for name in UNLISTED[-count:])]})

    assert people.names == set(UNLISTED[-count:])


def test_names_in_letters_count_beside_chinese_ones():
    people = found({"志愿": [["序号", "志愿者"], [1, "John Smithson"], [2, "Nguyễn Thị Hoa"], [3, "王芳芳"]]})

    assert people.names >= {"john smithson", "nguyễn thị hoa", "王芳芳"}


def test_a_row_of_names_beside_their_header_is_read_whole():
    below = [["性别", *"女女男女"], ["年龄", 1, 2, 3, 4]]

    assert found({"家访": [["姓名", "王建东", "斯琴塔娜", "巴雅尔", "乌云其木格"], *below]}).names == {
        "王建东",
        "斯琴塔娜",
        "巴雅尔",
        "乌云其木格",
    }
    assert {*found({"家访": [["姓名", "高峰", "安宁", "黎明", "平安"], *below]}).unsure} == {
        "高峰",
        "安宁",
        "黎明",
        "平安",
    }


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("姓名/单位", "禤大文/文化站"),
        ("姓名及年龄", "禤大文 67岁"),
        ("姓名及关系", "禤大文（母女）"),
        ("姓名、性别、年龄", "禤大文、女、55"),
        ("年龄及姓名", "55禤大文"),
    ],
)
def test_a_header_may_say_more_than_the_name(head, cell):
    people = found({"捐赠": [["序号", head], [1, cell], [2, "莎仁其木格"]]})

    assert people.names - {"禤大文文化站", "禤大文母女"} == {"禤大文", "莎仁其木格"}
    assert not people.unsure


@pytest.mark.parametrize("gap", ["  ", "，", "\n"])
def test_a_card_in_one_cell_tells_names_numbers_and_addresses(gap):
    people = found({"卡": [[gap.join(["姓名：禤大文", "性别：女", "电话：86331234", "住址：望岗村三社12巷尾间"])]]})

    assert people.names == {"禤大文"}
    assert (people.numbers, people.addresses) == ({"86331234"}, {"望岗村三社12巷尾间"})
    assert found({"卡": [["电话：86331234"]]}).numbers == {"86331234"}
    assert not found({"卡": [["咨询电话：86331234"]]}).numbers


OTHER_HEADS = """
捐赠人 捐款人 爱心人士 楼栋长 值班员 网格员 帮扶人 结对人 责任人 授课老师 学生 患者 陪护人 报名人 受益人 转介人
介绍人 见证人 法定代理人 承办人 站长 主任 书记 同工 实习生 护理员 走访人 探访人 慰问人 领用人 验收人 制表人
看护人 抚养人 外婆 代表 教师 医生 英文名
""".split()  # noqa: SIM905


@pytest.mark.parametrize("head", OTHER_HEADS)
def test_whoever_a_header_says_it_was_is_read_below_it(head):
    assert found({"表九": [["序号", head], *([n, name] for n, name in enumerate(UNLISTED))]}).names == set(UNLISTED)


NOBODY = """
未提供 待定 暂缺 不详 待补 同前 略 — 未说明 不适用 待确认 未签到 已签到 本人领取 家属代领 社工站 居委会
广州市红十字会 义工联 某某公司 街道办 文化站 志愿服务队 某某中心 某某学校 区人民医院 派出所 司法所 卫生站
消防队 党支部 财务室 项目组 物业公司 农民工 高中生 康复者 公务员 单亲 司机 商户 干部 师生 左邻右里 单亲妈妈
老年人 全体社工
""".split()  # noqa: SIM905
DATES = """
3月1日 三月 上午 下午 周一 周三上午 星期五 2023年度 第一季度 春季 上半年 2023.5.6 9:00-11:30
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    "head", ["姓名", "填表人", "组员", "活动对象", "参加人员", "受益对象", "监护人", "负责社工", "代表"]
)
def test_what_stands_for_nobody_in_a_column_of_people_is_no_name(head):
    rows = [["序号", head], *([n, words] for n, words in enumerate([*NOBODY, *sorted(LISTED)]))]
    people = found({"表九": rows})

    assert people.names == LISTED
    assert not people.unsure


@pytest.mark.parametrize("head", ["组员", "活动对象", "参加人员", "老人", "学生", "负责人"])
def test_no_ordinary_cell_below_a_header_of_people_is_surely_a_name(head):
    words = [*dict.fromkeys([*HEADERS, *DATES, *NOBODY])]
    people = found({f"表{n}": [["序号", head], [1, word]] for n, word in enumerate(words)})

    assert len(words) > 240
    assert people.names - people.unsure.keys() == set()


def test_every_word_that_is_asked_about_is_denied_by_an_answer():
    cells = ["高峰", "安宁", "其乐融融", "大家庭", "王建国", "高明主任医生"]
    sheets = {
        "小组": [["序号", "活动对象"], *([n, cell] for n, cell in enumerate(cells))],
        "表三": [["主题"], ["王建新"]],
    }
    asked = found(sheets).unsure

    assert asked
    assert not found(sheets, answers=dict.fromkeys(asked, False)).names & asked.keys()


# In the second rows of choices once read as headers: 小组, 服务对象, 不适用, 社工很有耐心.
@pytest.mark.parametrize("street", ["sanyuanli", "jingxi"])
def test_nothing_of_the_shipped_examples_may_be_a_name_and_is_none(street, tmp_path):
    write_workbook(make_year(known_street(street), 2023, 2023).tables, tmp_path / "表.xlsx")

    assert not people_of(read_workbook(tmp_path / "表.xlsx")).unsure


@pytest.mark.parametrize("head", ["人员费用（工资、奖金）", "志愿者补贴", "社工人员经费", "人员支出"])
def test_what_is_spent_on_people_heads_no_people(head):
    below = ["专业支持（督导、培训、团队建设）", "专业服务及日常办公", "运营管理费、财务管理、税费", "合计"]
    people = found({"支出决算": [["支出项目", "金额"], [head, 1], *([words, 2] for words in below)]})
    assert (people.names, dict(people.unsure)) == (frozenset(), {})


def test_a_line_of_prose_that_speaks_of_people_heads_nothing():
    said = [
        "场地有一次临时更换，影响了两位行动不便的组员，下次固定在一楼。",
        "前三节以熟悉为主，第四节起组员愿意谈自己的困难",
    ]
    rows = [["章节", "内容", "来源"], *([f"一（{n}）", "服务需求多样", "示例数据（合成）"] for n in range(10))]
    rows += [
        ["六（二）", "已签到的计入出席", "示例数据（合成）"],
        *(["一组", words, "示例数据（合成）"] for words in said),
    ]
    people = found({"文字说明": rows})
    assert (people.names, dict(people.unsure)) == (frozenset(), {})


@pytest.mark.parametrize("line", ["记 录 人：亓皓    审 核 人：莎仁其木格", "审批人：莎仁其木格", "校对 人:莎仁其木格"])
def test_who_did_something_to_a_record_is_asked_about_whatever_the_surname(line):
    people = found({"记录": [[line]]})
    assert "莎仁其木格" in people.names
    assert not found({"记录": [["审核人：同上"], ["记录：天气晴"]]}).names


PLACES = ["陈田", "罗岗", "江夏", "黄石", "马务"]


@pytest.mark.parametrize("sheet", ["服务记录", "表三"])
@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("社区", PLACES),
        ("小组", ["满天星", "康乃馨", "蓝精灵", "向阳花", "石榴籽"]),
        ("小组", ["童心·同行", "邻里·守望", "爱·陪伴"]),
        ("地点", ["文化站", "党群站", "江边", "石门"]),
        ("站点", ["萧岗站", "齐富站", "江夏站"]),
        ("所属网格", ["江一", "江二", "江三"]),
        ("品牌", ["康师傅", "王老吉", "李锦记"]),
        ("菜品", ["白切鸡", "黄焖鸡", "马蹄糕"]),
    ],
)
def test_words_below_a_header_of_places_and_things_are_asked_about(sheet, head, cells):
    people = found({sheet: [["服务编号", head], *([f"S{n}", cell] for n, cell in enumerate(cells))]})

    assert people.names == {*people.unsure} != set()
    assert head not in people.names


def test_words_that_stand_again_and_again_below_an_unknown_header_are_asked_about():
    rows = [["跟进情况", "代号"], *([n, word] for n in range(3) for word in PLACES)]

    assert {*found({"表三": rows}).unsure} >= {"陈田", "黄石"}


def test_a_community_of_several_clients_names_nobody_and_a_name_among_communities_is_asked_about():
    clients = [
        ["档案号", "姓名", "社区", "监护人", "备注人"],
        *([f"A{n}", MANY[n], PLACES[n % 5], MANY[n]] for n in range(15)),
    ]
    people = found({"服务对象": [*clients, ["A30", None, "王建新"]]})

    assert people.names - set(MANY) == {*people.unsure} == {"王建新"}


def test_names_pasted_below_a_header_of_places_count_until_somebody_says_otherwise():
    rows = [["档案号", "社区"], *([f"A{n}", name] for n, name in enumerate(MANY))]

    assert found({"服务对象": rows}).names >= set(MANY)


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "扎西·卓玛", "努尔江·艾合买提"])
def test_a_name_in_sounds_is_sure_below_any_header(name):
    people = found({"服务记录": [["服务编号", "小组"], ["S1", name]]})

    assert people.names - people.unsure.keys()


def test_a_column_of_the_toolkit_s_own_sheet_holds_what_that_sheet_says():
    assert not found({"改进措施": [["编号", "措施"], ["JY2023-01", "增加人手"]]}).codes
    assert found({"个案台账": [["编号", "问题"], ["JY2023-01", "家庭"]]}).codes


@pytest.mark.parametrize("head", ["电话回访", "联系", "微信打卡", "手机打卡", "电话跟进", "证书编号"])
def test_days_below_a_header_of_numbers_are_none_of_a_person(head):
    rows = [["序号", "姓名", head], [1, "王芳芳", 20230312], [2, "李明远", "2023-04-10"], [3, "张卫国", "86331234"]]

    assert found({"回访": rows}).numbers == {"86331234"}


@pytest.mark.parametrize(
    ("head", "flat"), [("房号", "3栋502"), ("楼栋", "3栋502房"), ("所在楼栋单元", "2栋3单元"), ("位置", "3栋502")]
)
def test_a_flat_beside_a_name_is_an_address(head, flat):
    people = found({"名册": [["序号", "姓名", head], [1, "王芳芳", flat], [2, "李明远", f"1{flat}"]]})

    assert flat in people.addresses
    assert find_addresses(f"住{flat}的老人独居", people.addresses)


RARE = ["麦合甫拉提", "扎西卓玛", "斯琴塔娜", "禤芃"]


@pytest.mark.parametrize(
    "head",
    [
        "单位联系人",
        "合作单位联系人",
        "单位负责人",
        "分管社工",
        "分管领导",
        "首次接案社工",
        "本次参加者",
        "评估人",
        "评估社工",
        "评估员",
        "监护人及关系",
        "紧急联系人及关系",
        "签名及日期",
        "日期/签名",
        "家庭成员情况",
        "家长/监护人姓名及联系电话",
        "服务对象监护人姓名及联系电话",
        "法定监护人姓名、关系及联系电话",
    ],
)
def test_a_header_is_of_whom_it_speaks_of_last_whatever_stands_before_or_is_joined(head):
    assert found({"表九": [["序号", head], *([n, name] for n, name in enumerate(RARE))]}).names == set(RARE)


def test_a_long_header_of_a_name_and_a_number_holds_both():
    rows = [["序号", "服务对象", "家长/监护人姓名及联系电话"], [1, "王建南", "佘琳 86331234"]]
    people = found({"报名": rows})

    assert people.names == {"王建南", "佘琳"}
    assert people.numbers
    assert not found({"过程": [["过程"], ["社工请大家介绍自己并说出一个优点及联系电话"], ["佘琳 86331234"]]}).numbers


DOERS = """
对接人 同住人 邻居 咨询者 发起人 认领人 主带 副带 民警 司机 送餐员
妈妈 爸爸 长子 儿媳 孙女 值日 轮值 评委 调查员 访谈员 业主 店主 来电者 房主
""".split()  # noqa: SIM905


@pytest.mark.parametrize("head", DOERS)
def test_whoever_did_something_or_is_of_kin_is_read_below_a_row_of_headers(head):
    assert found({"表九": [["序号", head], *([n, name] for n, name in enumerate(RARE))]}).names == set(RARE)


def test_what_somebody_does_among_data_heads_nothing():
    rows = [["序号", "姓名", "职业", "关系"], [1, "王芳芳", "售货员", "儿媳"], [2, "李明远", "务农", "朋友"]]
    people = found({"表九": rows})

    assert (people.names, dict(people.unsure)) == ({"王芳芳", "李明远"}, {})


ROLES = """
案主 组员 服务对象 组长 社工 接案社工 督导 志愿者 老人 儿童 学生 探访对象 受访者 家长 照顾者 监护人
主讲 讲师 审核人 主持人
""".split()  # noqa: SIM905


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("above", [1, 20])
def test_who_stands_on_a_card_beside_what_he_is_is_asked_about(role, above):
    before = [["过程", "面谈"]] * above
    for name in ("莎仁其木格", "高峰", "禤芃"):
        card = {"登记卡": [*before, [role, name, "性别", "女"], ["年龄", 70, "社区", "甲"]]}
        assert found(card).names == {name}
    on_its_side = {"小组表": [*before, [role, *RARE[1:]], ["年龄", 70, 71, 72], ["次数", 6, 5, 4]]}
    assert found(on_its_side).names == set(RARE[1:])
    assert found({"表": [["内容"], [f"{role}：莎仁其木格"]]}).names == {"莎仁其木格"}


@pytest.mark.parametrize(
    "rows",
    [
        [["服务对象", "长者"], ["社工", "2名"], ["志愿者", 30], ["组员", "10人"]],
        [["服务对象", "长者", "人数", 30], ["老人", 12]],
        [["类别", "人数", "次数"], ["儿童", 120, 30], ["老人", 90, 20]],
        [["类别", "内容"], ["老人", "健康讲座"], ["志愿者", "派餐"], ["社工", "入户探访"]],
        [["序号", "志愿者", "特长", "备注"]],
        [["组员", "房号", "时段", "备注"]],
        [["过程"], ["社工：入户探访"], ["服务对象：失独家庭"], ["组员：10人"], ["志愿者：探访独居长者"]],
        [["与案主关系", "监护人关系"], ["母子", "祖孙"], ["朋友", "邻居"]],
        [["监护人及关系", "人数"], ["均在外地", 1], ["母子", 2]],
        [["家庭成员情况", "家庭成员数"], ["独居", 1], ["与老伴同住", 2], ["丈夫早逝，育有一子一女", 3]],
        [["日期", "内容"], *([["3.1", "面谈"]] * 12), [None], ["志愿者", "服务时数"], ["老年志愿队", 3]],
        [*([["跟进", "来源", "方式"]] * 3), ["社工", "低保", "家属"], [1, "社工", "低保", "家属"]],
    ],
)
def test_kinds_of_people_with_counts_and_services_name_nobody(rows):
    people = found({"汇总": rows})

    assert (people.names, dict(people.unsure)) == (frozenset(), {})


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        (["称谓", "名", "联系"], ["父", "禤芃", "83112233"], {"禤芃"}),
        (["序号", "志愿者", "时数"], [1, "莎仁其木格", 3], {"莎仁其木格"}),
        (["单位", "联系人", "职务"], ["居委", "莎仁其木格", "主任"], {"莎仁其木格"}),
        (["家庭成员", "年龄", "职业"], ["莎仁其木格", 30, "无"], {"莎仁其木格"}),
        (["序号", "组员", "第1节", "第2节"], [1, "褚时", "√", ""], {"褚时"}),
        (["志愿者", "服务时数"], ["莎仁其木格", 3], {"莎仁其木格"}),
    ],
)
@pytest.mark.parametrize("title", [None, "附表"])
def test_a_table_below_a_gap_or_a_title_has_headers_of_its_own(head, row, told, title):
    above = [["服务编号", "日期", "内容"], *([["S1", "2023-05-01", "面谈"]] * 20), [title]]
    people = found({"综合表": [*above, head, row]})

    assert people.names == told
    assert people.numbers == ({"83112233"} if "联系" in head else frozenset())


ABOVE_NAMES = """
金婚 早班 季军 红队 黄队 宣传组 游戏组 花艺组 党支部 党小组 高一 高二 石井 古筝班 石榴籽 文员 主厨 全勤 缺勤 应到 周一
""".split()  # noqa: SIM905
BELOW = ["王芳", "李明", "张伟", "佘琳", "亓皓", "刘洋"]


@pytest.mark.parametrize("word", ABOVE_NAMES)
def test_the_word_above_a_column_of_names_is_none_for_sure_and_whoever_stands_below_is_asked_about(word):
    shapes = [
        [["序号", word], *([n, name] for n, name in enumerate(BELOW))],
        [["长者名册"], ["日期", word, "备注"], *(["3.1", name, "无"] for name in BELOW)],
        [["月份", word], *(["三月", name] for name in BELOW)],
        [[word], *([name] for name in BELOW)],
    ]
    for rows in shapes:
        people = found({"表九": rows})
        assert set(BELOW) <= people.names == people.unsure.keys()
        assert word not in found({"表九": rows}, answers={word: False}).names


@pytest.mark.parametrize("word", ["早班", "宣传组", "党支部", "高一", "全勤", "应到", "周一", "寿星"])
def test_an_ordinary_word_beside_a_header_is_not_asked_about(word):
    people = found({"表九": [["日期", word], *(["3.1", name] for name in BELOW)]})

    assert people.names == set(BELOW)


def test_of_a_list_without_a_header_nobody_in_the_first_row_is_lost():
    firsts = ["王芳", "高峰", "高峰云", "莎仁其木格", "禤芃", "周一", "周一平", "王师"]
    for first in firsts:
        assert first in found({"表九": [[first], *([name] for name in BELOW)]}).names
        beside = [[first, "女", "电话"], *([name, "男", "入户"] for name in BELOW)]
        assert first in found({"表九": beside}).names
        both = [[first, "安宁"], *([name, f"{name}云"] for name in BELOW)]
        assert found({"表九": both}).names >= {first, *BELOW}


def test_a_roster_of_the_week_names_neither_days_nor_its_labels():
    week = ["周一", "周二", "周三", "周四"]
    rows = [["社工值班表"], ["时间", *week], ["上午", *BELOW[:4]], ["下午", *BELOW[2:]], ["晚上", *BELOW[1:5]]]

    assert found({"值班表": rows}).names == set(BELOW)


def test_a_community_of_several_clients_heads_a_column_and_is_no_name():
    rows = [["序号", *PLACES], *([n, *MANY[n : n + 5]] for n in range(5))]
    clients = [["档案号", "社区"], *([f"A{n}", f"{PLACES[n % 5]}社区" if n < 5 else PLACES[n % 5]] for n in range(20))]

    assert not found({"楼长": rows, "服务对象": clients}).names & set(PLACES)
    assert found({"楼长": rows}).names >= {"陈田", "黄石"}


def test_an_answer_denies_what_a_label_alone_says_and_nobody_of_a_column_or_card():
    sheets = {"过程": [["过程"], ["主持：石井"]], "分工": [["组长", "黄石", "罗岗"], ["地点", "甲", "乙"]]}
    people = found(sheets)

    assert people.names >= people.told == {"石井", "黄石", "罗岗"}
    assert not found(sheets, answers=dict.fromkeys(people.told, False)).names
    for rows in ([["姓名"], ["石井"]], [["姓名", "石井", "性别", "女"], ["年龄", 70, "社区", "甲"]]):
        assert "石井" in found({**sheets, "登记": rows}, answers={"石井": False}).names


@pytest.mark.parametrize("head", ["姓名", "参加人员", "服务对象", "志愿者", "组员", "监护人", "签到", "慰问户", "摊位"])
@pytest.mark.parametrize("sign", ["等", "家", "户", "女", "签", "妈"])
def test_whoever_a_sign_is_added_to_is_searched_for_with_it_and_without_it(head, sign):
    people = found({"安排": [["日期", head], ["5.1", f"潘敏{sign}"], ["5.2", "李思家"], ["5.3", "王芳芳"]]})

    assert people.names >= {"潘敏", f"潘敏{sign}", "李思", "李思家"}


def test_of_a_rare_surname_what_is_left_without_such_a_sign_may_be_a_word_and_is_asked_about():
    people = found({"名册": [["序号", "服务对象"], [1, "养鸡户"], [2, "潘敏家"], [3, "佘琳家"]]})

    assert {*people.unsure} == {"养鸡", "佘琳"}
    assert people.names >= {"潘敏", "佘琳"}


LINE_LABELS = """
参会 与会 到会 出席 列席 作者 撰稿 供图 文字 图文 通讯员 采访 带队 策划 统筹 执行 跟进 汇报人 发言人 来访 讲解员
长子 女婿 司机 同事 民警
""".split()  # noqa: SIM905


@pytest.mark.parametrize("label", LINE_LABELS)
@pytest.mark.parametrize("names", [["薛涛"], ["薛涛", "佘琳", "禤大文"]])
def test_a_line_among_others_names_whoever_its_label_says_it_was(label, names):
    line = f"{label}：{'、'.join(names)}"

    assert found({"纪要": [["日期", "纪要"], ["5.1", f"地点：文化站\n{line}\n内容：总结"]]}).names >= {*names}


def test_names_alone_behind_any_label_of_a_line_are_asked_about_and_no_words():
    lines = "分组：薛涛、潘敏\n跟进：常联系，多关心\n执行：按计划推进\n残疾人：康复\n地点：江夏\n主题：高血压"
    people = found({"纪要": [[f"{lines}\n来访：周三上午"]]})

    assert people.names == {*people.unsure} == {"薛涛", "潘敏"}


@pytest.mark.parametrize("head", ["子女", "家庭成员", "监护人"])
def test_whoever_is_of_kin_is_read_beside_what_he_is(head):
    cells = ["长子谭强，次女邓芳", "与女婿贺斌同住", "父龚平，母姚丽", "健在", "女儿成家", "儿子高中"]
    people = found({"家庭": [["序号", "姓名", head], *([n, "王建东", cell] for n, cell in enumerate(cells))]})

    assert people.names >= {"谭强", "邓芳", "贺斌", "龚平", "姚丽"}
    assert not people.names & {"长子", "次女", "女婿", "成家", "高中"}


REMARKED = [
    "负责人（签字）：{}",
    "案主（签名）：{}",
    "社工（签名）：{}    督导（签名）：李明远",
    "社工（签名）：李明远    督导（签名）：{}",
    "监护人（祖母）：{}",
    "紧急联系人【邻居】:{}",
    "姓名（必填）：{}",
    "联系人1：{}",
    "联系人①：{}",
    "组员（8人）：{}、李明远、张卫国",
    "志愿者2名：{}、李明远",
    "缺席（请假）：{}",
    "组员（{}、李明远、张卫国）",
    "组员（李明远、{}）",
    "负责人︰{}",
    "负责人﹕{}",
    "负责人∶{}",
    "督导签字：{}",
    "联系人-{}",
    "联系人—{} 13800138000",
    "负责人→{}、李明远",
]


@pytest.mark.parametrize("form", REMARKED)
@pytest.mark.parametrize("name", ["王芳", "阮文", "覃桂芳", "莎仁其木格"])
def test_a_label_is_read_whatever_stands_between_it_and_its_colon(form, name):
    cell = form.format(name)

    assert name in found({"记录": [["活动过程"], ["大家参加活动"], [cell]]}).names
    assert name in found({"统计": [["序号", "日期", "参加情况"], [1, "3.1", cell], [2, "3.2", "顺利"]]}).names
    assert name in found({"统计": [["日期", "组员"], ["3.1", cell], ["3.2", "王小丽"]]}).names


OF_SEVERAL = [
    "1组：{}、李明远",
    "1组∶{}、李明远",
    "第1小组：{}、李明远",
    "A组：{}、李明远",
    "3月5日：{}、李明远",
    "5号楼：{}、李明远",
    "【组员】：{}、李明远",
    "【组员】（2人）：{}、李明远",
]
FOR_ANOTHER = ["{}代李明远", "李明远代{}", "李明远替{}", "李明远帮{}领", "李明远代{}签到", "{}携李明远", "李明远带{}"]


@pytest.mark.parametrize("form", OF_SEVERAL)
@pytest.mark.parametrize("name", ["王芳", "岑晓", "莎仁其木格"])
def test_the_first_of_several_is_read_behind_a_label_with_a_figure_or_a_bracket(form, name):
    cell = form.format(name)

    assert name in found({"分组": [["序号", "名单"], [1, cell], [2, "张卫国"]]}).names
    assert name in found({"分组": [["序号", "参加者"], [1, cell], [2, "张卫国"]]}).names


@pytest.mark.parametrize("form", FOR_ANOTHER)
@pytest.mark.parametrize("head", ["签名", "领取人"])
@pytest.mark.parametrize("name", ["王芳芳", "莎仁其木格"])
def test_both_are_read_where_one_does_it_for_another(form, head, name):
    people = found({"签到": [["序号", head], [1, "张卫国"], [2, "陈秀英"], [3, form.format(name)]]})

    assert people.names >= {name, "李明远"}


@pytest.mark.parametrize(
    "line",
    [
        "服务对象-长者",
        "社工—居民关系",
        "老人-平安",
        "儿童—安全",
        "志愿者-管理",
        "居民→温情",
        "联系人-待定",
        "1组：分享",
        "第1节：相识",
        "【主题】：和谐",
        "8:30-9:30：签到",
        "社工代领",
        "志愿者带领",
        "代际沟通",
        "社工（2名）：入户探访",
        "服务对象（长者）：失独家庭",
        "志愿者（大学生）",
        "负责人（签字）：",
        "组员9:30集合，老人10：00到",
        "老人（独居、高龄）：陪同就医",
        "志愿者（党员、学生）协助搬运",
        "比例1∶3",
    ],
)
def test_a_remark_behind_a_label_and_a_count_name_nobody(line):
    people = found({"记录": [["过程"], ["大家参加活动"], [line]]})

    assert (people.names, dict(people.unsure)) == (frozenset(), {})


def test_whoever_a_line_names_vouches_for_no_word_in_the_column_beside_it():
    rows = [["长者探访记录表"], ["日期", "2023.3.1"], ["探访过程", "量血压"], ["后续计划", "每月一次"]]

    assert found({"探访": [*rows, ["长者（签字）：邓素梅      社工（签字）：李建国"]]}).names == {"邓素梅", "李建国"}


SIGNING = """
签字 家长签字 领取签字 签领 受助者 结对党员 网格长 片长 男方 女方 甲方 乙方 本月寿星 维修师傅 保洁员 班主任及电话
紧急联系 儿女 接收人
""".split()  # noqa: SIM905


@pytest.mark.parametrize("head", SIGNING)
def test_whoever_signs_or_is_a_party_is_read_below_and_behind_it(head):
    names = ["阮文", "岑晓", "莎仁其木格"]
    rows = [["日期", "地点", "内容", head], *(["3.1", "入户", "量血压", name] for name in names)]

    assert found({"走访": rows}).names == set(names)
    assert found({"记录": [["内容"], [f"{head.removesuffix('及电话')}：阮文"]]}).names == {"阮文"}


def test_what_is_signed_and_whether_is_no_name():
    for word in ("签字笔", "签字仪式", "已签字", "未签字"):
        rows = [["品名", "数量", "备注"], [word, 20, "高峰"], ["毛巾", 3, "无"], [word, "高峰", 1]]
        assert not found({"物资": rows}).names


SIGNED = [
    ["制表人", "钟楚", "审核人"],
    ["填表人", "钟楚", "负责人"],
    ["社工", "钟楚", "督导"],
    ["接收人"],
    ["社工签字："],
    ["负责人（盖章）"],
]


@pytest.mark.parametrize("row", SIGNED)
@pytest.mark.parametrize("name", ["阮文", "岑晓", "莎仁其木格"])
@pytest.mark.parametrize("behind", [[], ["日期", "2023.6.1"]])
def test_each_of_those_who_sign_below_a_table_is_read_beside_what_he_did(row, name, behind):
    table = [["序号", "档案号", "类别", "次数"], [1, "A1", "低保", 3], [2, "A2", "低保", 4]]

    assert name in found({"统计": [*table, [*row, name, *behind]]}).names


def test_a_row_of_data_with_kinds_of_people_and_names_is_no_row_of_signatures():
    rows = [["角色", "人员代称", "对象", "内容"], *(["社工", "钟楚", "老人", words] for words in ("八段锦", "太极拳"))]

    assert found({"安排": rows}).names == {"钟楚"}


VENUES = ["党群服务中心3楼会议室", "棠安路12号文化站", "三元里社区居委会二楼", "党群服务中心302室"]


@pytest.mark.parametrize("venue", VENUES)
def test_where_services_are_given_is_nobody_s_address_below_any_header(venue):
    for head in (
        ["日期", "活动", "地址", "参加人数"],
        ["日期", "内容", "地址", "联系人"],
        ["姓名", "次数", "住址", "备注"],
    ):
        assert not found({"场地": [head, ["王芳", "插花", venue, 12]]}).addresses
    assert not found({"活动": [["地址", venue, "日期", "3.1"], [f"地址：{venue}"]]}).addresses


@pytest.mark.parametrize(
    ("home", "head", "is_home"),
    [
        ("棠安路12号", ["日期", "活动", "地址", "参加人数"], False),
        ("棠安路12号文化广场", ["日期", "讲座", "地址", "场次"], False),
        ("棠安路12号3栋502", ["日期", "活动", "地址", "参加人数"], True),
        ("棠安路12号", ["姓名", "活动", "地址", "次数"], True),
        ("棠安路12号时代广场", ["姓名", "活动", "地址", "次数"], True),
        ("三元里社区文化广场", ["姓名", "活动", "地址", "次数"], False),
        ("望岗村三社12巷尾间", ["日期", "内容", "地址", "时长"], True),
        ("棠安路12号养老服务中心", ["姓名", "性别", "住址", "次数"], True),
    ],
)
def test_an_address_in_a_sheet_of_activities_is_a_home_down_to_its_flat(home, head, is_home):
    assert bool(found({"场地": [head, ["莎仁其木格", "插花", home, 12]]}).addresses) is is_home


# Of who signs, is marked or is reached a list says in place of a name.
MARKS = """
事假 病假 迟到 早退 缺勤 出勤 旷课 已到 未到 线上 线下 已领 未领 已收 自取 邮寄 补签 替签
按手印 空号 停机 服刑 改嫁 祖父母 班主任 双胞胎 卧床 轮椅 春联 东区 西区
""".split()  # noqa: SIM905


@pytest.mark.parametrize("head", ["签到", "签收", "家属签名", "联系人", "家长姓名", "监护人", "组员"])
def test_marks_of_attendance_and_what_stands_for_nobody_are_no_names(head):
    assert not found({"活动": [["序号", head], *enumerate(MARKS)]}).names


@pytest.mark.parametrize("head", ["签到", "签收", "签到情况", "领取人签名", "第1次签到（√）"])
def test_below_a_header_of_marks_what_reads_as_no_name_or_stands_often_is_asked_about_and_may_be_denied(head):
    names = ["王芳", "阮文", "岑晓", "莎仁其木格", "阿依古丽·买买提", "欧阳慕华", "高峰"]
    signed = [*names, "潘敏代", *["全到"] * 3]
    people = found({"活动": [["序号", head], *enumerate(signed)]})

    assert people.names >= {*map(plain_name, names), "潘敏"}
    assert people.unsure.keys() == {"莎仁其木格", "高峰", "全到", "潘敏"}
    assert "全到" not in found({"活动": [["序号", head], *enumerate(signed)]}, answers={"全到": False}).names
    assert "全到" not in found({"活动": [["序号", "组员（签名）"], *enumerate(signed)]}).unsure
    listed = found({"活动": [["序号", "姓名", head], *((n, name, name) for n, name in enumerate(signed))]})
    assert not listed.unsure.keys() & {"莎仁其木格", "高峰"}


def test_words_of_how_people_signed_are_not_asked_about():
    cells = ["正常", "良好", "到齐", "√", "阮文", "岑晓"]

    assert found({"活动": [["序号", "签到情况"], *enumerate(cells)]}).names == {"阮文", "岑晓"}
    assert not found({"活动": [["签到时间", "签到人数", "签到率"], ["上午", "12", "全到"]]}).names


def test_whoever_signs_in_half_of_few_rows_is_asked_about():
    people = found({"活动": [["序号", "签到"], [1, "全到"], [2, "全到"], [3, "王芳"], [4, "李明远"]]})

    assert people.names == {"全到", "王芳", "李明远"}
    assert people.unsure.keys() == {"全到"}
