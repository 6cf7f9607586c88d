import pytest

from evaltoolkit.model.categories import official_categories


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("低保", "低保对象"),
        ("低保边缘家庭", "低保边缘家庭成员"),
        ("重度残疾人（一级）", "特殊困难重度残疾人"),
        (" 独居老人 ", "独居老人"),
        ("事实无人抚养儿童", "事实无人抚养儿童"),
        ("非低保", None),
        ("楼长", None),
    ],
)
def test_a_label_finds_its_official_category(label, name):
    assert official_categories().name_of(label) == name


def test_one_person_has_each_category_once():
    assert official_categories().names_of(("低保", "低保对象", "独居", "党员")) == {"低保对象", "独居老人"}
    assert official_categories().names_of(None) == frozenset()


def test_the_city_platforms_twenty_codes_are_all_there():
    priority = [category for category in official_categories().members if category.group == "priority"]
    assert [category.code for category in priority] == list(range(1, 21))
    words = [word for category in official_categories().members for word in (category.name, *category.words)]
    assert len(words) == len(set(words))
