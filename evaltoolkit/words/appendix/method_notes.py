"""The appendix on methods: every rule that the report prints by itself, in full, with its source."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.page.prose import Paragraph, Prose

OWN_RULE = text("rule of this toolkit")


Uses = Callable[[ProtectedReport], bool]


def _always(_: ProtectedReport) -> bool:
    return True


def _with(name: str, column: str = "", value: str = "") -> Uses:
    """Return whether a report has a row of that table, with a figure in that column, or with that value in it."""

    def uses(shown: ProtectedReport) -> bool:
        table = shown.tables.get(name)
        rows = () if table is None else rows_of(table)
        return any(not column or (row.string(column) == value if value else row.has(column)) for row in rows)

    return uses


@dataclass(frozen=True, slots=True)
class Note:
    """One rule: its name, its full words, where it comes from, and whether a report uses it."""

    title: Text
    words: Text
    source: Text
    uses: Uses = _always


_USES: dict[str, Uses] = {
    "total_and_range": _with("total"),
    "grades": _with("total"),
    "completion_far_above_the_target": _with("scorecard", "completion"),
    "how_much_may_be_said_of_few_people": _with("outcomes"),
    "change_and_its_interval": _with("outcomes", "change_low"),
    "hodges_lehmann_estimate": _with("outcomes", "hodges_lehmann"),
    "when_no_change_is_established": _with("outcomes", "p_t"),
    "exact_signed_rank_test": _with("outcomes", "p_exact"),
    "standardised_change": _with("outcomes", "hedges_g"),
    "several_tests_at_once": _with("outcomes", "adjusted_by"),
    "reliable_change_of_one_person": _with("verdicts", "threshold"),
    "one_person_several_scales": _with("people"),
    "bootstrap_interval": _with("outcomes", "bca_low"),
    "coming_back_towards_the_average": _with("outcomes", "regression"),
    "services_that_maintain": _with("maintenance"),
    "no_comparison_group": _with("outcomes"),
    "measured_in_several_groups": _with("outcomes"),
    "people_lost_on_the_way": _with("outcomes"),
    "no_room_to_get_better": _with("outcomes", "share_ceiling"),
    "reliability": _with("scale_quality", "alpha"),
    "a_scale_in_doubt": _with("scale_quality"),
    "lost_against_kept": _with("attrition", "p"),
    "crossings_of_a_cut_off": _with("crossings", "p_exact"),
    "follow_up_waves": _with("follow_up"),
    "rating_of_the_past": _with("retrospective", "shift"),
    "shares_of_people": _with("verdicts", "share_better"),
    "satisfaction_against_the_year_before": _with("satisfaction_change", "ci_low"),
    "lower_limit_of_the_pooled_satisfaction": _with("scorecard", "metric", "satisfaction_rate_low"),
    "versions_of_a_scale": _with("outcomes"),
    "satisfaction": _with("satisfaction"),
    "satisfaction_is_not_outcome": _with("satisfaction"),
    "awareness": _with("awareness"),
    "coverage": _with("coverage"),
}
NOTES: tuple[Note, ...] = tuple(
    Note(uses=_USES.get(name, _always), **{"source": OWN_RULE, **words})
    for name, words in texts("words", "method_notes").items()
)


def method_notes(
    language: Language, *, titles: Collection[str] | None = None, shown: ProtectedReport | None = None
) -> Prose:
    """Return the notes on methods: name, full words, source.

    Parameters
    ----------
    language
        The reader's.
    titles
        English titles of the only notes wanted; None takes all.
    shown
        The report whose methods are wanted alone; None takes those of every report.
    """
    wanted = (note for note in NOTES if titles is None or note.title.message in titles)
    if shown is not None:
        wanted = (note for note in wanted if note.uses(shown))
    return Prose(tuple(_paragraph(note, language) for note in wanted))


def _paragraph(note: Note, language: Language) -> Paragraph:
    source = language.say(text("Source: {source}", source=note.source))
    return Paragraph(language.say(note.words), lead=language.say(note.title), source=source)
