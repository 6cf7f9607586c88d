"""How far a year has come: hours and sessions against the plan to date, who has no post-test yet, open points.

The list of people stays in ``private/``, by code; on the screen stand counts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import filed_codes
from evaltoolkit.intake.people.code_list import read_codes
from evaltoolkit.intake.people.private_csv import write_private_csv
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.people.open_tests import without_post
from evaltoolkit.reporting.year.scoring_ahead import scoring_of
from evaltoolkit.services.work.delivery import delivery
from evaltoolkit.services.work.hours import hours

HEADER = ("编码", "档案号", "量表", "小组", "前测日期", "已过天数")
LONG = 90
"""Days after a pre-test from which a missing post-test is counted as overdue (本工具规则: groups of 6 to 12 weeks)."""


@dataclass(frozen=True, slots=True)
class ToDate:
    """A method's hours or sessions against the share of the year's agreement that has fallen due."""

    method: str
    agreed: float
    done: float
    expected: float

    def sentence(self, unit: Text) -> Text:
        """Return what was done of what was to be expected by the day."""
        return text(
            "{method}: {done} {unit} done, {expected} were to be expected by now ({share}), {agreed} in the year.",
            method=say_choice(self.method), unit=unit, done=trimmed(self.done), expected=trimmed(self.expected),
            share=percent(self.done / self.expected) if self.expected else "—", agreed=trimmed(self.agreed),
        )  # fmt: skip


def day_of(plan: Plan, today: date) -> date:
    """Return the day to which progress is told: the plan's `as_of`, else today, within the plan's year."""
    return min(max(plan.as_of or today, date(plan.year, 1, 1)), date(plan.year, 12, 31))


def to_date(plan: Plan, evidence: Evidence, day: date) -> tuple[tuple[ToDate, ...], tuple[ToDate, ...]]:
    """Return hours and sessions of each method that the agreement names, as known on `day`."""
    known, whole = (plan.model_copy(update={"as_of": until}) for until in (day, None))
    return _both(hours, "done", known, whole, evidence), _both(delivery, "held", known, whole, evidence)


def _both(
    make: Callable[[Plan, Evidence], ResultTable], done: str, known: Plan, whole: Plan, evidence: Evidence
) -> tuple[ToDate, ...]:
    """Return what was done, what was due, and what is agreed for the whole year."""
    agreed = make(whole, evidence).frame.set_index("method")["agreed"]
    rows = make(known, evidence).frame.dropna(subset=["agreed", done]).to_dict("records")
    return tuple(ToDate(str(row["method"]), agreed[row["method"]], row[done], row["agreed"]) for row in rows)


def progress_lines(plan: Plan, evidence: Evidence, project: Project, *, today: date) -> Iterator[Text]:
    """Write the list of people and yield what the command line says."""
    day = day_of(plan, today)
    yield text(
        "Progress to {day}: {share} of the year has passed.",
        day=f"{day}",
        share=percent(plan.model_copy(update={"as_of": day}).passed),
    )
    done, held = to_date(plan, evidence, day)
    yield from (one.sentence(text("hours")) for one in done)
    yield from (one.sentence(text("times")) for one in held)
    lone = without_post(evidence, day)
    if len(lone):
        path = _write(lone, plan, evidence.sha256, project)
        overdue = int((lone["days"] > LONG).sum())
        yield text(
            "Pre-tests without a post-test: {n}, {overdue} of them older than {days} days. Listed by code: {path}. "
            "Keep the list at the station.", n=len(lone), overdue=overdue, days=LONG, path=str(path),
        )  # fmt: skip
    yield from scoring_of(plan.model_copy(update={"as_of": day}), evidence, project)


def _write(lone: pd.DataFrame, plan: Plan, sha256: str, project: Project) -> Path:
    path = project.progress / f"{sha256 or plan.key}.csv"
    codes = read_codes(filed_codes(plan, home=project.root))
    days = pd.to_datetime(lone["date"]).dt.strftime("%Y-%m-%d")
    listed = lone.assign(own=lone["client"].map(codes), date=days)
    columns = listed[["client", "own", "scale", "group", "date", "days"]]
    write_private_csv(path, HEADER, columns.itertuples(index=False))
    return path
