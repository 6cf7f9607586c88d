"""What a version hides from which number on, class by class: every table that counts people has its rule here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.language import Text, text
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.results import TableClass

_ROUNDED = text("All counts of people are rounded to multiples of {step}.")
_AS_COUNTED = text("Coverage of official categories: as counted, since the office holds the roster itself.")
_COVERAGE = text(
    "Coverage of official categories: of 1 to {few} people served, or there are, the number stands as a range "
    "without a share; 0 stands as 0. Of 1 to {few} people there are, those served have neither range nor 0. Where "
    "a category's people did not say where they belong, 0 to {few} stand as one range."
)
RULES: Mapping[Text, tuple[TableClass | str, ...]] = {
    text("Money, hours, numbers of services and what is said of the office: nothing is withheld."): (),
    text(
        "Attendance, volunteers, satisfaction, awareness and needs: from {least} people or answers in a row on all is "
        "shown; of 1 to {few} their number stands as a range."
    ): (TableClass.ATTENDANCE, TableClass.SATISFACTION),
    _COVERAGE: (TableClass.COVERAGE,),
    text(
        "Results of scales: mean change, interval and standardised change from {least} pairs on, standard deviations "
        "and ranks from {spread} on; of several groupings of the same people one is shown, beside everyone together."
    ): ("outcomes", "planning"),
    text(
        "Follow-up, ratings of the past, and who was lost beside who was kept: means from {least} people on, and of a "
        "follow-up only where nobody or at least {least} people were lost on the way to it; how many were measured and "
        "lost stands in a row of {least} people or more."
    ): ("flow", "attrition", "follow_up", "retrospective"),
    text(
        "Better, unchanged, worse, who crossed a cut-off, and who gave the same answer throughout: a number of 1 to "
        "{few} people stands as a range, and so does what is left of the whole; 0 stands as 0."
    ): ("verdicts", "verdicts_pooled", "people", "crossings", "straight_lining"),
    text(
        "Services that maintain: mean change from {least} pairs on, whether the level was held from {held} on, "
        "whichever way it falls."
    ): ("maintenance",),
    text("Reliability of a scale and its items: from {least} complete forms on."): ("scale_quality", "item_quality"),
    text("Forms that cannot be scored: 0 to {few} of a wave stand as one range, also where there are none."): (
        "unscored_forms",
    ),
    text(
        "Each person's course, people by group, and counts by other methods stand in the station's version only, "
        "however many people there are."
    ): ("courses", "verdicts_by_group", "verdict_methods"),
}  # fmt: skip
"""Each rule with the tables that it holds for: by name, and by class for those of the class that are not named."""


def protection_rules(report: ProtectedReport) -> Iterator[Text]:
    """Yield what is withheld from which number on, class by class; nothing where nothing ever is."""
    if report.min_people <= 1:
        return
    numbers = {
        "few": report.min_people - 1, "least": report.min_people, "spread": report.min_spread,
        "held": max(TEST_FROM, report.min_people),
    }  # fmt: skip
    for rule in RULES:
        said = _AS_COUNTED if rule == _COVERAGE and report.audience is Audience.PARTNER else rule
        yield said.with_(**numbers)
    if report.round_to > 1:
        yield _ROUNDED.with_(step=report.round_to)
