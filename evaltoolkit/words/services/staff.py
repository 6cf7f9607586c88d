"""Staff, volunteers and partners in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import fixed, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.table_names import kind_of_row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import PARTNER_TYPES
from evaltoolkit.words.page.columns import Column, Shown, amount, build, figure, share, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose


def staff(table: ProtectedTable, language: Language) -> Prose:
    """Return how many work at the station, how many are licensed, who came and left, and hours of training."""
    rows = {row.string("item"): row for row in rows_of(table)}
    if not rows:
        return missing(table, language)
    gaps = tuple(_absent(item) for item in ("licensed", "turnover", "training") if not rows[item].number("of"))
    return prose(language, (Kind.BODY, tuple(_said(rows))), (Kind.MISSING, gaps))


def _said(rows: dict[str, Row]) -> list[Text | str]:
    figures = {item: row.number("n") for item, row in rows.items()}
    licensed, turnover, training = rows["licensed"], rows["turnover"], rows["training"]
    said: list[Text | str] = [
        text("At the end of the year {n} people worked at the station.", n=_whole(rows["at_end"]))
    ]
    if licensed.number("of"):
        part = share_of(figures["licensed"] or 0.0, licensed.number("of") or 0.0)
        said.append(text("Licensed as social workers: {share} of those whose licence is stated.", share=part))
    said.append(
        text("Joined in the year: {joined}; left: {left}.", joined=_whole(rows["joined"]), left=_whole(rows["left"]))
    )
    if turnover.number("of"):
        part = share_of(figures["turnover"] or 0.0, turnover.number("of") or 0.0)
        said.append(text("Turnover, left over the mean of both ends of the year: {share}.", share=part))
    if training.number("of"):
        said.append(_training(training))
    return said


def _training(row: Row) -> Text:
    return text(
        "Training: {hours} hours a head, the mean of {n} people in post during the year whose hours are stated.",
        hours=fixed(row.number("n") or 0.0, 1),
        n=trimmed(row.number("of") or 0.0),
    )


def _whole(row: Row) -> str:
    return trimmed(row.number("n") or 0.0)


def _absent(item: str) -> Text:
    names = {"licensed": text("Licences"), "turnover": text("Turnover"), "training": text("Hours of training")}
    return text("{item}: not provided.", item=names[item])


def posts_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the posts with how many people hold each and how many of them are licensed."""
    columns = (words("post", text("Post")), amount("people", text("People")), amount("licensed", text("Licensed")))
    return build(table, columns, language, caption=text("Who works at the station at the end of the year"))


def volunteers(table: ProtectedTable, language: Language) -> Prose:
    """Return how many volunteers there are, how many of them were active, and what they served."""
    rows = {row.string("item"): row for row in rows_of(table)}
    if not rows:
        return missing(table, language)
    said: list[Text | str] = [text("Volunteers on the list: {n}.", n=_figure(rows["listed"]))]
    active, hours = rows["active"], rows["hours"]
    if active.has("n", "of") and active.number("of"):
        part = share_of(active.number("n") or 0.0, active.number("of") or 0.0)
        said.append(text("Active in the year: {share}.", share=part))
    if hours.has("n"):
        said.append(text("Together they served {hours} hours.", hours=trimmed(hours.number("n") or 0.0)))
    if "teams" in rows and rows["teams"].has("teams"):
        said.append(text("Teams of volunteers: {n}.", n=trimmed(rows["teams"].number("teams") or 0.0)))
    return prose(language, (Kind.BODY, tuple(said)))


def _figure(row: Row) -> Text | str:
    return trimmed(row.number("n") or 0.0) if row.has("n") else text("withheld")


def volunteers_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the volunteers: listed, joined, core, trained, active, hours, teams, each of how many known."""
    columns = (
        Column(text("Volunteers"), lambda row: kind_of_row("volunteers", row.string("item")) or row.string("item")),
        Column(text("Number"), _number, Align.NUMBER),
        amount("of", text("Known of")),
        Column(text("Share"), _share, Align.NUMBER),
    )
    return build(table, columns, language, caption=text("Volunteers of the station: recruited, trained, active"))


def _number(row: Row) -> Shown:
    return figure(row, "teams" if row.string("item") == "teams" else "n", trimmed, Gap.NOT_PROVIDED)


def _share(row: Row) -> Shown:
    if row.string("item") in ("hours", "teams"):
        return "—"
    return share("share", text("Share")).say(row)


def partners(table: ProtectedTable, language: Language) -> Prose:
    """Return how many partners of 五社联动 there are, which of the five kinds are missing, and what was incubated."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    found = {row.string("type") for row in rows}
    absent = language.join(say_choice(kind) for kind in PARTNER_TYPES if kind not in found)
    count = trimmed(sum(row.number("partners") or 0.0 for row in rows))
    each = language.join(
        text("{kind}: {n}", kind=say_choice(row.string("type")), n=trimmed(row.number("partners") or 0.0))
        for row in rows
    )
    gap = text("Of the five kinds of partners (五社联动) none is recorded for: {names}.", names=absent)
    return prose(
        language,
        (Kind.BODY, (text("Partners: {n} ({each}).", n=count, each=each),)),
        (Kind.CAUTION, (gap if absent else "",)),
    )


def partners_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the partners by type with activities held together and organisations incubated."""
    columns = (
        words("type", text("Kind of partner")),
        amount("partners", text("Partners")),
        amount("activities", text("Activities held together")),
        amount("incubated", text("Incubated in the year")),
    )
    return build(
        table, columns, language, caption=text("Partners of the five kinds (五社联动) and what was done together")
    )
