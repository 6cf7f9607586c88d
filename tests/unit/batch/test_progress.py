import io

import pytest

from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.batch.progress import show_progress
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import Language, text

DONE = StreetOutcome("jia_2025", "甲[街]道", "jia_2025.html", 12.34)
FAILED = StreetOutcome("yi_2025", "乙街道", "yi_2025.notice.html", 0.5, text("wrong"), ExitCode.RUN_FAILED)


def test_without_a_terminal_each_street_is_a_plain_line_with_its_number(capsys):
    with show_progress(2, Language("en")) as on_done:
        on_done(DONE)
        on_done(FAILED)

    assert capsys.readouterr().out.splitlines() == [
        "[1/2] 甲[街]道: done in 12.3 s",
        "[2/2] 乙街道: no report, a notice says why",
    ]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_on_a_terminal_a_bar_counts_the_streets_and_says_the_time_to_go(monkeypatch, language):
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    with show_progress(2, Language(language)) as on_done:
        on_done(DONE)
        on_done(FAILED)

    said = screen.getvalue()
    assert "甲[街]道" in said
    assert "2/2" in said
    assert Language(language).say(text("still to go")) in said
