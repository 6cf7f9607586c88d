"""Make one street's report in a worker that comes from a process with everything imported, where there is one."""

from __future__ import annotations

import contextlib
import json
import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.batch.cells.process import SERVER, start_method
from evaltoolkit.batch.crew import run_jobs
from evaltoolkit.batch.kernels import begin_worker, ready_alone, ready_cells, ready_here
from evaltoolkit.commands.looking import said_as_by_check
from evaltoolkit.commands.run_name import default_run
from evaltoolkit.console import say
from evaltoolkit.errors import ExitCode, UserError, called
from evaltoolkit.language import Ours, Text, listed, text

if TYPE_CHECKING:
    from evaltoolkit.model.plan import Plan
    from evaltoolkit.reporting.run.street import StreetReport


@dataclass(frozen=True, slots=True)
class Order:
    """What a single run is asked for: the parameter file and the run's name as they were given, and the options."""

    parameters: Path
    run: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    lines: tuple[Text, ...] = ()
    failure: Text | None = None
    exit_code: ExitCode = ExitCode.OK
    refusal: OSError | None = None


def make_single(order: Order) -> int:
    """Make the report, say where it is and what it costs, and return the exit status.

    Where a process that has imported everything can be forked, the report is made in a worker, as in a batch: nothing
    is imported twice, and this process imports next to nothing.

    Raises
    ------
    UserError, OSError
        What stopped it.
    """
    with said_as_by_check(order.parameters):
        return _make(order)


def _left(order: Order) -> tuple[Text, ...]:
    """Return what is said of files that a notebook which then stopped may have left where reports lie."""
    from evaltoolkit.batch.verify import unsearched
    from evaltoolkit.intake.files.project import find_project
    from evaltoolkit.reporting.release.publish import check_run

    with contextlib.suppress(UserError):  # it is what stopped the run
        run = check_run(order.run or default_run(order.parameters))
        return unsearched(run, find_project(order.parameters).root)
    return ()


def _make(order: Order) -> int:
    fresh = order.settings.get("fresh_kernels", False)
    if fresh or start_method() != SERVER:
        with ready_cells(fresh=fresh):  # first: its imports go on beside ours
            answer = _answer(order)
        return _said(answer)
    ready_alone()
    crew = run_jobs(_answer, [order], workers=1, died=_death, first=begin_worker)
    with contextlib.closing(crew) as ended:
        (answer,) = ended
    return _said(answer)


def _said(answer: _Answer) -> int:
    if answer.refusal is not None:
        raise answer.refusal
    say(*answer.lines)
    if answer.failure is not None:
        raise UserError(answer.failure, answer.exit_code)
    return int(answer.exit_code)


def _answer(order: Order) -> _Answer:
    try:
        return _Answer(_made(order))
    except UserError as error:
        return _Answer(_left(order), error.sentence, error.exit_code)
    except OSError as error:
        return _Answer(refusal=error)
    except Exception:
        traceback.print_exc()
        return _Answer(exit_code=ExitCode.INTERNAL)


def _death(_order: Order) -> _Answer:
    said = text("The process that made this report ended without an answer; the memory may have run out.")
    return _Answer(failure=said, exit_code=ExitCode.RUN_FAILED)


def _made(order: Order) -> tuple[Text, ...]:
    from evaltoolkit.batch.lock import held_run
    from evaltoolkit.intake.files.project import find_project
    from evaltoolkit.intake.load import begin_take_in
    from evaltoolkit.reporting.release.publish import check_run
    from evaltoolkit.reporting.year.registries import street_policy

    project = find_project(order.parameters)
    street_policy(project)
    home, run = project.root, check_run(order.run or default_run(order.parameters))
    with held_run(home, run):
        ready_here(is_intake_busy=begin_take_in(order.parameters, project))
        from evaltoolkit.batch.jobs import street_jobs
        from evaltoolkit.batch.run import run_alone

        (job,) = street_jobs([order.parameters], run=run, home=home)
        return _lines(order, run_alone(replace(job, **order.settings)), home)


def _lines(order: Order, report: StreetReport, home: Path) -> tuple[Text, ...]:
    """Return what is said of a finished report."""
    from evaltoolkit.batch.verify import unsearched
    from evaltoolkit.intake.checking.account import account
    from evaltoolkit.intake.load import filed_alerts, filed_codes, filed_names, rows_of
    from evaltoolkit.intake.people.code_list import code_lines
    from evaltoolkit.intake.people.name_list import filed_lines
    from evaltoolkit.intake.plans.plan_file import read_plan
    from evaltoolkit.intake.storing.alert_list import alert_lines
    from evaltoolkit.reporting.handing.said import handed_lines
    from evaltoolkit.reporting.page.own_cells import vanishing
    from evaltoolkit.reporting.run.execute import read_notebook
    from evaltoolkit.reporting.run.street import STATION

    plan = read_plan(order.parameters)
    counted, asked = account(rows_of(plan, home=home)), filed_names(plan, home=home)
    return (
        text("Done in {seconds:.0f} s: {path}", seconds=report.seconds, path=str(report.html)),
        *handed_lines(report.handed, report.kept),
        *vanishing(read_notebook(report.notebook)),
        *alert_lines(filed_alerts(plan, home=home)),
        *(() if counted is None else (counted,)),
        *_costs(report, plan, home, order.parameters),
        *_bearing(plan, home),
        *(() if asked is None else filed_lines(asked)),
        *unsearched(report.private_results.parent.name, home),
        *(code_lines(filed_codes(plan, home=home)) if report.audience == STATION else ()),
    )


def _bearing(plan: Plan, home: Path) -> tuple[Text, ...]:
    """Return that words of the parameter file which stand on every page hold a name of the workbook."""
    from evaltoolkit.reporting.release.station_roster import bearing_names, masked_programmes

    keys, masked = bearing_names(plan, home), masked_programmes(plan, home)
    told: tuple[Text, ...] = (
        (
            text(
                "{keys} in the parameter file holds a name that stands in the workbook too, and is printed on every "
                "page. If it is a client's, call it otherwise and run again.",
                keys=listed(Ours(key) for key in keys),
            ),
        )
        if keys
        else ()
    )
    if masked:
        told += (
            text(
                "`primary_scales` line {lines}: what comes near the name of somebody in the workbook is masked in the "
                "names of groups, so none of them is found by it and their people count as without a primary scale. "
                "Call the groups otherwise in both files and run again.",
                lines=listed(Ours(str(place)) for place, name in enumerate(plan.primary_scales, 1) if name in masked),
            ),
        )
    return told


def _costs(report: StreetReport, plan: Plan, home: Path, parameters: Path) -> tuple[Text, ...]:
    """Return which figures earlier papers cost, and the two ways back."""
    from evaltoolkit.reporting.release.taken_back import costs_of, runs_before

    costs = costs_of(json.loads(report.results.read_text(encoding="utf-8")))
    if not costs:
        return ()
    runs = "、".join(runs_before(home, plan, report.html.parent.name)) or report.html.parent.name
    return (
        text("{n} figures are withheld beside what was published before in: {runs}.", n=costs, runs=runs),
        text("If that was never sent: {command} {file} RUN --says \"…\"", command=called("withdraw"),
             file=str(parameters)),
        text("If it was wrong and this report corrects it: {command} {file} RUN --says \"…\"",
             command=called("supersede"), file=str(parameters)),
        text("Then make the report again. Each says what it asks of you: {command} --help", command=called("withdraw")),
    )  # fmt: skip
