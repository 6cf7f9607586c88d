import pytest

from evaltoolkit.disclosure.names.person_names import is_likely, names_within, plain_name, shorter_names, written_names

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
    "潘敏": ["潘敏等5人", "潘敏等5名志愿者", "潘敏等居民", "崔洁、潘敏等8人", "潘敏家3口", "欧阳小明、潘敏妈（68岁）"],
    "陈强": [
        "长子陈强",
        "与女婿陈强同住",
        "随二女儿陈强一家居住",
        "大儿媳陈强",
        "细仔陈强",
        "孙子陈强12岁",
        "陈强-长子",
        "长子:李明 次女:陈强",
        "丈夫李明，育有一子陈强",
        "子陈强",
    ],
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


@pytest.mark.parametrize("name", ["潘敏家", "潘敏等", "潘敏女", "潘敏签", "潘敏代", "潘敏姐", "母潘敏", "代潘敏"])
def test_a_sign_that_may_be_added_is_left_out_of_a_name_besides(name):
    assert [*shorter_names(name)] == ["潘敏"]


@pytest.mark.parametrize(
    "word",
    ["高龄户", "党员家", "白内障", "单身女", "陈家母", "王大叔", "黄阿姨", "李小姐", "欧阳小女", "母建国", "潘家敏"],
)
def test_a_word_and_how_people_are_called_are_no_names_without_their_last_sign(word):
    assert [*shorter_names(word)] == []


@pytest.mark.parametrize(
    "cell", ["低保家属", "高龄独居", "党员活动", "长者安全", "社工方法", "康复（高血压）", "家属—联系人"]
)
def test_words_with_an_addition_hold_no_name(cell):
    assert names_within(cell) == frozenset()


NAMES = ["王芳", "阮文", "岑晓", "佘琳", "李永和", "欧阳慕华", "莎仁其木格"]
COUNTED = [
    "3人：{}、李小明", "共3人：{}、李小明", "共3人（{}、李小明）", "组员（3人）：{}、李小明", "组员【3人】:{} 李小明",
    "组员3人：{}", "社工1名：{}；志愿者2名：李小明", "1名社工：{}", "李小明、{}共3人", "李小明、{}（共3人）",
    "李小明、{}等3人", "李小明、{}等三人", "李小明、{}等三名志愿者", "李小明、{}等共三人", "缺席1人（{}）",
    "{}一行5人",
]  # fmt: skip
JOINED = [
    "{}和妈妈", "{}及奶奶", "{}与母亲", "{}跟爸爸", "{}及其母亲", "{}以及家属", "{}带孩子", "妈妈和{}", "{}一家三口",
    "{}夫妻俩", "{}老两口", "{}夫妇", "{}母子三人", "{}请假", "{}住院", "{}去世", "{}书记", "{}副主任", "{}警官",
    "李小明（{}之女，张伟之妹）",
]  # fmt: skip


@pytest.mark.parametrize("form", [*COUNTED, *JOINED])
def test_a_name_is_read_without_a_count_and_without_whom_it_is_joined_to(form):
    lost = {name for name in NAMES if name not in written_names(cell := form.format(name)) | names_within(cell)}
    assert not lost


@pytest.mark.parametrize("cell", ["20人（男5女15）", "组员3人（含志愿者1人）", "安全和家属", "同居及家属", "高龄住院"])
def test_counts_and_words_that_are_joined_hold_no_name(cell):
    assert not {name for name in written_names(cell) | names_within(cell) if is_likely(name)}


BESIDE = {
    "蒋丽珍a": {"蒋丽珍"},
    "曾国栋Ⅱ": {"曾国栋"},
    "彭秀兰VIP": {"彭秀兰"},
    "蔡文静-A": {"蔡文静"},
    "田桂英 A": {"田桂英"},
    "A陈丽华": {"陈丽华"},
    "王芳A": {"王芳"},
    "陈丽华Mary Chan": {"陈丽华", "mary chan"},
    "13800138000阿依夏木": {"阿依夏木"},
    "1栋201禤大文": {"禤大文"},
    "①禤大文②曾国栋③彭秀兰": {"禤大文", "曾国栋", "彭秀兰"},
    "1.禤大文2.曾国栋": {"禤大文", "曾国栋"},
    "司法所李建国主任": {"李建国"},
    "望岗居委会主任陈丽华": {"陈丽华"},
    "李小明妈妈陈丽华": {"李小明", "陈丽华"},
    "莎仁其木格之子乌恩奇": {"莎仁其木格", "乌恩奇"},
    "王 芳  李明远": {"王芳", "李明远"},
}


@pytest.mark.parametrize("cell", BESIDE)
def test_a_name_is_read_without_what_stands_right_beside_it(cell):
    assert written_names(cell) | names_within(cell) >= BESIDE[cell]


@pytest.mark.parametrize("sign", [*"。.．&+\\—-…~*和及与", "以及", "第二名", "①"])
def test_any_sign_and_word_may_join_two_names(sign):
    for names in (["王芳", "李明远"], ["莎仁其木格", "阿依夏木"]):
        assert written_names(sign.join(names)) | names_within(sign.join(names)) >= set(names)


@pytest.mark.parametrize(
    "cell", ["A座302室", "高血压2级", "第3组组长", "3楼活动室", "2023年度", "家属及社工", "安全—健康"]
)
def test_words_beside_letters_and_digits_are_no_names_within(cell):
    assert not names_within(cell)
