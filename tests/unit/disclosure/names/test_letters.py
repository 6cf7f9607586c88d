"""Names in letters: of whatever script, with accents or without, and however they are written down."""

import pytest

from evaltoolkit.disclosure.names.identifiers import find_names, find_numbers, mask
from evaltoolkit.disclosure.names.person_names import is_shaped, plain_name
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.checking.roster import People
from safety.spelled import SPELLINGS, Named

PEOPLE = [
    Named("Nguyễn", "Thị Hoa"), Named("Đặng", "Văn Nam"), Named("Hélène", "Çelik"), Named("김", "영희"),
    Named("さくら", "田"), Named("田中", "さくら"), Named("Иванова", "Анна"), Named("สมชาย", "ใจดี"),
    Named("محمد", "علي"),
]  # fmt: skip
ORDINARY = "服务对象满意度、健康讲座、KTV、App、韩国泡菜（김치）、俄语角 Привет、Hoa 组、Nam 楼、さくら会"


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.first)
def test_a_written_name_is_found_in_every_spelling(who):
    names = [f"{who.first} {who.second}"]
    assert is_shaped(plain_name(names[0]))
    assert [how for how, spell in SPELLINGS.items() if not find_names(f"组员{spell(who)}来了", names)] == []
    assert find_names(ORDINARY, names) == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [("NGUYEN THI HOA", "Nguyễn Thị Hoa"), ("Dang Van Nam", "Đặng Văn Nam"), ("ИВАНОВА АННА", "Иванова Анна"),
     ("Helene Celik", "Hélène Çelik"), ("Hélène Çelik", "Helene Celik"), ("王㊎㊌", "王金水"),
     ("赵" + " " * 9 + "秀兰", "赵秀兰")],
)  # fmt: skip
def test_capitals_accents_and_circles_make_no_difference(written, name):
    assert mask(f"由{written}负责", find_names(f"由{written}负责", [name])) == "由‹已遮盖›负责"


@pytest.mark.parametrize(
    "number", ["一三八○○一三八○○○", "1380ОО38ООО", "+852 9123 4567", "＋853-6612-3456", "00886 912345678"]
)
def test_a_number_is_found_with_every_sign_for_zero_and_with_the_code_of_its_region(number):
    assert mask(f"找{number}。", find_numbers(f"找{number}。")) == "找‹已遮盖›。"


@pytest.mark.parametrize("words", ["138 0013\n8000", "138\r\n00138000", "110105\n194912310\n02X", "1380013\n8000"])
def test_a_number_that_a_line_break_parts_within_a_cell_is_found_and_one_of_two_cells_is_not(words):
    search = PeopleSearch.of(People())
    assert mask(f"电{words}。", search.find(f"电{words}。")) == "电‹已遮盖›。"
    first, last = words.split("\n")[0], words.split("\n")[-1]
    assert not {0, 1} & {*search.find_in_each([first, last])}


def test_a_surname_that_begins_an_ordinary_word_masks_none():
    search = PeopleSearch.of(People(frozenset({"区慧玲", "时小敏", "计新华", "路遥遥", "师师师"})))
    for words in ("走进小区、街角", "10612.5小时", "每次2小时，", "小计", "小路", "老师", "金碧小区"):
        assert search.find(words, is_prose=True) == ()
    assert mask("小区阿姨和区阿姨", search.find("小区阿姨和区阿姨", is_prose=True)).endswith("‹已遮盖›")


def test_the_address_of_a_roster_is_found_in_signs_and_a_road_called_after_its_miles_is_none():
    search = PeopleSearch.of(People(addresses=frozenset({"甲街道槐花路二十七号四栋五零二", "甲街道三元里大道"})))
    assert mask("住槐花路二十七号四栋五零二。", search.find("住槐花路二十七号四栋五零二。")) == "住‹已遮盖›。"
    assert search.find("在三元里大道探访") == ()
