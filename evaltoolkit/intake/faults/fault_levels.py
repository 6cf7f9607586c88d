"""How much a fault in a workbook matters."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from evaltoolkit.language import Text, text


class Level(StrEnum):
    """How much a fault matters."""

    STOP = "stop"  # stops: no report before it is put right
    SET_ASIDE = "set_aside"  # the row or value does not count; the report says how many
    HINT = "hint"


LEVELS: Mapping[Level, Text] = MappingProxyType(
    {Level.STOP: text("must be put right"), Level.SET_ASIDE: text("set aside"), Level.HINT: text("remark")}
)
