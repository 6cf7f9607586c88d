"""What was recomputed of the score table: faults first, then the sums."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.model.results import Scorecard
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose


def score_checks(card: Scorecard, scorecard: ProtectedTable, language: Language) -> Prose:
    """Return the checks of the scorecard, one a line.

    Parameters
    ----------
    card
        The scorecard at full precision, for its checks.
    scorecard
        The protected table ``scorecard``: where it tells other points than `card`, the sums would give them away.
    language
        The reader's.
    """
    shown = {row.string("indicator"): row.number("points") for row in rows_of(scorecard)}
    if any(shown.get(row.indicator) != row.points for row in card.rows):
        words = text("The sums of this table were recomputed; they stand in the station's version.")
        return Prose((Paragraph(language.say(words), Kind.BODY),))
    title = language.say(text("Recomputed from the table"))
    return Prose(tuple(Paragraph(language.say(check)) for check in card.checks), title, is_list=True)
