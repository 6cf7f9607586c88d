"""Who a version of the report is for, and what that means for what it shows."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.language import Text, text
from evaltoolkit.model.texts import texts

_MEANINGS: dict[Audience, Text] = {Audience(name): words for name, words in texts("words", "audiences").items()}
AUDIENCES: dict[Audience, Text] = {
    audience: text("{version}: {meaning}", version=AUDIENCE_NAMES[audience], meaning=meaning)
    for audience, meaning in _MEANINGS.items()
}
