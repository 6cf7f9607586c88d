from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaltoolkit.charts.parts import font
from evaltoolkit.errors import ExitCode, UserError


@pytest.fixture
def fresh() -> Iterator[None]:
    font.chinese_font.cache_clear()
    yield
    font.chinese_font.cache_clear()


def test_the_carried_font_is_found_without_importing_its_carrier() -> None:
    import sys

    assert "NotoSansSC" in font.chinese_font().name
    assert "zhplot" not in sys.modules


def test_characters_that_no_font_has_become_a_box() -> None:
    assert font.drawable("甲\U0010fffd乙\t丙") == "甲□乙 丙"


@pytest.mark.usefixtures("fresh")
def test_without_a_chinese_font_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = Path(font.font_manager.findfont("DejaVu Sans"))
    monkeypatch.setattr(font, "_carried_fonts", lambda: (latin,))
    monkeypatch.setattr(font, "_system_fonts", lambda: ())
    with pytest.raises(UserError, match="zhplot") as raised:
        font.chinese_font()
    assert raised.value.exit_code is ExitCode.SETUP_FAILED


@pytest.mark.usefixtures("fresh")
def test_a_system_font_serves_where_the_carried_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    system = font.chinese_font()
    font.chinese_font.cache_clear()
    monkeypatch.setattr(font, "_carried_fonts", lambda: ())
    monkeypatch.setattr(font, "_system_fonts", lambda: (system,))
    assert font.chinese_font() == system
