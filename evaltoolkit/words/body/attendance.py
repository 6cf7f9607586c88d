"""三（二）: how regularly group members came, in a sentence."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.language import Language
from evaltoolkit.words.body.passage import unless_empty
from evaltoolkit.words.page.prose import Kind, Prose, prose, run
from evaltoolkit.words.services.attendance import attendance as of_groups


def attendance(shown: ProtectedReport, language: Language) -> Prose:
    """Return groups and sessions held, between which shares attendance lies, and who dropped out, in one paragraph.

    Parameters
    ----------
    shown
        Every protected table of the report; ``attendance`` is told.
    language
        The reader's.
    """
    told = unless_empty(shown, "attendance", of_groups, language)
    return prose(language, (Kind.BODY, (run(language, *(one.words for one in told.paragraphs)),)))
