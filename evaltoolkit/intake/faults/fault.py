"""One fault in a workbook with its address, and how it is said."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from evaltoolkit.errors import called
from evaltoolkit.intake.faults.fault_kinds import KINDS, LEVELS, FaultKind, Level
from evaltoolkit.language import Ours, Text, text


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault with its address.

    Parameters
    ----------
    kind
        What is wrong.
    file, sheet
        File name; sheet name, or empty where the file as a whole is meant.
    row
        Row number as Excel shows it.
    column, header
        Letters and header of the column.
    table
        English name of the table, empty where it is not known.
    found
        What stands there; None for identifiers, codes and prose.
    details
        Figures and words that the kind's sentences need.
    whole_row
        Whether a SET_ASIDE fault costs the row or only the value.
    """

    kind: FaultKind
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    header: str = ""
    table: str = ""
    found: str | None = None
    details: tuple[tuple[str, object], ...] = ()
    whole_row: bool = True

    @property
    def level(self) -> Level:
        """Return how much the fault matters."""
        return KINDS[self.kind].level

    @property
    def cell(self) -> str:
        """Return the cell's address such as ``D5``, or what of it is known."""
        return f"{self.column}{self.row or ''}"

    @property
    def expected(self) -> Text:
        """Return what was expected."""
        return KINDS[self.kind].expected.with_(**dict(self.details))

    @property
    def remedy(self) -> Text:
        """Return what to do."""
        return KINDS[self.kind].remedy.with_(**{**dict(self.details), "map": called("map")})

    @property
    def place(self) -> Text:
        """Return the address in words."""
        return self._place(())

    def _place(self, ours: Container[str]) -> Text:
        named = {"file": self.file, "sheet": self.sheet, "header": self.header}
        fields: dict[str, object] = {
            name: Ours(words) if words.removesuffix(".csv").strip() in ours else words for name, words in named.items()
        }
        fields |= {"row": self.row, "cell": Ours(self.cell)}
        if not self.sheet:
            return text("{file}").with_(**fields)
        if self.row is None:
            return text("{file}, sheet {sheet}").with_(**fields)
        if not self.column:
            return text("{file}, sheet {sheet}, row {row}").with_(**fields)
        return text("{file}, sheet {sheet}, row {row}, column {header} ({cell})").with_(**fields)

    def sentence(self, ours: Container[str] = ()) -> Text:
        """Return address, what was found and expected, what becomes of it, and what to do.

        Names of sheets and columns that are among `ours` may be said to anybody; what a cell says never may.
        """
        return text(
            "[{level}] {place}: {expected}{found}. {effect}{remedy}",
            level=LEVELS[self.level],
            place=self._place(ours),
            expected=self.expected,
            found="" if self.found is None else text(", found “{value}”", value=self.found),
            effect=self.effect,
            remedy=self.remedy,
        )

    @property
    def effect(self) -> Text | str:
        """Return what becomes of the row or the value until then."""
        if self.level is not Level.SET_ASIDE:
            return ""
        if self.whole_row:
            return text("Until then the row does not count. ")
        return text("Until then the value counts as not provided. ")
