"""A private file that was damaged stops with a sentence or is made again; never with a traceback."""

import json

import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting.release.ledger import FOLDER, UNREAD, ledger_path, take_in
from evaltoolkit.reporting.release.results_file import protected_path
from evaltoolkit.reporting.run.street import require_own_place
from tests.published_street import PLAN, visible

DAMAGED = ("", '{"a":[', "[1,2]", "{}", '{"files":[1]}', "null", '{"files":3}', "\x00")


@pytest.mark.parametrize("content", DAMAGED)
def test_the_list_of_what_could_not_be_read_is_made_again(content, publish, tmp_path):
    publish([30], "a")
    unread = tmp_path / "private" / FOLDER / UNREAD
    unread.write_text(content, encoding="utf-8")
    take_in(tmp_path, PLAN)
    assert json.loads(unread.read_text(encoding="utf-8")) == {"files": []}
    assert not visible(publish([32], "b"))


@pytest.mark.parametrize("content", DAMAGED)
def test_of_a_street_s_damaged_ledger_a_sentence_says_what_to_do(content, publish, tmp_path):
    publish([30], "a")
    ledger_path(tmp_path, PLAN).write_text(content, encoding="utf-8")
    (tmp_path / "private" / FOLDER / UNREAD).unlink()
    with pytest.raises(UserError) as stopped:
        publish([32], "b")
    assert stopped.value.exit_code is ExitCode.FILE_BROKEN
    assert "从备份" in Language("zh_CN").say(stopped.value.sentence)


@pytest.mark.parametrize("content", DAMAGED)
def test_of_a_run_s_damaged_results_a_sentence_says_what_to_do(content, tmp_path):
    kept = protected_path(tmp_path, "a", PLAN.key)
    kept.parent.mkdir(parents=True)
    kept.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as stopped:
        require_own_place(kept, PLAN)
    assert stopped.value.exit_code is ExitCode.FILE_BROKEN
    assert f"private/a/{kept.name}" in Language("zh_CN").say(stopped.value.sentence)
