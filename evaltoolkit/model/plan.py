"""The plan of one street and year: what its parameter file says, checked.

The top-level keys are the notebook's parameters, name for name, so that ``papermill -f`` takes the file as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic import ValidationInfo as Info

from evaltoolkit.language import DEFAULT_LANGUAGE, LANGUAGES
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.workbook import LEVELS, PURPOSES

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _day(value: object, info: Info) -> date:
    """Return a day of the plan, which lies neither before its year nor before `as_of`."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError("not_a_day") from None
    if day < (info.data.get("as_of") or date(info.data.get("year", date.min.year), 1, 1)):
        raise ValueError("too_early")
    return day


def _answer(value: object) -> object:
    """Return yes or no in words where it is written as true or false."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _one_a_line(value: object) -> object:
    """Return several files as one text, a line each; the name of one has no line break."""
    given = value if isinstance(value, list | tuple) else (value,)
    names = [each.strip() for each in given if isinstance(each, str)]
    if any("\n" in name for name in names):
        raise ValueError("line_break")
    is_list = given is value and bool(names) and all(names) and len(names) == len(given)
    return "\n".join(names) if is_list else value


Answer = Annotated[Literal["yes", "no", "unknown"], BeforeValidator(_answer)]
Day = Annotated[date, BeforeValidator(_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourcedFigure(_Strict):
    """A figure that could be disputed, with its unit and where it stands."""

    value: float
    unit: Words
    source: Words


class BudgetLine(_Strict):
    """Money of the year: planned at its start, adjusted during it, spent by its end."""

    initial: SourcedFigure | None = None
    annual: SourcedFigure | None = None
    executed: SourcedFigure | None = None


class Budget(BudgetLine):
    """All money of the year, and where known its lines in the official form: granted, carried over, other."""

    grant: BudgetLine | None = None
    carried: BudgetLine | None = None
    other: BudgetLine | None = None


class RowInput(_Strict):
    """What is known of one row of the indicator table; everything left out is 未提供.

    `target` and `actual` are written as in the official form (``≥85%``, ``240万元``); an actual with an operator is
    a bound. `level` and `points` are a person's choice for a qualitative row. `first_target` is what was set at first,
    where `target` was adjusted within the year; points are always those for `target`.
    """

    target: Words | None = None
    first_target: Words | None = None
    target_source: Words | None = None
    actual: Words | None = None
    numerator: float | None = None
    denominator: float | None = None
    level: Literal[LEVELS] | None = None  # type: ignore[valid-type]
    points: float | None = None
    conclusion: Words | None = None
    evidence: Words | None = None
    deviation: Words | None = None
    source: Words | None = None
    part: Words | None = None
    part_weight: float | None = None


class SectionWords(_Strict):
    """The author's own words for a section; ``none: true`` declares it empty (无)."""

    words: Words | None = None
    none: bool = False
    source: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> SectionWords:
        if (self.words is None) == (not self.none):
            raise ValueError("words_or_none")
        return self


class OriginalConclusion(_Strict):
    """A conclusion quoted from an earlier document; no grade is ever computed from it."""

    words: Words
    source: Words


def _known_section(name: str) -> str:
    if name not in {item.name for item in SECTIONS}:
        raise ValueError("unknown_section")
    return name


def _heading(words: str) -> str:
    if not words.strip() or len(words) > LONGEST_HEADING or not words.isprintable():
        raise ValueError("not_a_heading")
    return words.strip()


LONGEST_HEADING = 40  # 本工具规则: a heading on a phone is two lines at most
SectionName = Annotated[str, AfterValidator(_known_section)]
HeadingWords = Annotated[str, AfterValidator(_heading)]


class Plan(_Strict):
    """One street office's evaluation of one year.

    `primary_scales` names the scale on which a person's verdict rests, by group, project, field or method; a name that
    begins the names of several groups stands for all of them. `margins` states, by scale and before the post-test, the
    largest mean worsening that still counts as none for a service that maintains. `aims` says what a purpose of service
    is expected to do where it is not what :data:`evaltoolkit.outcomes.design.aims.AIMS` says. `other_methods` also
    judges people by the other indices and rules, in the station's version. `selected_by_score` says by scale whether
    its people came because of their scores: of those who did not, no regression to the mean is expected. `as_of` is the
    day to which what is open is counted and after which nothing is told, `report_date` the day that stands on the
    report. `data` is a file or a folder, or a list of them, which stands here with a line for each. `headings` are the
    street's own for sections of the form, `prepared_by` is who prepared the report.
    """

    schema_version: Literal[1] = 1
    street: Words
    slug: Slug
    district: Words
    year: Annotated[int, Field(ge=2000, le=2100)]
    project: Words
    department: Words | None = None
    operator: Words | None = None
    synthetic: bool = False
    data: Annotated[Words, BeforeValidator(_one_a_line)] | None = None
    indicator_system: Slug
    audience: Literal["station", "partner", "shared", "public"] = "shared"
    language: Literal[LANGUAGES] = DEFAULT_LANGUAGE  # type: ignore[valid-type]
    budget: Budget = Budget()
    rows: Mapping[str, Annotated[tuple[RowInput, ...], Field(strict=False)]] = Field(default_factory=dict)
    sections: Mapping[SectionName, SectionWords] = Field(default_factory=dict)
    original_conclusion: OriginalConclusion | None = None
    primary_scales: Mapping[str, Slug] = Field(default_factory=dict)
    margins: Mapping[Slug, SourcedFigure] | None = None
    aims: Mapping[Literal[PURPOSES], Literal["improve", "maintain", "slow_decline"]] | None = None  # type: ignore[valid-type]
    selected_by_score: Mapping[Slug, Answer] | None = None
    other_methods: bool | None = None
    as_of: Day | None = None
    report_date: Day | None = None
    headings: Mapping[SectionName, HeadingWords] | None = None
    prepared_by: Words | None = None

    @property
    def counted_to(self) -> date:
        """Return the day to which what is open is counted: `as_of`, else the end of the evaluated period."""
        return self.as_of or date(self.year, 12, 31)

    @property
    def last_day(self) -> date:
        """Return the last day of which the figures tell: the end of the period, or `as_of` where that is earlier."""
        return min(self.counted_to, date(self.year, 12, 31))

    @property
    def passed(self) -> float:
        """Return the share of the year that has passed at the end of the last day told of; 1 for a whole year."""
        first = date(self.year, 1, 1)
        return ((self.last_day - first).days + 1) / (date(self.year + 1, 1, 1) - first).days

    @property
    def reported_on(self) -> date:
        """Return the day of the report: `report_date`, else the day to which it counts."""
        return self.report_date or self.counted_to

    def own_heading(self, section: str) -> str | None:
        """Return the street's own heading of the section of that key, or None where it has the form's."""
        return (self.headings or {}).get(section)

    @property
    def key(self) -> str:
        """Return the street's code and year, the stem of every file name."""
        return f"{self.slug}_{self.year}"

    def parameters(self) -> dict[str, Any]:
        """Return the plan as builtin types, the form in which papermill passes it to a notebook."""
        values = self.model_dump(mode="json", exclude_none=True)
        return values if "\n" not in (self.data or "") else {**values, "data": (self.data or "").split("\n")}


PARAMETER_NAMES: tuple[str, ...] = tuple(Plan.model_fields)
