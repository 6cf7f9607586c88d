import pytest

from evaltoolkit.disclosure.names.roster_search import address_tails, find_addresses


@pytest.mark.parametrize("address", ["望岗三社榕树头东侧", "萧岗五社祠堂后", "甲街道萧岗二队晒谷场旁"])
def test_an_address_of_a_village_without_numbers_of_houses_is_found(address):
    assert find_addresses(f"家在{address}。", {address})


@pytest.mark.parametrize("address", ["三元里社区广场", "第三社工站活动室", "一德路长者饭堂", "第一社会工作站"])
def test_the_name_of_a_public_place_is_no_address_of_a_person(address):
    assert address_tails([address]) == frozenset()
