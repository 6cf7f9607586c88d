"""What the parameter file is to state before the post-test is said as a rule: nobody can know when it was written."""

from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from evaltoolkit.words.appendix.method_notes import method_notes

ROOT = Path(__file__).parents[4]
RULE = "应在后测之前"
ASSERTED = ("事先写明的", "事先说明的", "事先没有", "没有事先")


def test_the_note_says_that_the_parameter_file_should_name_the_scale_and_not_that_it_did(zh, en):
    (note,) = [one.words for one in method_notes(zh).paragraphs if "主要量表，一个人的结论" in one.words]
    assert note.startswith(f"参数文件{RULE}为每个项目写明主要量表")
    assert any(one.words.startswith("The plan is to name the primary scale") for one in method_notes(en).paragraphs)


def test_no_sentence_asserts_what_was_written_before_the_post_test():
    said = [
        str(one.string)
        for catalogue in (ROOT / "evaltoolkit" / "locales" / "zh_CN").glob("*.po")
        for one in read_po(BytesIO(catalogue.read_bytes()))
    ]
    about = [words for words in said if "后测之前" in words]
    assert any(RULE in words for words in about)
    assert [words for words in about if RULE not in words] == []
    assert [words for words in said if any(told in words for told in ASSERTED)] == []
