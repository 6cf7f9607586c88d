"""Every word that a user sees has its Chinese translation."""

import runpy
from pathlib import Path

CATALOGUES = runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools" / "catalogues.py"))


def test_no_message_lacks_its_translation_is_stale_or_has_other_fields():
    assert CATALOGUES["problems"]() == []


def test_the_check_sees_the_messages_of_every_room():
    assert {"model", "disclosure", "scoring", "words", "charts"} <= set(CATALOGUES["messages_by_room"]())
