from evaltoolkit.words.outcome.flow_words import flow, flow_table
from evaltoolkit.words.page.prose import Kind

ROW = {
    "scale": "uls6",
    "scale_name": "孤独感",
    "n_enrolled": 40,
    "n_pre": 36,
    "n_post": 30,
    "n_pairs": 27,
    "lost_share": 0.25,
}


def test_the_flow_runs_from_enrolled_to_paired_with_the_share_lost(shown, zh):
    paragraph = flow(shown([ROW]), zh).paragraphs[0]
    assert paragraph.words == (
        "报名 40 人；可计分的前测 36 人，可计分的后测 30 人，有效配对 27 对。"
        "没有可用后测的占 25.0%（9/36），超过 20%：变化只对配对的人成立。"
    )
    assert paragraph.kind is Kind.CAUTION


def test_a_share_counted_from_enrolment_names_that_denominator(shown, zh):
    said = flow(shown([{**ROW, "lost_share": 13 / 40}]), zh).paragraphs[0].words
    assert "没有可用后测的占 32.5%（13/40）" in said


def test_an_unknown_enrolment_is_not_provided(shown, zh):
    said = flow(shown([{**ROW, "n_enrolled": float("nan"), "n_pairs": 35, "lost_share": 1 / 36}]), zh).paragraphs[0]
    assert (
        said.words
        == "可计分的前测 36 人，可计分的后测 30 人，有效配对 35 对；报名人数未提供。没有可用后测的占 2.8%（1/36）。"
    )
    assert said.kind is Kind.BODY


def test_the_flow_table_has_a_row_for_each_scale(shown, en):
    assert flow_table(shown([ROW]), en).column("Share without a usable post-test") == ("25.0%",)
