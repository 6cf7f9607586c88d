import pytest

from evaltoolkit.disclosure.names.identifiers import (
    find_addresses,
    find_bank_cards,
    find_identity_numbers,
    find_names,
    find_numbers,
    find_phones,
    mask,
)
from evaltoolkit.disclosure.names.identity_number import is_identity_number
from evaltoolkit.model.chapters import SECTIONS

# The number printed as the example of GB 11643-1999 in common descriptions of the standard.
EXAMPLE = "11010519491231002X"


@pytest.mark.parametrize(
    "words",
    [
        EXAMPLE,
        EXAMPLE.lower(),
        "110105 19491231 002X",
        "110105-19491231-002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1\u200b1010519491231002X",
        "一一〇一〇五一九四九一二三一〇〇二X",
        "110105194912310021"[:17] + "Х",
        "110105.19491231002X",
        "110105：19491231：002X",
        "1、1、0、1、0、5、1、9、4、9、1、2、3、1、0、0、2、X",
        "130503670401001",
    ],
)
def test_an_identity_number_is_found_in_every_disguise(words: str) -> None:
    for text in (words, f"证{words}号", f"({words})", f"x,{words},y"):
        found = find_identity_numbers(text)
        assert len(found) == 1
        assert mask(text, found).count("‹已遮盖›") == 1
        assert not any(sign.isdigit() for sign in mask(text, found))


@pytest.mark.parametrize(
    "words", ["110105194912310021", "0.11010519491231002", "11010519491331002X", "2023010112345678901234", "9" * 18]
)
def test_what_only_looks_like_an_identity_number_is_left(words: str) -> None:
    assert find_identity_numbers(words) == ()


def test_without_its_check_digit_a_plausible_number_is_found_only_when_asked() -> None:
    assert len(find_identity_numbers("110105194912310021", strict=False)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+8613800138000",
        "+86 138 0013 8000",
        "0086-13800138000",
        "１３８００１３８０００",
        "138.0013.8000",
        "(138)0013-8000",
        "020-86551234",
        "(020)8655 1234",
        "电话：86551234",
        "tel 86551234",
        "一三八〇〇一三八〇〇〇",
        "wx13800138000",
        "13800138000.2号",
        "138.00138000",
        "1380013.8000",
        "138:0013:8000",
        "138、00138000",
        "138 * 0013 * 8000",
        "1~3~8~0~0~1~3~8~0~0~0",
        "1 3 8 0 0 1 3 8 0 0 0",
    ],
)
def test_a_phone_is_found_in_every_disguise(words: str) -> None:
    found = find_phones(f"找我{words}，谢谢")
    assert len(found) == 1


@pytest.mark.parametrize(
    "words",
    [
        "0.13800138000",
        "138001380001",
        "12800138000",
        "1\t3\t8\t0\t0\t1\t3\t8\t0\t0\t0",
        "2023-05-01",
        "a5d13800138000b41d8cd98f00b204e9800998ecf8427e",
        "金额 86551234 元",
        "13.800138000",
        "138.001380001",
        "13:30-15:30，100人",
        "1380013800",
    ],
)
def test_figures_dates_and_digests_are_no_phones(words: str) -> None:
    assert find_phones(words) == ()


def test_a_card_needs_its_check_digit() -> None:
    # 4111 1111 1111 1111 is the industry's published test number.
    assert len(find_bank_cards("卡4111-1111-1111-1111")) == 1
    assert find_bank_cards("卡4111-1111-1111-1112") == ()


def test_names_of_the_roster_are_found_and_only_those() -> None:
    assert [
        (found.start, found.end) for found in find_names("请王芳和王\u200b芳、王 芳来，王方不来", ["王芳", "李"])
    ] == [
        (1, 3),
        (4, 7),
        (8, 11),
    ]


def test_a_name_is_not_found_across_a_line() -> None:
    assert find_names("国王\n芳香", ["王芳"]) == ()


@pytest.mark.parametrize(
    "words",
    [
        "住云城东路12号3栋502",
        "云城东路 12号3栋 502",
        "广州市白云区云城街道云城东路12号3栋502房",
        "云城东路１２号３栋５０２",
    ],
)
def test_an_address_of_the_roster_is_found_with_and_without_its_district(words: str) -> None:
    assert len(find_addresses(words, ["广州市白云区云城街道云城东路12号3栋502"])) == 1


def test_a_street_alone_is_no_address_of_a_person() -> None:
    assert find_addresses("云城东路12号社工站，云城街道", []) == ()


def test_the_check_digit_is_computed_as_published() -> None:
    assert is_identity_number(EXAMPLE)
    assert sum(is_identity_number(EXAMPLE[:17] + sign) for sign in "0123456789X") == 1


@pytest.mark.parametrize(
    "words",
    ["约定工时完成 107.2%（13,735.5/12,810）", "1,395.25/1,582.5", "13,735.5/950.25", "6,217,000,123.5/4,567,890"],
)
def test_numerator_and_denominator_of_a_share_are_no_number_of_a_person(words: str) -> None:
    assert find_phones(words) == find_bank_cards(words) == find_identity_numbers(words) == ()


@pytest.mark.parametrize("words", ["138,0013,8000", "138/0013/8000", "13,800,138,000", "138,001/38000"])
def test_commas_and_strokes_disguise_no_mobile_number(words: str) -> None:
    assert len(find_phones(words)) == 1


@pytest.mark.parametrize("between", [", ", "、", ",", "，", "；", "; "])
def test_a_list_of_the_reports_sections_is_no_number_of_a_person(between: str) -> None:
    places = [section.place for section in SECTIONS]
    for first in range(len(places)):
        words = between.join(places[first:])
        assert find_phones(words) == find_bank_cards(words) == find_identity_numbers(words) == ()
    assert len(find_phones("电话一三八零零一三八零零零")) == 1


ORDINARY = """
血压由150/90-160/100降至130/80
血压150/95，145/90
前测得分14.5/16.0/18.5/20
活动日期为5月17，24，31，7，14，21日
协助办理残疾证，较前增加120%
办理身份证后，满意率100%
最新FW2023版
更新AB1234
社保减免累计2400000
医保卡激活数：1234567
居住证：办理1234567
联系企业捐赠23456789
热线接听20230512场
微信（Android版）
""".split()  # noqa: SIM905


@pytest.mark.parametrize("words", ORDINARY)
def test_figures_of_a_report_are_no_numbers_of_people(words):
    assert not find_numbers(words)


@pytest.mark.parametrize(
    "words",
    [
        "电话138/0013/8000",
        "身份证，后四位1234",
        "车牌新A12345",
        "医保卡号：1234567",
        "联系捐赠人23456789",
        "微信：android_li",
        "13，80，01，38，00，0",
    ],
)
def test_numbers_of_people_beside_such_words_are_found(words):
    assert find_numbers(words)
