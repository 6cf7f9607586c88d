import pytest

from evaltoolkit.disclosure.names.roster_search import address_tails, find_addresses


@pytest.mark.parametrize("address", ["望岗三社榕树头东侧", "萧岗五社祠堂后", "甲街道萧岗二队晒谷场旁"])
def test_an_address_of_a_village_without_numbers_of_houses_is_found(address):
    assert find_addresses(f"家在{address}。", {address})


@pytest.mark.parametrize("address", ["三元里社区广场", "第三社工站活动室", "一德路长者饭堂", "第一社会工作站"])
def test_the_name_of_a_public_place_is_no_address_of_a_person(address):
    assert address_tails([address]) == frozenset()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("望岗村三社12巷尾间（与女儿同住）", ["望岗村三社12巷尾间", "望岗村三社12巷尾间（与女儿同住）"]),
        ("望岗村三社12巷尾间 与女儿同住", ["望岗村三社12巷尾间"]),
        ("望岗村三社12巷尾间电话86331234", ["望岗村三社12巷尾间"]),
        ("望岗村五社祠堂后8巷；周末住萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("望岗村五社祠堂后8巷（周末住在萧岗六社9巷头）", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("望岗村五社祠堂后8巷\n萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("望岗村五社祠堂后8巷/萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("①望岗村五社祠堂后8巷②萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("1.望岗村五社祠堂后8巷 2.萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("户籍：望岗村五社祠堂后8巷——女儿家：萧岗六社9巷头", ["望岗村五社祠堂后8巷", "萧岗六社9巷头"]),
        ("与女儿同住望岗村三社12巷尾间", ["望岗村三社12巷尾间"]),
        ("独居望岗村三社12巷尾间女儿家", ["望岗村三社12巷尾间"]),
        ("望岗村五社祠堂\n后8巷", ["望岗村五社祠堂后8巷"]),
        ("槐花路12号、棠安路9号", ["槐花路12号", "棠安路9号"]),
        ("新市街马务村七社榕树头3巷", ["马务村七社榕树头3巷", "马务村7社榕树头3巷"]),
        ("白云区新市街榕树头东三巷5号", ["榕树头东三巷5号"]),
        ("望岗村北约榕树头东侧第三间", ["望岗村北约榕树头东侧第三间", "望岗村北约榕树头东侧第3间"]),
        ("棠下村北约祠堂后第十间", ["棠下村北约祠堂后第十间"]),
    ],
)
def test_every_address_in_a_cell_is_found_whatever_else_the_cell_says(cell, written):
    for address in written:
        places = find_addresses(f"家在{address}。", {cell})
        assert [(found.start, found.end) for found in places] == [(2, 2 + len(address))], address


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("云城东路 12号3栋 502", "活动在12号3栋"),
        ("长兴大街12号3栋502（12号楼3栋）", "活动在12号3栋"),
        ("长兴街12号3栋502", "活动在12号3栋502"),
        ("解放街东巷12号", "东巷12号"),
        ("甲街道甲街东路12号", "乙街东路12号"),
        ("望岗村三社12巷尾间（2023年3月搬入）", "她2023年3月搬入"),
        ("望岗村三社12巷尾间（每月2号探访）", "每月2号探访"),
        ("望岗村三社12巷尾间（与女儿同住）", "与女儿同住"),
        ("新市街文化站，三元里社区广场", "三元里社区广场"),
        ("三间村社区广场", "三间村社区广场"),
        ("新市街十八巷文化室", "十八巷文化室"),
    ],
)
def test_what_else_a_cell_says_is_no_address(cell, words):
    assert find_addresses(words, {cell}) == ()


@pytest.mark.parametrize("place", ["一号桥社区", "三户村社区", "三元里社区", "某市乙区甲街道 六组社区", "二十一户村"])
def test_a_place_where_many_live_is_no_address_whatever_number_its_name_holds(place):
    assert not address_tails([place])
