"""The one list of what is not provided: sheets, rows of the indicator table, sections without their author's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.facts import Facts, table_of
from evaltoolkit.findings.rows import Gap
from evaltoolkit.findings.score import demands_reason
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.words.chapters.finding_words import in_quotes
from evaltoolkit.words.page.chapter import number_of
from evaltoolkit.words.page.due import FINAL, MIDTERM, assessments_due
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose

GAPS: Mapping[str, Text] = texts("words", "gaps")
"""Tables whose absence is a gap, with the words of what the street has not given; the others follow from these."""
_COLUMNS: tuple[tuple[str, Text], ...] = (
    ("target", text("Target of the year")),
    ("actual", text("Actual value")),
    ("evidence", text("Evidence")),
)


def not_given(plan: Plan, shown: ProtectedReport, language: Language) -> Prose:
    """Return everything that the street has not given, once, by where it belongs.

    Parameters
    ----------
    plan
        The street's plan.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    return Prose(
        tuple(
            Paragraph(language.join(names), Kind.MISSING, language.say(lead))
            for lead, names in _gaps(plan, shown, language)
            if names
        ),
        is_list=True,
    )


def gap_counts(plan: Plan, shown: ProtectedReport, language: Language) -> str:
    """Return how many things of each kind the list names; empty where it names none."""
    counts: dict[Text, int] = {}
    for kind, (_, names) in zip(_KINDS, _gaps(plan, shown, language), strict=True):
        counts[kind] = counts.get(kind, 0) + len(names)
    return language.join(kind.with_(n=n) for kind, n in counts.items() if n)


_DATA, _OF_ROWS = text("data and facts {n}"), text("entries of the indicator table {n}")
_REASONS, _WORDS = text("reasons for deviations {n}"), text("sections without their author's words {n}")


def _gaps(plan: Plan, shown: ProtectedReport, language: Language) -> Iterator[tuple[Text, list[Text | str]]]:
    facts = Facts(shown)
    yield text("Data:"), [words for name, words in GAPS.items() if _is_absent(shown, name)]
    yield text("Facts:"), list(_facts(plan, facts))
    for column, words in _COLUMNS:
        lacking: list[Text | str] = [in_quotes(row) for row in facts.card if row.gap(column) is Gap.NOT_PROVIDED]
        yield text("{what} of the indicators:", what=words), lacking
    unexplained: list[Text | str] = [
        in_quotes(row) for row in facts.card if demands_reason(row) and row.gap("deviation") is Gap.NOT_PROVIDED
    ]
    yield text("Reason for the deviation of the indicators:"), unexplained
    yield (
        text("Author's words of the sections:"),
        [number_of(one, language) for one in SECTIONS if one.name not in plan.sections],
    )


_KINDS = (_DATA, _DATA, *(_OF_ROWS for _ in _COLUMNS), _REASONS, _WORDS)
"""How each line of the list is counted, in its order."""


def _is_absent(shown: ProtectedReport, name: str) -> bool:
    return table_of(shown, name) is None


def _facts(plan: Plan, facts: Facts) -> Iterator[Text]:
    if plan.department is None:
        yield text("department in charge")
    if plan.operator is None:
        yield text("operator")
    items = {row.string("item"): row for row in facts.rows("funds")}
    for item, words in _FUNDS.items():
        if item in items and items[item].gap("value") is Gap.NOT_PROVIDED:
            yield words
    if facts.methods and not facts.target.words:
        yield text("target of satisfaction")
    vague = [row for row in facts.rows("goals") if row.has("expected") and not row.has("measure", "target")]
    if vague:
        yield text("measure or target of {n} goals", n=len(vague))
    if facts.rows("needs") and not any(row.flag("non_registered") for row in facts.rows("needs")):
        yield text("needs of non-registered residents")
    kinds = {row.string("kind") for row in facts.rows("inspections")}
    yield from (words for kind, words in _ASSESSMENTS.items()
                if kinds and kind not in kinds and kind in assessments_due(plan))  # fmt: skip


_FUNDS: Mapping[str, Text] = {
    "initial": text("budget at the beginning of the year"),
    "annual": text("budget of the year"),
    "executed": text("money spent"),
}
_ASSESSMENTS: Mapping[str, Text] = {MIDTERM: text("mid-term assessment"), FINAL: text("final assessment")}
