"""Every word that a user sees has its Chinese translation."""

from catalogues import problems


def test_no_message_lacks_its_translation_and_no_translation_its_message():
    assert problems() == []
