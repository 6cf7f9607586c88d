"""The commands for many streets at once: their reports with an index, those of the example streets included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.commands.adding import Command
from evaltoolkit.commands.options import ALSO, AUDIENCE, CELL, FRESH, NOTEBOOK, RUN, STREET, WORKERS
from evaltoolkit.commands.run_name import default_run
from evaltoolkit.console import LANGUAGE, Place, argument, option, say
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import text

if TYPE_CHECKING:
    from evaltoolkit.batch.run import Execute

DEMO_RUN = "demo"
DEMO_SEED = "云城街道_2023.yaml"  # the report of 2023 that the toolkit grew from; the other streets are synthetic


def add_batch(command: Command) -> None:
    """Add the command that makes many reports."""

    @command(text("Make the reports of many streets at once, and an index of them."))
    @argument(
        "places", nargs=-1, required=True, type=Place(str), help=text("Folders, files or patterns of parameter files")
    )
    @RUN
    @WORKERS
    @option("--force", is_flag=True, help=text("Make every report again, also where nothing has changed"))
    @option("--scheduler", metavar="tcp://HOST:PORT", help=text("Compute on the cluster of this Dask scheduler"))
    @AUDIENCE
    @ALSO
    @FRESH
    @CELL
    @STREET
    @NOTEBOOK
    def batch(places: tuple[str, ...], run_name: str, **settings: Any) -> int:
        """Make many reports and their index; the exit status says whether every street has one."""
        from evaltoolkit.batch.plans import find_plans

        return _batch(find_plans(places, start=Path.cwd()), run_name, **settings)


def add_demo(command: Command) -> None:
    """Add the command that makes the example streets and their reports."""

    @command(text("Make the reports of the example streets and say where they are."))
    @WORKERS
    def demo(workers: int | None) -> int:
        """Make the workbooks of the synthetic streets, then every report and the index."""
        from evaltoolkit.synthetic.streets import make_streets, make_year_before

        home = find_project()
        say(text("Making the example workbooks (synthetic data) …"))
        made = make_streets(home.root)
        make_year_before(home.root)
        say(text("{n} workbooks made in {folder}.", n=len(made), folder=str(made[0].workbook_path.parent)))
        seed = home.parameters / "streets" / DEMO_SEED
        plans = (*(street.plan_path for street in made), *([seed] if seed.exists() else []))
        return _batch(plans, DEMO_RUN, workers=workers)


def _batch(
    plans: tuple[Path, ...], run_name: str, *, workers: int | None = None, force: bool = False, **settings: Any
) -> int:
    from evaltoolkit.batch.lock import held_run
    from evaltoolkit.reporting.release.publish import check_run
    from evaltoolkit.reporting.year.registries import street_policy

    project = find_project(plans[0])
    street_policy(project)  # a broken policy stops the run before anything is written, the lock included
    home, run = project.root, check_run(run_name or default_run(*plans))
    with held_run(home, run):
        return _make(plans, run, home, workers=workers, force=force, **settings)


def _make(
    plans: tuple[Path, ...], run: str, home: Path, *, workers: int | None, force: bool, scheduler: str | None = None,
    **settings: Any,
) -> int:  # fmt: skip
    from evaltoolkit.batch.kernels import ready_workers

    if scheduler is None:
        ready_workers()  # what they are forked from imports beside all that this process does first
    from evaltoolkit.batch.capacity import default_workers
    from evaltoolkit.batch.finish import finish_run, show_summary
    from evaltoolkit.batch.jobs import street_jobs
    from evaltoolkit.batch.progress import show_progress
    from evaltoolkit.batch.run import run_batch
    from evaltoolkit.batch.verify import unsearched
    from evaltoolkit.intake.checking.account import batch_lines

    jobs = [replace(job, **settings) for job in street_jobs(plans, run=run, home=home)]
    try:
        with show_progress(len(jobs), LANGUAGE) as on_done:
            outcomes = run_batch(
                jobs, workers=workers or default_workers(len(jobs)), on_done=on_done, force=force,
                execute=None if scheduler is None else _cluster(scheduler),
            )  # fmt: skip
    except KeyboardInterrupt:
        say(text("The same command goes on with the rest."), error=True)
        raise
    finished = finish_run(outcomes, run=run, home=home, audience=settings.get("audience"), plans=plans)
    show_summary(finished, LANGUAGE)
    say(*batch_lines((one.street, one.rows) for one in outcomes if one.is_report))
    failed = len(finished.failed)
    say(text("{made} reports, {failed} streets without one.", made=len(outcomes) - failed, failed=failed))
    say(text("Index: {path}", path=str(finished.index)), *unsearched(run, home))
    return int(finished.exit_code)


def _cluster(scheduler: str) -> Execute:
    from evaltoolkit.batch.cluster.connect import is_open_network
    from evaltoolkit.batch.cluster.run import on_cluster

    if is_open_network(scheduler):
        say(text("The connection is not encrypted: whoever listens in this network can read the tables. Use tls://."))
    return on_cluster(scheduler, say=say)
