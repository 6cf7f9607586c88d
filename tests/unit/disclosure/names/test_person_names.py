import pytest

from evaltoolkit.disclosure.names.person_names import names_within, plain_name, written_names

ADDED = {
    "黎小小": ["★黎小小", "√黎小小", "黎小小妈妈", "黎小小？", "黎小小→201"],
    "禤大勇": [
        "禤大勇 女",
        "禤大勇女",
        "禤大勇 女 70岁",
        "禤大勇夫妇",
        "禤大勇—低保",
        "故 禤大勇",
        "禤大勇已搬走",
        "女，禤大勇",
    ],
    "谭晓华": ["谭晓华家属", "党员谭晓华", "现名：谭晓华", "低保谭晓华", "独居：谭晓华", "谭晓华同学", "社工谭晓华"],
    "禤大明": [
        "禤大明和李小四",
        "禤大明及家属",
        "禤大明的母亲",
        "禤大明（母）李小四",
        "禤大明等5人",
        "禤大明（1号楼）",
    ],
    "李小四": ["禤大明和李小四", "禤大明（母）李小四"],
    "李秀英": ["仇小云 （李秀英之母）"],
    "岑文文": ["岑文文一家", "④岑文文"],
    "欧阳小明": ["欧阳小明家属", "低保欧阳小明"],
    "阿依古丽": ["阿依古丽家属"],
}


@pytest.mark.parametrize(("name", "cell"), [(name, cell) for name, cells in ADDED.items() for cell in cells])
def test_a_name_is_read_without_what_is_added_to_it(name, cell):
    assert name in written_names(cell) | names_within(cell)


@pytest.mark.parametrize(
    "name", ["欧阳小明", "欧阳小女", "莎仁其木格", "阿依古丽买买提", "王和平", "李新", "陈家母", "党小明"]
)
def test_a_name_stays_whole(name):
    assert written_names(name) == {plain_name(name)}
    assert names_within(name) == frozenset()


@pytest.mark.parametrize(
    "cell", ["低保家属", "高龄独居", "党员活动", "长者安全", "社工方法", "康复（高血压）", "家属—联系人"]
)
def test_words_with_an_addition_hold_no_name(cell):
    assert names_within(cell) == frozenset()
