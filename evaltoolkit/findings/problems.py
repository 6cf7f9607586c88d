"""A street's problems, the heaviest first: rows that lost points and facts that fall short, each fact once.

How they are ranked stands in :mod:`evaltoolkit.findings.finding`. A row of the indicator table that lost points because
of a fact *is* that fact: the rule on the fact takes the row, and it stands once.
"""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.facts import Facts, lost
from evaltoolkit.findings.finding import Finding, Trouble, ranked, weigh
from evaltoolkit.findings.problem_rules import FACTS
from evaltoolkit.findings.rows import Row


def problems(shown: ProtectedReport, *, is_over: bool = True) -> tuple[Finding, ...]:
    """Return every problem that the tables show, the heaviest first.

    Parameters
    ----------
    shown
        Every protected table of the report; what is withheld from its reader is no problem that they are told of.
    is_over
        Whether the year is: before, a post-test that is missing may still come.
    """
    facts = Facts(shown, is_over)
    found = [one for rule in FACTS for one in rule(facts)]
    taken = {one.indicator for one in found}
    rows = (row for row in facts.card if lost(row) and row.string("indicator") not in taken)
    return ranked([*found, *(_of_row(facts, row) for row in rows)])


_KINDS = {"": Trouble.JUDGED, "execution_rate": Trouble.UNSPENT, "awareness_share": Trouble.AWARENESS}


def _of_row(facts: Facts, row: Row) -> Finding:
    weight = facts.points(row)
    kind = _KINDS.get(facts.feed(row), Trouble.MISSED)
    return Finding(kind, weigh(weight, lost(row) / weight), row)
