"""The list of what is withheld from this version, each with where it can be seen; never a value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from evaltoolkit.disclosure.protected import REASONS, Audience, Hidden, ProtectedTable, Reason
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.table_names import report_table
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.maintenance_words import HELD_FROM
from evaltoolkit.words.page.audience_words import AUDIENCES
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, prose
from evaltoolkit.words.withheld.protection_rules import protection_rules

Withheld = Iterable[Hidden] | ProtectedReport
Place = tuple[str, tuple[str, ...]]
_Why = tuple[tuple[Reason, ...], frozenset[str]]
_KEYS: dict[str, Text] = texts("words", "groupings")
_NONE = text("Nothing is withheld from this version.")


def hidden(withheld: Withheld, language: Language) -> Prose:
    """Return how many results are withheld and why, in two sentences."""
    count = count_hidden(withheld)
    if not count:
        return prose(language, (Kind.BODY, (_NONE,)))
    said = text("Results withheld from this version so that no single person can be recognised: {n}.", n=count)
    return prose(language, (Kind.BODY, (said, text("Each of them stands in the station's version."))))


def hidden_table(withheld: Withheld, language: Language) -> HtmlTable:
    """Return every withheld result: table, row, reason, and where to see it; beneath it the rules of each class.

    Parameters
    ----------
    withheld
        The report, or what it withholds; only the report knows the names of its scales and the numbers of its rules.
    language
        The reader's.

    Returns
    -------
    HtmlTable
        One line a row of a table, however many of its figures are withheld; nothing where nothing is, which
        :func:`hidden` says.
    """
    header = (text("Table"), text("Row"), text("Why withheld"), text("Where to see it"))
    names, untold = _names(withheld), _untold(withheld)
    rules = protection_rules(withheld) if isinstance(withheld, ProtectedReport) else ()
    return HtmlTable(
        language.say(text("What is withheld here, and where it can be seen")),
        tuple(language.say(one) for one in header),
        tuple(
            _row(*place, why, language, names, is_untold=place[0] == "maintenance" and place[1] in untold)
            for place, why in _places(withheld).items()
        ),
        (Align.TEXT,) * len(header),
        tuple(map(language.say, rules)),
    )


def _places(withheld: Withheld) -> dict[Place, _Why]:
    """Return why each row withholds figures, and which; the same people in another grouping are shown already."""
    entries = withheld.hidden if isinstance(withheld, ProtectedReport) else tuple(withheld)
    found: dict[Place, _Why] = {}
    for entry in entries:
        if entry.reason is not Reason.OTHER_GROUPING:
            place = entry.table, entry.row
            reasons, columns = found.get(place, ((), frozenset()))
            found[place] = tuple(dict.fromkeys((*reasons, entry.reason))), columns.union(entry.columns)
    return found


def which_figures(table: str, columns: Collection[str]) -> Text | str:
    """Return which figures of a row are withheld where its people and its other results stand; else empty."""
    spread = REPORT_TABLES[table].protection.get("spread", ()) if table == "outcomes" else ()
    if spread and {*columns} <= {*spread}:
        return text("standard deviations and ranks")
    if table in _MEANS and "n_pairs" not in columns:
        return text("mean change and its interval")
    return ""


_MEANS = ("maintenance", "follow_up")


def count_hidden(withheld: Withheld) -> int:
    """Return how many results the list of what is withheld stands for."""
    return len(_places(withheld))


def read_by(audience: Audience, told: Iterable[ProtectedTable], language: Language) -> Iterator[Paragraph]:
    """Yield who may read this and what the page withholds; nothing on a page to share that withholds nothing."""
    entries = [entry for one in told for entry in one.hidden if entry.reason is not Reason.OTHER_GROUPING]
    if audience is not Audience.SHARED or entries:
        yield Paragraph(language.say(AUDIENCES[audience]), Kind.CAUTION)
    kinds = (which_figures(entry.table, entry.columns) or report_table(entry.table) for entry in entries)
    each = language.join(dict.fromkeys(language.say(kind) for kind in kinds))
    if each:
        words = text("Withheld on this page, wholly or in part: {each}; see the station's version.", each=each)
        yield Paragraph(language.say(words), Kind.MISSING)


def _names(withheld: Withheld) -> Mapping[str, str]:
    if not isinstance(withheld, ProtectedReport) or "outcomes" not in withheld.tables:
        return {}
    rows = rows_of(withheld["outcomes"])
    scales = {row.string("scale"): row.string("scale_name") for row in rows if row.has("scale_name")}
    parts = {row.string("dimension"): row.string("dimension_name") for row in rows if row.has("dimension_name")}
    return {**parts, **scales}


def _row(
    table: str, keys: tuple[str, ...], why: _Why, language: Language, names: Mapping[str, str], *, is_untold: bool
) -> TableRow:
    reasons, columns = why
    row = language.join((_KEYS.get(key) or names.get(key) or say_choice(key) for key in keys if key), separator=" · ")
    figures = which_figures(table, columns)
    what = text("{row}: {figures} alone", row=row, figures=figures) if figures else row
    said = [REASONS[reason] for reason in reasons]
    because = language.join([*said, *([HELD_FROM] if is_untold else ())], separator=language.say(text("; ")))
    cells = (report_table(table), what, because, text("see the station's version"))
    return TableRow(tuple(Cell(language.say(one)) for one in cells))


def _untold(withheld: Withheld) -> frozenset[tuple[str, ...]]:
    """Return the keys of the services that maintain of which too few pairs are there to say whether they have held."""
    table = withheld.tables.get("maintenance") if isinstance(withheld, ProtectedReport) else None
    rows = () if table is None else rows_of(table)
    few = (row for row in rows if row.has("n_pairs") and (row.number("n_pairs") or 0.0) < TEST_FROM)
    return frozenset((row.string("scale"), row.string("purpose")) for row in few)
