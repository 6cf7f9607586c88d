"""What is said of a workbook to anybody holds no word of it: a new fault cannot leak one, whatever it is made of."""

from __future__ import annotations

import json
import re

import pytest

from evaltoolkit.errors import ExitCode, FileError, InputError, PlanError, RegistryError, UserError, WorkbookError
from evaltoolkit.intake.answer import Answer, read_answer
from evaltoolkit.intake.checking.headers import own_words
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import KINDS, FaultKind
from evaltoolkit.language import Language, Ours, messages, public, text

LEAK = "禤漏甲"
FIELD = re.compile(r"\{([a-z_]+)(:[^}]*)?\}")
FIGURES = {"low", "high", "step"}


def worst(kind):
    """Return a fault of a kind with a cell's text in every place that a fault has."""
    words = (KINDS[kind].expected.message, KINDS[kind].remedy.message)
    names = {name for said in words for name, form in FIELD.findall(said)}
    details = tuple((name, 1.0 if name in FIGURES else LEAK) for name in sorted(names))
    return Fault(kind, LEAK, LEAK, 3, "D", LEAK, LEAK, LEAK, details=details)


@pytest.mark.parametrize("kind", FaultKind)
def test_a_fault_of_any_kind_says_no_word_of_the_workbook_to_anybody(kind):
    sentence = worst(kind).sentence(own_words())
    assert LEAK in sentence.english()
    for reader in (Language("en"), Language("zh_CN")):
        assert LEAK not in reader.say(public(sentence))
        assert "D3" in reader.say(public(sentence))


def filled(message):
    """Return a message with a cell's text in every field that takes a word."""
    fields = {name: 1.0 if form else LEAK for name, form in FIELD.findall(message)}
    return text(message).with_(**{**fields, "street": "示例街道"})  # the street is the title of every paper about it


def test_no_message_of_the_package_says_a_plain_word_to_anybody():
    # click's own messages, which quote what was typed, are for the screen alone
    told = [filled(message) for message in messages("zh_CN") if FIELD.search(message) and "!r}" not in message]
    nested = [text("{what}: {told}", what=Ours("甲"), told=said) for said in told]
    assert len(told) > 500
    assert [said for said in told + nested if LEAK in public(said).english()] == []


def test_names_of_our_own_sheets_and_columns_are_said():
    fault = Fault(FaultKind.NOT_A_NUMBER, "a.xlsx", "测量", 3, "D", "总分", "measurements", LEAK)
    said = public(fault.sentence(own_words())).english()
    assert "测量" in said
    assert "总分" in said
    assert LEAK not in said


@pytest.mark.parametrize("kind", [UserError, FileError, PlanError, WorkbookError, InputError, RegistryError])
def test_an_error_in_a_kernel_says_no_word_of_a_users_file(kind):
    sentence = text("{file}: {value} is wrong.", file=f"{LEAK}.xlsx", value=LEAK)
    error = kind(sentence, ExitCode.FILE_BROKEN) if kind in (UserError, FileError) else kind(sentence)
    assert LEAK not in "".join(error._render_traceback_())
    assert LEAK in error.sentence.english()


def test_the_intake_process_answers_without_a_word_of_the_workbook():
    sentence = worst(FaultKind.UNKNOWN_SCALE).sentence(own_words())
    answered = Answer(ExitCode.WORKBOOK_FAULTS, sentences=(sentence,)).to_json()
    assert LEAK not in json.dumps(json.loads(answered), ensure_ascii=False)
    back = read_answer(answered)
    assert back is not None
    assert public(back.sentences[0]).english() == back.sentences[0].english()
