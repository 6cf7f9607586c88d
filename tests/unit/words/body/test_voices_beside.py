"""Three or four voices beside the scale they touch, those that contradict it among them; one story; a count."""

import pytest

from evaltoolkit.words.body import one_story, voices_beside

THEMES = ("情绪支持", "实际帮助", "成效不稳", "社会联系", "服务可及", "自信")
FIT = (
    {"scale": "uls6", "relation": "支持、补充", "themes": "社会联系"},
    {"scale": "uls6", "relation": "相反", "themes": "成效不稳"},
    {"scale": "x", "relation": "支持", "themes": "情绪支持、自信"},
    {"scale": "x", "relation": "补充", "themes": "实际帮助"},
)
STORY = {"story": "案例一", "project": "重点项目", "situation": "独居。", "service": "上门。", "change": "好些了。"}
PARTS = ("story", "project", "situation", "service", "change", "limits")


def quote(theme, excerpt="", group="长者"):
    return {"theme": theme, "group": group, "excerpt": excerpt or f"说{theme}"}


@pytest.fixture
def beside(outcome, shown, zh):
    def make(quotes, fit=FIT, themes=THEMES, measured=({}, {"scale": "x", "scale_name": "乙量表", "better": 1})):
        return voices_beside(
            shown(quotes or {"theme": []}), zh, outcomes=outcome(*measured),
            themes=shown([{"theme": theme} for theme in themes]), fit=shown(list(fit) or {"scale": [], "relation": []}),
            follow_up=shown({"scale": []}),
        ).paragraphs  # fmt: skip

    return make


def test_each_scale_says_which_themes_support_extend_or_contradict_its_change_with_a_voice(beside):
    said = {one.lead: one.words for one in beside([quote(theme) for theme in THEMES])}
    assert said == {
        "孤独感": "变好。相反的主题：成效不稳；关系标注不一的主题：社会联系（标注：支持、补充）。"
        "“说成效不稳”（长者）“说社会联系”（长者）",
        "乙量表": "变差。支持的主题：情绪支持、自信；补充的主题：实际帮助。“说情绪支持”（长者）",
    }


def test_at_most_four_voices_are_printed_and_the_contradicting_ones_come_first(beside):
    fit = [{"scale": "uls6", "relation": "相反", "themes": "、".join(THEMES[:5])}, {**FIT[2]}]
    paragraphs = beside([quote(theme, f"{theme}{n}") for theme in THEMES for n in range(3)], fit)
    words = "".join(one.words for one in paragraphs)
    assert words.count("“") == 4
    assert all(f"“{theme}0”" in words for theme in THEMES[:4])


def test_without_codes_three_voices_stand_by_themselves_and_without_quotes_nothing(beside):
    paragraphs = beside([quote(theme) for theme in THEMES], ())
    assert [(one.lead, one.words) for one in paragraphs] == [(theme, f"“说{theme}”（长者）") for theme in THEMES[:3]]
    assert beside((), ()) == ()


def test_one_story_is_told_with_what_did_not_change_and_the_rest_is_counted(shown, zh):
    whole = {**STORY, "story": "案例二", "limits": "夜间缺人。"}
    others = shown([{"sheet": "质性资料", "no_consent": 6.0}, {"sheet": "案例故事", "no_consent": 1.0}])
    quotes = shown([quote("自信"), quote("自信"), quote("自信", "敢说了")])
    stories = shown([{**STORY, "limits": None}, whole])
    told, rest = one_story(stories, zh, quotes=quotes, other_years=others).paragraphs
    assert (told.lead, told.words) == ("案例二（重点项目）", "独居。上门。好些了。没有改变的和下一步：夜间缺人。")
    assert rest.words == (
        "另有记录：同意引用的摘录共 3 条，附件2 摘引其中一部分；同意讲述的案例共 2 个、见附件2；"
        "未征得同意的摘录和案例 7 条（不列出）。"
    )
    none = shown({"sheet": []})
    nothing = shown({name: [] for name in PARTS}), shown({"theme": []})
    assert one_story(nothing[0], zh, quotes=nothing[1], other_years=none)._repr_html_() == ""
