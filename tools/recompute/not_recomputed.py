"""What of the results is not recomputed."""

from __future__ import annotations

from collections.abc import Mapping

NOT_RECOMPUTED: Mapping[str, tuple[str, ...]] = {}
