"""A short name for each kind of fault, as the report's table of data quality lists it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Text
from evaltoolkit.model.texts import texts

NAMES: Mapping[FaultKind, Text] = MappingProxyType(
    {FaultKind(name): words for name, words in texts("intake", "fault_names").items()}
)
