"""The run's parameters as a reader can check them: what was set, to what, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.numbers import money, trimmed, typed
from evaltoolkit.findings.rows import Gap
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan, RowInput, SourcedFigure
from evaltoolkit.words.page.audience_words import AUDIENCES
from evaltoolkit.words.page.chapter import number_of
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell

Line = tuple[Text | str, Text | str | None, str | None]
_LANGUAGES = {"zh_CN": text("Chinese"), "en": text("English")}


def parameter_table(plan: Plan, language: Language, *, names: Mapping[str, str] | None = None) -> HtmlTable:
    """Return the parameters of this report with their sources; what was left open stands as 未提供.

    Parameters
    ----------
    plan
        The street's plan as the report used it.
    language
        The reader's.
    names
        What the indicator system, its rows and the scales are called, by the ids that the plan has for them.
    """
    require_own_plan(plan)
    known = names or {}
    header = (text("Parameter"), text("Set to"), text("Source"))
    rows, scales = _rows(plan, language, known), _scales(plan, known)
    lines = (*_basics(plan, known), *_sections(plan, language), *_budget(plan), *rows, *scales)
    return HtmlTable(
        language.say(text("The settings from which this report was made")),
        tuple(language.say(one) for one in header),
        tuple(_row(line, language) for line in lines),
        (Align.TEXT,) * len(header),
    )


def _row(line: Line, language: Language) -> TableRow:
    label, value, source = line
    shown = gap_cell(Gap.NOT_PROVIDED, language) if value is None else Cell(language.say(value))
    return TableRow((Cell(language.say(label)), shown, Cell(source or "")))


def _basics(plan: Plan, names: Mapping[str, str]) -> Iterator[Line]:
    yield text("Street or town"), text("{street}, {district}", street=plan.street, district=plan.district), None
    yield text("Year"), str(plan.year), None
    yield text("Counted to"), plan.counted_to.isoformat(), None
    yield text("Day of the report"), plan.reported_on.isoformat(), None
    yield text("Project"), plan.project, None
    yield text("Department in charge"), plan.department, None
    yield text("Operator"), plan.operator, None
    yield text("Indicator system"), names.get(plan.indicator_system, plan.indicator_system), None
    yield text("For whom"), AUDIENCES[Audience(plan.audience)], None
    yield text("Language"), _LANGUAGES.get(plan.language, plan.language), None
    yield text("Kind of data"), text("sample data (synthetic)") if plan.synthetic else text("real data"), None
    yield text("Workbook handed in"), text("yes") if plan.data else text("no"), None


def _sections(plan: Plan, language: Language) -> Iterator[Line]:
    unwritten = [number_of(section, language) for section in SECTIONS if section.name not in plan.sections]
    if unwritten:
        yield text("Sections without their author's words"), language.join(unwritten), None


def _budget(plan: Plan) -> Iterator[Line]:
    budget = plan.budget
    yield _figure(text("Budget at the start of the year"), budget.initial)
    yield _figure(text("Budget of the whole year"), budget.annual)
    yield _figure(text("Spent by the end of the year"), budget.executed)


def _figure(label: Text, figure: SourcedFigure | None) -> Line:
    if figure is None:
        return label, None, None
    value = text("{value} {unit}", value=money(figure.value), unit=say_choice(figure.unit))
    return label, value, figure.source


def _rows(plan: Plan, language: Language, names: Mapping[str, str]) -> Iterator[Line]:
    for indicator, inputs in plan.rows.items():
        for one in inputs:
            part = f" / {one.part}" if one.part else ""
            label = text("Score row {name}", name=names.get(indicator, indicator) + part)
            yield label, language.join(_given(one), separator=language.say(text("; "))) or None, one.source


def _given(one: RowInput) -> Iterator[Text]:
    if one.target is not None:
        yield text("target {value}", value=typed(one.target))
    if one.actual is not None:
        yield text("actual {value}", value=typed(one.actual))
    if one.numerator is not None and one.denominator is not None:
        yield text("{part} of {whole}", part=trimmed(one.numerator), whole=trimmed(one.denominator))
    if one.level is not None:
        yield text("level {value}", value=say_choice(str(one.level)))
    if one.points is not None:
        yield text("points given by a person {value}", value=trimmed(one.points))
    if one.conclusion is not None:
        yield text("conclusion {value}", value=one.conclusion)


def _scales(plan: Plan, names: Mapping[str, str]) -> Iterator[Line]:
    for programme, scale in plan.primary_scales.items():
        yield text("Primary scale of {programme}", programme=programme), names.get(scale, scale), None
    for scale, margin in (plan.margins or {}).items():
        said = text("{value} {unit}", value=trimmed(margin.value), unit=say_choice(margin.unit))
        yield text("Margin within which {scale} counts as kept", scale=names.get(scale, scale)), said, margin.source
    for purpose, aim in (plan.aims or {}).items():
        yield text("What {purpose} services are expected to do", purpose=say_choice(purpose)), _AIMS[aim], None
    for scale, answer in (plan.selected_by_score or {}).items():
        asked = text("Did people come because of their scores on {scale}?", scale=names.get(scale, scale))
        yield asked, _ANSWERS[answer], None
    if plan.other_methods:
        yield text("People also judged by the other indices and rules (station)"), text("yes"), None


_ANSWERS: Mapping[str, Text] = {"yes": text("yes"), "no": text("no"), "unknown": text("not known")}
_AIMS: Mapping[str, Text] = {
    "improve": text("to improve scores"),
    "maintain": text("to keep scores"),
    "slow_decline": text("to slow a decline"),
}
