import pytest

from evaltoolkit.findings.change import READINGS
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.voices import joint_display, quotes, themes, themes_table

THEME = {"theme": "联系", "excerpts": 3, "quotable": 2, "groups": "长者、家庭"}


def test_excerpts_are_never_told_as_people(shown, zh):
    said = str(themes(shown([THEME]), zh))
    assert "共摘录 3 条，归为 1 个主题" in said
    assert "摘录条数不等于人数" in said
    assert themes_table(shown([THEME]), zh).column("提出的人群") == ("长者、家庭",)


def test_at_most_two_quotes_stand_under_a_theme_and_are_escaped(shown, zh):
    rows = [{"theme": "联系", "group": "长者", "excerpt": f"<b>话{n}", "source": None} for n in range(3)]
    said = quotes(shown(rows), zh)
    assert [str(line) for line in said.paragraphs[2:]] == ["未在此列出：超出每个主题 2 条的 1 条。"]
    assert "&lt;b&gt;话0" in said._repr_html_()


def test_without_consent_there_are_no_quotes(shown, zh):
    said = quotes(shown([{"theme": "联系", "group": "长者", "excerpt": "话", "source": None}][:0]), zh)
    assert "没有登记同意引用的摘录" in said.of_kind(Kind.MISSING)[0]


FIT = [
    {"scale": "uls6", "relation": "支持", "themes": "联系", "excerpts": 2},
    {"scale": "uls6", "relation": "相反", "themes": "成效不稳", "excerpts": 1},
    {"scale": "phq9", "relation": "支持", "themes": "情绪", "excerpts": 1},
]


def test_a_measured_change_stands_beside_the_themes_that_the_station_related_to_it(outcome, shown, zh):
    table = joint_display(outcome(), shown([THEME]), zh, fit=shown(FIT))
    assert [cell.words for cell in table.rows[0].cells] == ["孤独感", "−2.4（变好）", "联系", "—", "成效不稳"]
    assert table.notes == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"p_t": 0.09, "p_exact": 0.09, "p_t_adjusted": 0.09, "p_exact_adjusted": 0.09}, "−2.4（尚不能断定）"),
        ({"p_t_adjusted": 0.06, "p_exact_adjusted": 0.06}, "−2.4（校正后不能断定）"),
        ({"n_pairs": 6.0, "ladder": Ladder.DESCRIBE}, "−2.4（只描述，不检验）"),
        ({"better": 1}, "−2.4（变差）"),
    ],
)
def test_a_change_beside_voices_is_called_better_only_where_the_sentences_say_so(change, said, outcome, shown, zh):
    table = joint_display(outcome(change), shown([THEME]), zh, fit=shown(FIT))
    assert table.rows[0].cells[1].words == said


def test_every_reading_of_a_change_beside_voices_is_the_one_that_stands_everywhere(
    reading, of_reading, outcome, shown, zh
):
    table = joint_display(outcome(of_reading, audience="station"), shown([THEME]), zh, fit=shown(FIT))
    assert table.rows[0].cells[1].words == f"−2.4（{zh.say(READINGS[reading])}）"


SEVERAL = [
    ("支持、补充", "标注：支持、补充"),
    ("支持、相反", "标注：支持、相反"),
    ("支持、补充、相反", "标注：支持、补充、相反"),
]


@pytest.mark.parametrize(("relation", "said"), SEVERAL)
def test_a_theme_under_several_relations_to_one_scale_stands_apart_and_is_said_to(relation, said, outcome, shown, zh):
    fit = [*FIT, {"scale": "uls6", "relation": relation, "themes": "陪伴", "excerpts": 2}]
    table = joint_display(outcome(), shown([THEME]), zh, fit=shown(fit))
    cells = [cell.words for cell in table.rows[0].cells]
    assert cells == ["孤独感", "−2.4（变好）", "联系", "—", "成效不稳", f"陪伴（{said}）"]
    assert "既不算支持，也不算相反" in table.notes[0]


def test_without_any_relation_the_display_says_where_to_write_it(outcome, shown, zh):
    table = joint_display(outcome(), shown([THEME]), zh, fit=shown(FIT[:0]))
    assert [cell.words for cell in table.rows[0].cells] == ["孤独感", "−2.4（变好）", "—", "—", "—"]
    assert "与结果的关系" in table.notes[0]


def test_without_voices_the_display_is_not_provided(outcome, shown, zh):
    table = joint_display(outcome(), shown([THEME][:0]), zh, fit=shown(FIT[:0]))
    assert table.rows == ()
    assert "未提供" in table.absent
