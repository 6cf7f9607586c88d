"""Numbers without a check digit, addresses of mail and chat, birth dates: in whatever width, case and signs."""

import sys
import unicodedata

import pytest

from evaltoolkit.disclosure.names.disguise import digit_versions, folded
from evaltoolkit.disclosure.names.identifiers import find_addresses, find_names, find_numbers
from evaltoolkit.disclosure.names.roster_search import find_codes

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE_WORDS = {code: wide for code, wide in WIDE.items() if chr(code).isalnum() or chr(code) in "@._-"}
CIRCLED = {ord("A") + place: 0x24B6 + place for place in range(26)}
TALL = str.maketrans("号车电话证护联系证驾医农传", "號車電話證護聯繫證駕醫農傳")
PERSONAL = (
    "车牌粤A12345", "车牌粤b54321", "粤B·D12345", "新能源车粤ad12345",
    "QQ：12345678", "QQ号12345678", "QQ账号12345679", "qq（1234567）", "扣扣是12345678",
    "微信号wang_fang88", "微信ID：wangf88x", "微信（cjyi_2001）", "vx：wangfangab", "加微wangfang88",
    "微信：wechat_wang",
    "邮箱wang@qq.com", "wang(at)qq.com", "wang.fang@mail.gz.cn",
    "出生日期：1951-06-08", "出生日期19510607", "生日：19510609", "出生日期（阳历）：1951-06-08", "生日51年6月7日",
    "1951年6月10日出世", "1951年6月7日生，", "1951.6.7出生", "生于一九五一年六月十日", "农历1951年六月初七出生",
    "DOB: 1951/6/7",
    "护照E12345678", "医保卡12345678", "驾驶证440106195106078", "身份证号A123456", "香港身份证A123456(7)",
    "A123456(3)",
    "WX123456(9)", "1951年6月7日生（女）", "1951年6月7日生人", "1951.6.7生于广州", "2023/5/6生",
    "残疾证后四位：1234", "身份证尾号123X", "电话20230512", "座机：20230512", "手机号20230512", "护照EL2023001",
    "EJ2032924", "请拨打20040719", "台胞证号20211231", "联系电话2012 0404",
    "EL1234567", "ec2023001", "E12345678", "社保卡号：12345678", "身份证后四位1234张三", "手机：20230512",
    "联系电话（20230512）", "残疾证已缴，号码12345678", "医保缴费号12345678", "社保卡号20513579246",
    "医保号135792468",
    "澳门身份证1234567(8)", "手提87654321", "联系电话87654321", "家里8765 4321", "身份证后四位1234", "138****8000",
)  # fmt: skip


@pytest.mark.parametrize("words", PERSONAL)
@pytest.mark.parametrize("form", [{}, WIDE_WORDS, CIRCLED, TALL], ids=["plain", "wide", "circled", "traditional"])
def test_what_reaches_or_names_one_person_is_found_in_whatever_signs(words, form):
    written = words.translate(form)

    assert find_numbers(f"他说{written}。"), written


@pytest.mark.parametrize(
    "words", [words for words in PERSONAL if words.startswith(("车牌", "QQ", "wang", "护照", "DOB"))]
)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.swapcase])
def test_large_and_small_letters_are_one(words, case):
    assert find_numbers(case(words))


@pytest.mark.parametrize(
    "words",
    [
        "长者生日会于2023年5月1日举行", "2023年5月1日生日会", "2023年5月1日生效", "2023-05-01生日祝福",
        "出生率2023-05-06",
        "2023年5月1日生活营", "生日月2023年6月1日", "微信（WeChat）", "微信是WeChat的中文名",
        "微信公众号：baiyun_social",
        "微信小程序", "QQ群", "新app2023版", "新app20230", "京东2023", "苏e通卡12345",
        "津贴12345元", "证件2023年", "加v",
        "2023年6月1日生命教育讲座", "2023.6.1生鲜礼包派发", "2023年9月1日生理健康课", "20230601生活营",
        "2023-05-06生计",
        "2023年5月1日出生率", "2023年6月1日 生涯规划",
        "协助32人办理残疾证，前后服务120人次", "办理残疾证后2023年领取补贴", "证件办理前，服务120多人",
        "办身份证后共320次",
        "人员工资、社保358000元", "医保报销金额125000元", "社保358000.50元", "社保支出358000", "医保 20230512",
        "打卡20230512期", "打卡日期20230512", "联系日期20230512", "家中20230601探访", "打印20230512版",
        "手机摄影20230512",
        "电话回访20230512", "电话费2345678", "号码20230512", "探访（电话）20230512",
        "照片见FW202305(2)", "FW202305(3)", "A123456(7)", "XZ202305（3）",
        "见附件A123456号", "川a级", "黑b12", "2023.12.31", "一九五一年六月", "手机2023年",
    ],
)  # fmt: skip
def test_what_tells_of_no_person_is_left(words):
    assert find_numbers(words) == ()


@pytest.mark.parametrize("words", ["JI00024", "ji00024", "ＪＩ０００２４", "JI-00024", "ji 00024"])
def test_a_file_number_is_found_in_either_case_and_with_a_gap_behind_its_letters(words):
    assert len(find_codes(f"档案{words}号İ", frozenset({"JI00024"}))) == 1


@pytest.mark.parametrize("words", ["xji00024", "JI000241", "JI0002"])
def test_another_number_is_not_that_file_s(words):
    assert find_codes(words, frozenset({"JI00024"})) == ()


@pytest.mark.parametrize(
    "words", ["石马大街二巷8号之二", "石馬大街二巷8號之二", "石马大街2巷８号之2", "石马大街二巷 8号之二"]
)
def test_an_address_of_the_roster_is_found_in_traditional_signs_and_either_numerals(words):
    assert len(find_addresses(f"他住{words}。", ["广州市白云区京溪街道石马大街二巷8号之二"])) == 1


def test_a_place_without_a_number_is_nobody_s_address():
    assert find_addresses("活动在南风路第一小学", ["白云区京溪街道南风路第一小学"]) == ()


@pytest.mark.parametrize(("name", "written"), [("黄敏仪", "⻩敏仪"), ("马龙", "⻢⻰"), ("龙长青", "⻰長⻘")])
def test_a_name_with_signs_copied_out_of_a_pdf_is_found(name, written):
    assert [(found.start, found.end) for found in find_names(f"请{written}来", [name])] == [(1, 1 + len(name))]


@pytest.mark.parametrize("text", ["İ号ß１Ａ𝐀ﬁ⻩", "㍿①⑳ⓐ"])
def test_places_stay_true_whatever_the_signs(text):
    assert {len(text)} == {*map(len, digit_versions(text)), len(folded(text))}


PARTING = '、，,。；;：:！!？?《》“”＂"'
FILLERS = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, and to a reader nothing


def is_between(sign):
    """Return whether a sign is no letter, no digit and no part of a sign: a blank, a mark, a picture or nothing."""
    kind, is_radical = unicodedata.category(sign), 0x2E80 <= ord(sign) < 0x2FE0
    return sign in FILLERS or ((kind[0] in "ZPSM" or kind == "Cf") and not is_radical and sign not in PARTING)


def test_a_name_is_found_whatever_sign_stands_in_it_that_parts_no_words():
    signs = [sign for sign in map(chr, range(0x20, sys.maxunicode + 1)) if is_between(sign)]
    missed = [sign for sign in signs if not find_names(f"请王{sign}芳来", ["王芳"])]

    assert len(signs) > 10_000
    assert missed == []


@pytest.mark.parametrize("sign", PARTING)
def test_two_words_are_no_name(sign):
    assert find_names(f"请王{sign}芳来", ["王芳"]) == ()
