"""Whom a line of text names by what stands beside: whoever is written so is found, and ordinary lines name nobody."""

import pytest

from evaltoolkit.disclosure.names.named_lines import at_ends, named_in_line, told_beside
from evaltoolkit.intake.checking.name_finds import Finds


def doubted(words):
    return set(Finds(frozenset()).doubtful(named_in_line(words)))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("#接龙\n6月18日包粽子活动\n1. 王秀珍\n2. 李建国+1\n3. 陈桂兰（2大）\n4. 朵朵妈妈（周晓红）\n5. 3栋502覃慧敏",
         {"王秀珍", "李建国", "陈桂兰", "周晓红", "覃慧敏"}),
        ("1.高翠云2.林秀芳3.罗建华", {"高翠云", "林秀芳", "罗建华"}),
        ("王秀珍+李建国+陈桂兰", {"王秀珍", "李建国", "陈桂兰"}),
        ("王秀珍13800138000 李建国13800138001", {"王秀珍", "李建国"}),
        ("郭美华负责签到，何志强拍照，蒋小兰写稿", {"郭美华", "何志强", "蒋小兰"}),
        ("13800138000（女儿刘晓燕）", {"刘晓燕"}),
        ("女儿赵玉芬在深圳", {"赵玉芬"}),
        ("走访独居老人郑惠珍，身体尚可", {"郑惠珍"}),
        ("丈夫宋建军，儿子唐晓东（在读）", {"唐晓东"}),
        ("热心居民彭淑芬", {"彭淑芬"}),
        ("因社工任晓玲离职", {"任晓玲"}),
        ("（访谈对象潘桂珍，70岁）", {"潘桂珍"}),
        ("我叫蔡玉英，今年72岁", {"蔡玉英"}),
        ("案主为董玉兰，女，72岁", {"董玉兰"}),
        ("谢德明 男 68", {"谢德明"}),
        ("孙玉莲老人个案服务记录表", {"孙玉莲"}),
        ("吴志明成长档案", {"吴志明"}),
        ("胡丽萍得分", {"胡丽萍"}),
        ("李建国家庭帮扶方案", {"李建国"}),
    ],
)  # fmt: skip
def test_who_is_written_so_is_found(words, names):
    assert names <= doubted(words)


@pytest.mark.parametrize(
    "words",
    [
        "白云区社工服务中心", "人和社工服务站协议书", "石井社工探访记录", "江高镇康复服务站", "向阳花小组服务记录",
        "高血压，糖尿病，冠心病", "白云区、海珠区、天河区", "包粽子、夏令营、贺中秋", "义工培训课，社工团队",
        "儿子在外地打工", "妻子常年卧床", "丈夫方便时来", "居民向我们反映", "有两位邻居来坐坐；", "居民安全感，",
        "社工满意度，服务对象满意率", "银龄同行1组，向阳花小组", "老年文娱队，舞蹈队", "长者于社区活动",
    ],
)  # fmt: skip
def test_an_ordinary_line_names_nobody(words):
    assert doubted(words) == set()


def test_who_is_asked_for_is_told_and_not_asked_about():
    assert [*told_beside("行动不便，紧急联系人何乙未，电话在册；监护人 王秀珍")] == ["何乙未"]
    assert [*told_beside("紧急联系人未提供，联系人不在家")] == []


@pytest.mark.parametrize(
    "cell",
    ["王秀珍{}", "{}王秀珍"],
)
@pytest.mark.parametrize(
    "added",
    ["小朋友", "阿婆", "低保户", "结案", "网格员", "3栋", "新增", "其女", "老党员", "转出", "到", "孙", "周一", "上午",
     "米一袋", "3月1日", "第1位", "给", "由女儿代", "二级残疾", "未联系上", "曾用名", "副校长", "前测"],
)  # fmt: skip
def test_a_name_is_found_whatever_the_office_wrote_beside_it_in_its_cell(cell, added):
    found = Finds(frozenset())
    words = cell.format(added)
    assert "王秀珍" in found.names_added_to([words]) | found.names_in([words])


@pytest.mark.parametrize("words", ["欧阳小明", "高血压病人", "低保边缘家庭", "安全生产员", "党员志愿者", "莎仁其木格"])
def test_nobody_is_cut_out_of_a_word_or_a_longer_name(words):
    assert [*at_ends(words)] == []
