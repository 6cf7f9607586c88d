import subprocess
import sys
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from evaltoolkit.language import Language, Ours, Text, listed, messages, public, read_messages, text

LEFT = "import evaltoolkit.cli; from evaltoolkit.language import messages; print(len(messages('zh_CN')._unread))"


def test_chinese_is_the_default_and_english_the_message_itself():
    words = text("not provided")
    assert Language().say(words) == "未提供"
    assert Language("en").say(words) == "not provided"


def test_a_text_within_a_text_is_said_in_the_same_language():
    outer = Text("{what}!", (("what", text("not provided")),))
    assert Language("zh_CN").say(outer) == "未提供!"


def test_braces_in_data_are_data():
    assert Language("en").say(text("{name} came", name="{x}")) == "{x} came"
    assert Language("en").say("{left} as it is") == "{left} as it is"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="fr"):
        Language("fr")


def test_parameters_can_be_added_later():
    assert text("{a}{b}", a=1).with_(b=2).english() == "12"


def test_a_notebooks_prose_is_said_in_another_language_and_anything_else_is_as_written():
    assert Language("en").prose("未提供") == "not provided"
    assert Language("en").prose("没有这句话") == "没有这句话"
    assert Language("zh_CN").prose("未提供") == "未提供"


@pytest.mark.parametrize("names", [["王芳.yaml"], ["王芳.yaml", "李军.yaml"], ["王芳.yaml", "李军.yaml", "赵敏.yaml"]])
@pytest.mark.parametrize("held", [(), ("others",)])
def test_a_list_of_a_user_s_words_is_left_out_as_one_such_word_is(names, held):
    words = text("{rows} rows are as those of {others}", rows=3, others=listed(names))
    assert public(words, held=held).english() == "3 rows are as those of …"
    mixed = public(text("It is none of {others}", others=listed([Ours("优秀"), *names])), held=held).english()
    assert mixed.startswith("It is none of 优秀, …")
    assert not any(name in mixed for name in names)


def test_a_list_of_any_length_is_said():
    assert listed(map(str, range(5000))).english() == ", ".join(map(str, range(5000)))


def test_every_message_of_every_catalogue_is_said_whichever_is_asked_for_first():
    read_messages()
    known = {}
    for catalogue in (files("evaltoolkit") / "locales" / "zh_CN").iterdir():
        with catalogue.open("rb") as stream:
            known |= {message.id: message.string for message in read_po(stream) if message.id and message.string}
    assert len(known) > 3000
    assert dict(messages("zh_CN")) == known
    messages.cache_clear()
    backwards = {message: messages("zh_CN")[message] for message in reversed(known)}
    assert backwards == known
    assert "no such message" not in messages("zh_CN")


def test_the_help_reads_its_own_catalogues_alone():
    every = len(list((files("evaltoolkit") / "locales" / "zh_CN").iterdir()))
    done = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, check=True)
    assert every - 6 < int(done.stdout) < every
