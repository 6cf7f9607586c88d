"""The appendix on methods: every rule that the report prints by itself, in full, with its source."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.prose import Paragraph, Prose

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


NOTES: tuple[Note, ...] = (
    Note(text("Missing and withheld"), text(
        "'Not provided' means that a figure was not handed in: it is neither 0 nor full marks. 'Withheld' "
        "means that a figure is known but would tell of very few people; the station's version withholds nothing."
    ), OWN_RULE),
    Note(text("Total and range"), text(
        "Rows without evidence, or whose figure is only a bound that does not decide the points, are left "
        "open. The total then has a range: open rows at their least and at their most. A grade is named only "
        "where no open row can change it."
    ), OWN_RULE, _with("total")),
    Note(text("Grades"), text(
        "90 to 100 is excellent, 80 to under 90 good, 60 to under 80 fair, under 60 poor, unless the "
        "indicator system of the street says otherwise."
    ), text(
        "Unified grade bands of the Ministry of Finance's budget department, after 财预〔2020〕10号"
    ), _with("total")),
    Note(text("Completion far above the target"), text(
        "At 130 % of the target or more, or at what the indicator system says, a written reason is called for; "
        "points are cut only where the system says so."
    ), text(
        "Scoring rules of 广西's budget-performance system; 江西 form of 2017 (no points above the weight)"
    ), _with("scorecard", "completion")),
    Note(text("How much may be said of few people"), text(
        "Under 5 pairs: each person's own course, for the station alone. 5 to 9 pairs: mean change "
        "and interval, no test; the interval may be too narrow. From 10: paired t-test and exact signed-rank "
        "test; a change counts as established only where the adjusted p of both is at most 0.05. From 30: own "
        "reliability and subgroups too."
    ), text("rule of this toolkit; with 5 pairs the smallest two-sided exact p is 0.0625"), _with("outcomes")),
    Note(text("Change and its interval"), text(
        "Change is post-test minus pre-test in the scale's own points. The 95 % interval is that of the "
        "paired t; it says which mean changes fit the data. Whether higher or lower is better is the scale's own "
        "direction."
    ), text("Student (1908), Biometrika 6, 1-25"), _with("outcomes", "change_low")),
    Note(text("Hodges-Lehmann estimate"), text(
        "The middle of all means of two people's changes, with an interval that needs no normal distribution "
        "but takes the changes to lie symmetrically about their middle. Where both ends fall on one value there "
        "is no interval. Where it lies far from the mean, a few people far from the others move the mean."
    ), text(
        "Hodges and Lehmann (1963), Annals of Mathematical Statistics 34, 598-611"
    ), _with("outcomes", "hodges_lehmann")),
    Note(text("When no change is established"), text(
        "A result whose interval holds 0 is not 'no effect': the interval says which improvements and which "
        "worsenings have become unlikely. Power is not computed backwards."
    ), text("Hoenig and Heisey (2001), The American Statistician 55, 19-24"), _with("outcomes", "p_t")),
    Note(text("Exact signed-rank test"), text(
        "It asks whether changes lie symmetrically about 0. Differences are rounded to the scale's resolution "
        "first, tied ranks are shared, people without any change are left out, and p is counted over all signs "
        "rather than approximated (beyond 300 people who changed: normal approximation); p below 0.001 is printed "
        "as 'p < 0.001'."
    ), text("Wilcoxon (1945), Biometrics Bulletin 1, 80-83"), _with("outcomes", "p_exact")),
    Note(text("Standardised change"), text(
        "Hedges' g of the paired differences with the exact correction for small groups. Its interval, from "
        "the noncentral t, is that of δ, the true standardised change of normal changes; there is none where t is "
        "beyond 30 in size. g depends on how closely both tests hang together and is not comparable between "
        "scales; how large a change is, its share of the scale's range says."
    ), text(
        "Hedges (1981), Journal of Educational Statistics 6, 107-128; Steiger and Fouladi (1997)"
    ), _with("outcomes", "hedges_g")),
    Note(text("Several tests at once"), text(
        "The p of the t-test and that of the exact test are adjusted each by itself. A scale and its own "
        "dimensions are not separate results: Holm over the scales of the page, Holm over the dimensions of one "
        "scale, Holm over the groups of one scale; Benjamini and Hochberg over a table of groups by dimensions. "
        "The p of cut-offs, of the lost and of services that maintain are adjusted by Holm over their own table. "
        "Raw and adjusted p are both printed, and the words follow the adjusted one."
    ), text(
        "Holm (1979), Scandinavian Journal of Statistics 6, 65-70; Benjamini and Hochberg (1995), JRSS B 57, 289-300"
    ), _with("outcomes", "adjusted_by")),
    Note(text("Reliable change of one person"), text(
        "A person counts as reliably better or worse when the score changed by at least the threshold that "
        "the registry fixes for the version of the scale, beyond the error of two measurements. Other methods "
        "count differently, so the threshold is fixed beforehand and the same for every street."
    ), text(
        "Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19"
    ), _with("verdicts", "threshold")),
    Note(text("One person, several scales"), text(
        "The plan is to name the primary scale of each programme before the post-test; a person's verdict rests "
        "on it. 'Better on at least one scale and reliably worse on none' stands second: of people who do not "
        "change at all, 12 % look better on one of five independent scales and 22 % on one of ten."
    ), text(
        "practice of CORC (Child Outcomes Research Consortium); shares computed for independent scales"
    ), _with("people")),
    Note(text("Bootstrap interval"), text(
        "From 20 pairs a bias-corrected and accelerated bootstrap interval of the mean change stands beneath "
        "that of the t-test, from 5,000 resamples seeded by the input; below 20 pairs it covers too little."
    ), text("Efron (1987), JASA 82, 171-185; coverage in the toolkit's own validation"), _with("outcomes", "bca_low")),
    Note(text("Coming back towards the average"), text(
        "A group that came because of its scores comes back towards the average by measurement alone: by one "
        "less the retest reliability, times its distance from the norm. The interval of the change less this "
        "figure says whether there is more. A figure is given only where the registry has norm and retest "
        "reliability."
    ), text(
        "Galton's regression; Barnett, van der Pols and Dobson (2005), Int J Epidemiol 34, 215-220"
    ), _with("outcomes", "regression")),
    Note(text("Services that maintain"), text(
        "Where a service cares for people, staying as one was is the success. It is judged by whether a "
        "worsening beyond a margin can be ruled out; the margin must be stated in the plan beforehand, else "
        "nothing is tested."
    ), text(
        "Schuirmann (1987); Lakens (2017), Social Psychological and Personality Science 8, 355-362"
    ), _with("maintenance")),
    Note(text("No comparison group"), text(
        "Without a comparison group a change over the period is described, never attributed: people get "
        "better or worse by themselves, scores far from the average tend to return to it, and questions answered "
        "twice are answered differently."
    ), text("Bishop, Evaluating What Works, chapter on pre-post designs"), _with("outcomes")),
    Note(text("People lost on the way"), text(
        "When more than 20 % of those with a pre-test have no post-test, the report warns: those who stayed "
        "may differ from those who left."
    ), text("a common convention, no official source"), _with("outcomes")),
    Note(text("No room to get better"), text(
        "When 15 % or more are at the best score already at pre-test, the scale cannot show their improvement."
    ), text("a common convention, no official source"), _with("outcomes", "share_ceiling")),
    Note(text("Reliability"), text(
        "Cronbach's alpha, with Feldt's interval, and McDonald's omega, from one factor, are those of the "
        "same people with an answer to every item, from 30 on. Below 0.70 a large part of what moves is the "
        "inaccuracy of the scale; the report warns. A published alpha is that of the population named."
    ), text(
        "Cronbach (1951); Feldt (1965), Psychometrika 30, 357-370; McDonald (1999); Nunnally and Bernstein (1994), "
        "p. 264"
    ), _with("scale_quality", "alpha")),
    Note(text("A scale in doubt"), text(
        "From 10 complete pre-tests each item is held against the sum of the others. A scale is in doubt, and "
        "nothing that rests on it a finding, where an item runs against the rest with its whole interval, "
        "adjusted over the items; of a reversed item its own interval suffices where turning it round raises "
        "alpha by 0.10."
    ), text("Fisher's z; rule of this toolkit, checked by simulation"), _with("scale_quality")),
    Note(text("Lost against kept"), text(
        "The pre-tests of those lost and of those kept are compared by Welch's t-test, from 5 of each."
    ), text("Welch (1947), Biometrika 34, 28-35"), _with("attrition", "p")),
    Note(text("Crossings of a cut-off"), text(
        "Whether more crossed one way than the other is tested by McNemar's exact test, the mid-p beside it."
    ), text(
        "McNemar (1947); Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13, 91"
    ), _with("crossings", "p_exact")),
    Note(text("Follow-up waves"), text(
        "Pre-test, post-test and follow-up are those of the same people, who were measured all three times; "
        "the change is that from pre-test to follow-up, read as that to the post-test is."
    ), OWN_RULE, _with("follow_up")),
    Note(text("Rating of the past"), text(
        "A rating given afterwards of how one had stood is shown beside the pre-test, which stays the base."
    ), text(
        "Howard et al. (1979); Hill and Betz (2005), American Journal of Evaluation 26, 501-517"
    ), _with("retrospective", "shift")),
    Note(text("Shares of people"), text(
        "Shares of people who changed have Wilson's intervals."
    ), text("Wilson (1927), JASA 22, 209-212"), _with("verdicts", "share_better")),
    Note(text("Satisfaction against the year before"), text(
        "The interval of the difference of two shares is Newcombe's, from Wilson's limits of both."
    ), text("Newcombe (1998), Statistics in Medicine 17, 873-890, method 10"), _with("satisfaction_change", "ci_low")),
    Note(text("Lower limit of the pooled satisfaction"), text(
        "The lower limit over the methods is that of a weighted sum of shares, from the limits of each "
        "(MOVER)."
    ), text(
        "Zou and Donner (2008), Statistics in Medicine 27, 1693-1702"
    ), _with("scorecard", "metric", "satisfaction_rate_low")),
    Note(text("Versions of a scale"), text(
        "Pre-test and post-test by different versions of a scale are not compared; such pairs are refused."
    ), OWN_RULE, _with("outcomes")),
    Note(text("Satisfaction"), text(
        "The share satisfied (satisfied and very satisfied over valid answers) and the index (points given "
        "over the highest possible points) are different figures. An interval is given where people were drawn at "
        "random; where forms were handed out on site it is for reference only; where everyone was asked there is "
        "none. An interval alone never fails a row."
    ), text("Wilson (1927), JASA 22, 209-212; rule of this toolkit for the ways of asking"), _with("satisfaction")),
    Note(text("Satisfaction is not outcome"), text(
        "Satisfied people need not be better off: satisfaction never stands in for a measured outcome."
    ), text(
        "刘江 et al. (2022), on whether satisfaction can serve as an indicator of social-service effect"
    ), _with("satisfaction")),
    Note(text("Awareness"), text(
        "Whoever knows at least 3 of the 5 facts about the station counts as knowing it."
    ), text("莫丽欣 (2021), 客联 2021-12, on practice in Guangzhou"), _with("awareness")),
    Note(text("Coverage"), text(
        "Each person counts once in each category, however many labels they carry. Where the number of people "
        "there are is not provided, the station's roster stands in for it if it also lists people who were not "
        "served; otherwise no coverage is told. Those registered here who live elsewhere stand apart."
    ), text("穗府办〔2023〕7号 for the categories; rule of this toolkit for the counting"), _with("coverage")),
    Note(text("Protection of people"), text(
        "Figures on fewer than 5 people, in the public version fewer than 10, are withheld unless the office "
        "has set a higher number, and so are figures from which a withheld one could be computed. These numbers "
        "are policy, not law."
    ), text("audience policy of this report; PIPL articles 28 and 51")),
)  # fmt: skip


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
