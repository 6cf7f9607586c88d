"""Which choices of the outcomes lead to a picture in a version, and why the others lead to none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Text, text

_Place = tuple[str, str, str, str]
_FIGURES: Mapping[str, tuple[str, ...]] = {"slopes": ("mean_pre", "mean_post", "mean_change"), "forest": ("hedges_g",)}
_COUNTS = ("n_better", "n_unchanged", "n_worse", "n_not_better")
EVERYONE, TOTAL, GROUP = "all", "total", "group"

FEW = text("few people: in the station's version")
NOTHING = text("no pre-tests and post-tests")
NO_FIGURE = text("too few pairs to compute it")
NO_THRESHOLD = text("no confirmed threshold of reliable change")
BY_GROUP = text("people are counted for everyone and by group only")


@dataclass(frozen=True, slots=True)
class OutcomeReach:
    """The places that each kind of picture can be drawn of: scale, dimension, grouping, group.

    Parameters
    ----------
    drawn
        By kind of picture.
    hidden
        Places that the version withholds.
    """

    drawn: Mapping[str, frozenset[_Place]]
    hidden: frozenset[_Place]

    def closed(self, picture: str = "", **wanted: str) -> Text | str:
        """Return why the choice leads to no picture; empty where it leads to one.

        Parameters
        ----------
        picture
            A kind of picture; any by default.
        wanted
            ``scale``, ``dimension``, ``grouping`` and ``group``; what is left out or empty may be anything.
        """
        kinds = [picture] if picture else list(self.drawn)
        if any(_fits(place, wanted) for kind in kinds for place in self.drawn[kind]):
            return ""
        grouping = wanted.get("grouping", "")
        if picture == "people" and grouping not in ("", EVERYONE, GROUP):
            return BY_GROUP
        if any(_fits(place, wanted) for place in self.hidden):
            return FEW
        if any(_fits(place, wanted) for kind in self.drawn for place in self.drawn[kind]):
            return NO_THRESHOLD if picture == "people" else NO_FIGURE
        return NOTHING


def outcome_reach(report: ProtectedReport) -> OutcomeReach:
    """Return what can be drawn of a version's outcomes."""
    outcomes = report["outcomes"]
    rows = [(_place(row), row) for row in rows_of(outcomes)]
    drawn = {kind: frozenset(place for place, row in rows if _says(row, names)) for kind, names in _FIGURES.items()} | {
        "people": frozenset(_people(report))
    }
    return OutcomeReach(drawn, frozenset(_withheld(outcomes)) | {place for place, row in rows if row.withheld})


def _says(row: Row, names: tuple[str, ...]) -> bool:
    return any(row.has(name) for name in names)


def _people(report: ProtectedReport) -> Iterator[_Place]:
    for row in (*rows_of(report["verdicts"]), *rows_of(report["verdicts_pooled"])):
        if _says(row, _COUNTS):
            yield row.string("scale"), TOTAL, EVERYONE, ""
    for row in rows_of(report["verdicts_by_group"]):
        if _says(row, _COUNTS):
            yield row.string("scale"), TOTAL, GROUP, row.string("group")


def _place(row: Row) -> _Place:
    grouping = row.string("group_kind")
    return row.string("scale"), row.string("dimension"), grouping, "" if grouping == EVERYONE else row.string("group")


def _withheld(table: ProtectedTable) -> Iterator[_Place]:
    for entry in table.hidden:
        keys = dict(zip(table.keys, entry.row, strict=False))
        scale, dimension, grouping, group = (
            keys.get(name, "") for name in ("scale", "dimension", "group_kind", "group")
        )
        yield scale, dimension, grouping, group


def _fits(place: _Place, wanted: Mapping[str, str]) -> bool:
    named = zip(("scale", "dimension", "grouping", "group"), place, strict=True)
    return all(not wanted.get(name) or wanted[name] == value for name, value in named)
