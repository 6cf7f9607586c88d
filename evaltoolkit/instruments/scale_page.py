"""The registry in words: a line for each scale, and a page with every fact of one, its source and its standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaltoolkit.instruments.facts import Fact, Names, Norm, Reliability, ScoreFact, Screening, Status
from evaltoolkit.instruments.items import ItemRange, Items
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts

STANDING: Mapping[Status, Text] = {"confirmed": text("verified"), "recalled": text("not verified")}
_SCORING: Mapping[str, Text] = texts("instruments", "scoring")
_FORMS: Mapping[str, Text] = texts("instruments", "forms_of_answers")
_KINDS: Mapping[str, Text] = texts("instruments", "kinds_of_reliability")
_NONE = text("none")


def list_lines(registry: Mapping[str, Scale], language: Language) -> Iterator[Text]:
    """Yield a line for each scale version: id, name, items, range, standing of its key; last, where to read on.

    Parameters
    ----------
    registry
        Scale versions by id.
    language
        Of the names.

    Yields
    ------
    Text
        To be said in that language.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> english = Language("en")
    >>> english.say(next(list_lines({"phq9": read_scale("phq9")}, english)))
    'phq9: Patient Health Questionnaire (PHQ-9); 9 items; 0 to 27; its key is verified'
    """
    for scale in registry.values():
        yield text(
            "{id}: {name}; {items}; {low:g} to {high:g}; its key is {standing}",
            id=scale.id,
            name=scale.names.said(language.code),
            items=text("{n} items", n=scale.items.count) if scale.items else _SCORING["total_only"],
            low=scale.range.low,
            high=scale.range.high,
            standing=STANDING["recalled" if scale.is_unverified else "confirmed"],
        )
    yield text("Name a scale, as in `scales phq9`, to see each of its facts, the source and whether it is verified.")


def page_lines(scale: Scale, language: Language) -> Iterator[Text]:
    """Yield every fact of a scale version with its source and whether it is verified, then its remarks.

    Parameters
    ----------
    scale
        The scale version.
    language
        Of the names.

    Yields
    ------
    Text
        To be said in that language.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> english = Language("en")
    >>> lines = [english.say(line) for line in page_lines(read_scale("uls6"), english)]
    >>> next(line for line in lines if line.startswith("Range"))
    'Range: 6 to 24 points, in steps of 1; lower is better'
    """
    yield from _head(scale, language)
    if scale.items is not None:
        yield from _items(scale.items, language)
    yield from _dimensions(scale, language)
    yield from _facts(scale, language)
    yield _sourced(text("Licence"), text("{words}", words=scale.licence.words), scale.licence)
    for remark in scale.remarks:
        yield text("Remark: {words}", words=remark)


def _head(scale: Scale, language: Language) -> Iterator[Text]:
    yield text("{name} ({id})", name=scale.names.said(language.code), id=scale.id)
    yield text("Measures: {what}", what=scale.measures.said(language.code))
    yield text("Scoring: {how} [{standing}; {source}]", how=_scoring(scale), **_standing(scale.status, scale.source))
    if scale.based_on:
        yield text("Taken over from {id}: direction, scoring, licence where nothing else is said", id=scale.based_on)
    better = text("higher is better") if scale.better == "higher" else text("lower is better")
    yield text(
        "Range: {low:g} to {high:g} {unit}, in steps of {step:g}; {better}",
        low=scale.range.low,
        high=scale.range.high,
        unit=scale.unit.said(language.code),
        step=scale.resolution,
        better=better,
    )


def _scoring(scale: Scale) -> Text:
    how = _SCORING[scale.scoring]
    return how if scale.multiplier == 1 else text("{how}, times {factor:g}", how=how, factor=scale.multiplier)


def _items(items: Items, language: Language) -> Iterator[Text]:
    yield text("Items: {n}, answers {low:g} to {high:g}", n=items.count, low=items.low, high=items.high)
    for entry in items.exceptions:
        yield text("Other answers: {what}", what=_exception(entry))
    if items.options:
        options = (f"{option.value:g} {option.names.said(language.code)}" for option in items.options)
        yield text("Answers: {options}", options=language.join(options))
    numbers = language.join(str(number) for number in items.reversed.items)
    yield _sourced(text("Reversed items"), text("{words}", words=numbers or _NONE), items.reversed)
    if items.wording is not None:
        yield _sourced(text("Wording of the items"), text("shipped"), items.wording)


def _exception(entry: ItemRange) -> Text:
    return _FORMS[entry.form].with_(
        item=entry.item, low=entry.low, high=entry.high, parts=entry.parts, example=f"{entry.typed_high:.0f}"
    )


def _dimensions(scale: Scale, language: Language) -> Iterator[Text]:
    for part in scale.dimensions:
        yield text(
            "Dimension {name}: items {items} [{standing}; {source}]",
            name=part.names.said(language.code),
            items=language.join(str(number) for number in part.items),
            **_standing(part.status, part.source or scale.source),
        )


def _facts(scale: Scale, language: Language) -> Iterator[Text]:
    if scale.missing is not None:
        allowed = text(
            "{total} of the whole, {part} of a dimension", total=scale.missing.total, part=scale.missing.dimension
        )
        yield _sourced(text("Answers that may be missing"), allowed, scale.missing)
    yield from _each(text("Band"), scale, scale.cutoffs, language)
    yield from _each(text("Cut-off"), scale, scale.screening, language)
    yield from _each(text("Reliability"), scale, scale.reliability, language)
    yield from _each(text("Norm"), scale, scale.norms, language)
    yield from _each(text("Reliable change"), scale, scale.reliable_change, language)
    yield from _each(text("Change that people find important"), scale, scale.important_change, language)
    for alert in scale.alerts:
        what = text("item {item} above {above:g}: {step}", item=alert.item, above=alert.above, step=alert.step)
        yield _sourced(text("Needs attention at once"), what, alert)


def _each(label: Text, scale: Scale, facts: Iterable[ScoreFact], language: Language) -> Iterator[Text]:
    for fact in facts:
        part = scale.dimension(fact.dimension)
        name = part.names if part and fact.dimension != TOTAL else None
        yield _sourced(_of(label, name, language), _what(fact, language), fact)


def _of(label: Text, name: Names | None, language: Language) -> Text:
    return text("{label} ({part})", label=label, part=name.said(language.code)) if name else label


def _what(fact: ScoreFact, language: Language) -> Text:
    if isinstance(fact, Reliability):
        people = _people(fact.population, fact.n)
        interval = text(", after {interval}", interval=fact.interval) if fact.interval else ""
        return text(
            "{kind} {value:g}{interval}; {people}",
            kind=_KINDS[fact.kind],
            value=fact.value,
            interval=interval,
            people=people,
        )
    if isinstance(fact, Norm):
        people = _people(fact.population, fact.n)
        if fact.sd is None:
            return text("mean {mean:g}, SD not provided; {people}", mean=fact.mean, people=people)
        return text("mean {mean:g}, SD {sd:g}; {people}", mean=fact.mean, sd=fact.sd, people=people)
    if isinstance(fact, Screening):
        return _screening(fact)
    fields = fact.model_dump()
    least = fields.get("threshold", fields.get("value"))
    if least is not None:
        return text("from {threshold:g} points on", threshold=least)
    said = Names(**fields["names"]).said(language.code)
    return text(
        "{low:g} to {high:g} {name}; {people}",
        low=fields["low"],
        high=fields["high"],
        name=said,
        people=fields["population"],
    )


def _screening(fact: Screening) -> Text:
    people = fact.population
    if fact.at_least is None:
        return text("{score:g} and below; {people}", score=fact.at_most, people=people)
    if fact.sensitivity is None or fact.specificity is None:
        return text("{score:g} and above; {people}", score=fact.at_least, people=people)
    return text(
        "{score:g} and above (sensitivity {sens:g}, specificity {spec:g}); {people}",
        score=fact.at_least, sens=fact.sensitivity, spec=fact.specificity, people=people,
    )  # fmt: skip


def _people(population: str, n: int | None) -> Text:
    return text("{population}, n = {n}", population=population, n=n) if n else text("{words}", words=population)


def _sourced(label: Text, what: Text, fact: Fact) -> Text:
    return text("{label}: {what} [{standing}; {source}]", label=label, what=what, **_standing(fact.status, fact.source))


def _standing(status: Status, source: str) -> dict[str, object]:
    return {"standing": STANDING[status], "source": source}
