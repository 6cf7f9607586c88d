"""The commands of the toolkit."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaltoolkit import __version__
from evaltoolkit.commands.backup import add_backup
from evaltoolkit.commands.forms import add_audit, add_form
from evaltoolkit.commands.init import add_init
from evaltoolkit.commands.new import add_new
from evaltoolkit.commands.run_name import default_run
from evaltoolkit.console import LANGUAGE, Place, Program, Year, argument, option, prepare_streams, run_program, say
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.project import find_project, project_or
from evaltoolkit.language import Text, text

if TYPE_CHECKING:
    from evaltoolkit.batch.run import Execute
    from evaltoolkit.intake.check import CheckedWorkbook

DEMO_RUN = "demo"
DEMO_SEED = "云城街道_2023.yaml"  # the report of 2023 that the toolkit grew from; the other streets are synthetic


def main() -> None:
    """Run the command that the process was called with and end with its exit status."""
    prepare_streams()
    sys.exit(run_program(program))


@click.group(
    cls=Program, help=LANGUAGE.say(text("Score a station's year, compare before with after, and write the report."))
)
@click.version_option(
    __version__, message="evaltoolkit %(version)s", help=LANGUAGE.say(text("Show the version and end."))
)
def program() -> None:
    """Group the commands."""


def _command(words: Text, name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    return program.command(name, help=LANGUAGE.say(words), **settings)


def _in_seconds(_context: click.Context, _option: click.Parameter, minutes: float) -> float:
    return 60 * minutes


def _installed(_context: click.Context, _option: click.Parameter, kinds: tuple[str, ...]) -> tuple[str, ...]:
    if kinds:
        from evaltoolkit.reporting.handing.beside import require

        require(kinds)
    return kinds


def _whole_path(_context: click.Context, _option: click.Parameter, notebook: Path | None) -> Path | None:
    return None if notebook is None else notebook.resolve()


_minutes: Mapping[str, Any] = {"type": click.FloatRange(0, min_open=True), "callback": _in_seconds}
_parameters = argument("parameters", type=Place(), help=text("Parameter file (.yaml)"))
_run_option = option("--run", "run_name", default="", help=text("Name of the folder in reports; the year by default"))
_workers_option = option(
    "--workers", type=click.IntRange(1), help=text("Streets at a time; as many as cores by default")
)
_audience_option = option(
    "--audience",
    type=click.Choice(["station", "partner", "shared", "public"]),
    help=text("Who the report is for, in place of what the parameter file says; station's stays in the folder private"),
)
_fresh_option = option(
    "--fresh-kernels", is_flag=True,
    help=text("Compute each report in a Jupyter kernel: slower, the same reports"),
)  # fmt: skip
_cell_option = option(
    "--cell-minutes", "cell_seconds", default=10.0, **_minutes,
    help=text("Time limit of one cell of the notebook; 10 minutes by default"),
)  # fmt: skip
_also_option = option(
    "--also", multiple=True, type=click.Choice(["docx", "pdf"]), callback=_installed,
    help=text("What to hand in beside the page: docx for Word, pdf; each with the annexes as files"),
)  # fmt: skip
_notebook_option = option(
    "--notebook", type=Place(), callback=_whole_path, metavar=text("FILE.ipynb"),
    help=text("A notebook of your own in place of the report's: it takes the same parameters and saves its results"),
)  # fmt: skip
_street_option = option(
    "--street-minutes", "seconds", default=30.0, **_minutes,
    help=text("Time limit of one street; 30 minutes by default"),
)  # fmt: skip


add_init(_command)
add_new(_command)
add_backup(_command)


@_command(text("Check a workbook and list every fault with its cell and what to do."))
@argument("file", type=Place(), help=text("Workbook, or folder of csv files"))
@option("--year", type=Year(), help=text("Year evaluated; dates outside it are remarked on"))
@option(
    "--marked", is_flag=False, flag_value="", type=Place(str), metavar=text("[COPY.xlsx]"),
    help=text("Also write a copy with the faulty cells marked, beside the workbook by default"),
)  # fmt: skip
def check(file: Path, year: int | None, marked: str | None) -> int:
    """List the faults of a workbook; the exit status says whether it can be used."""
    from evaltoolkit.commands.looking import look
    from evaltoolkit.intake.alert_list import alert_lines, file_alerts
    from evaltoolkit.intake.check import report_of
    from evaltoolkit.intake.name_list import file_unsure, list_path, unsure_lines
    from evaltoolkit.reporting.registries import street_scales
    from evaltoolkit.reporting.scoring_ahead import scoring_lines

    project = project_or(file.parent)
    looked = look(file, project, year=year)
    checked, unsure = looked.checked, looked.checked.people.unsure
    report = report_of(checked)
    asked = unsure_lines(
        file_unsure(list_path(project, file), unsure), len(unsure.keys() & looked.answers.keys()), len(unsure)
    )
    ahead = () if looked.plan is None else scoring_lines(checked, looked.plan, project)
    say(*report.lines(), *ahead, *alert_lines(file_alerts(checked, street_scales(project), project)), *asked)
    if marked is not None:
        _mark(checked, file, Path(marked) if marked else None)
    return int(ExitCode.WORKBOOK_FAULTS if report.stops else ExitCode.OK)


def _mark(checked: CheckedWorkbook, file: Path, out: Path | None) -> None:
    from evaltoolkit.intake.marked_workbook import mark_faults

    copy = text("Copy with the faults marked: {path}", path=str(mark_faults(checked, file, out)))
    say(copy, text("It holds the same personal data as the workbook: do not pass it on."))


@_command(text("Read files of your own: say once which column is what; nothing is taken over unseen."), "map")
@argument("files", nargs=-1, required=True, type=Place(), help=text("Files or folders"))
@option("--yes", is_flag=True, help=text("Take what is proposed without asking, where nothing is left open"))
@option(
    "--form", type=Place(), metavar=text("FILE.xlsx"), help=text("The form that was filled in"),
)  # fmt: skip
@option("--year", type=Year(), help=text("Year of days that are written without one"))
def map_files(files: tuple[Path, ...], **settings: Any) -> int:
    """Make the map of each file; the exit status says whether all are complete."""
    from evaltoolkit.commands.map_form import map_form
    from evaltoolkit.intake.mapping.command import Way, make_maps
    from evaltoolkit.reporting.registries import street_scales

    project, scales = find_project(), street_scales()
    way = Way(say, _asked if sys.stdin.isatty() else None, **settings)
    done = (map_form(file, project, way) for file in files)
    return max(
        int(make_maps(file, project, scales, way) if code is None else code)
        for file, code in zip(files, done, strict=True)
    )


def _asked(question: Text) -> str:
    return str(click.prompt(LANGUAGE.say(question), default="", show_default=False))


@_command(text("List the scales, or show every fact of one with its source."))
@argument("scale", required=False, help=text("Id of a scale; all are listed without it"))
def scales(scale: str | None) -> None:
    """List the registry, or show one scale's page."""
    from evaltoolkit.instruments.registry import read_scale
    from evaltoolkit.instruments.scale_page import list_lines, page_lines
    from evaltoolkit.reporting.registries import street_scales

    registry = street_scales(project_or(Path()))
    say(*(page_lines(read_scale(scale, registry), LANGUAGE) if scale else list_lines(registry, LANGUAGE)))


@_command(text("Make a scale's paper form in large print, to be printed and filled in by hand."))
@argument("scale", help=text("Id of a scale"))
@option(
    "--items", type=Place(), metavar=text("FILE"),
    help=text(
        "Text file with your own words for the items, one a line; lines 说明： and 选项： may stand before them. "
        "Without it lines to write on are printed"
    ),
)  # fmt: skip
@option(
    "--out", type=Place(), metavar=text("FILE.docx"),
    help=text("Where to write it; SCALE.docx in this folder by default"),
)  # fmt: skip
def questionnaire(scale: str, items: Path | None, out: Path | None) -> None:
    """Write the form as docx; nothing is overwritten."""
    from evaltoolkit.instruments.registry import read_scale
    from evaltoolkit.intake.paper_form import write_paper_form
    from evaltoolkit.reporting.registries import street_scales

    path = write_paper_form(read_scale(scale, street_scales(project_or(Path()))), items=items, out=out)
    say(text("Paper form: {path}", path=str(path)))


@_command(text("Check that the files named as evidence are there, and list them for the assessors."))
@_parameters
@option(
    "--folder", type=Place(), metavar=text("FOLDER"),
    help=text("Where the files lie; the folder 佐证材料 beside the workbook by default"),
)  # fmt: skip
def evidence(parameters: Path, folder: Path | None) -> int:
    """Say of each file whether it is there and write the list; the exit status says whether all are."""
    from evaltoolkit.intake.digest import listed_places
    from evaltoolkit.intake.load import load
    from evaltoolkit.intake.plan_file import data_path, read_plan
    from evaltoolkit.reporting.evidence_files import FOLDER_NAME, LIST_NAME, named_files, write_list
    from evaltoolkit.reporting.registries import street_system

    plan, home = read_plan(parameters), find_project(parameters)
    data = data_path(plan, home)
    place = folder or (listed_places(data)[0].parent if data else home.root) / FOLDER_NAME
    lines = named_files(street_system(plan, home), load(plan, home=home.root), place)
    for line in lines:
        say(text("{indicator}: {file}: {state}", indicator=line.name, file=line.file or "-", state=line.state))
    path = place / f"{plan.key}_{LIST_NAME}"
    write_list(lines, path, LANGUAGE)
    missing = sum(not line.is_there for line in lines)
    say(text("{there} of {all} are there. List: {path}", there=len(lines) - missing, all=len(lines), path=str(path)))
    return int(ExitCode.FILE_MISSING if missing else ExitCode.OK)


@_command(text("Say how far the year has come: hours and sessions to date, who has no post-test yet, open points."))
@_parameters
def progress(parameters: Path) -> None:
    """Say the counts; the list of people stays in the folder private."""
    from datetime import date

    from evaltoolkit.intake.load import load
    from evaltoolkit.intake.plan_file import read_plan
    from evaltoolkit.reporting.progress import progress_lines

    plan, project = read_plan(parameters), find_project(parameters)
    say(*progress_lines(plan, load(plan, home=project.root), project, today=date.today()))


@_command(text("Make the report of one street's year from its parameter file."))
@_parameters
@_run_option
@_audience_option
@_also_option
@_fresh_option
@_cell_option
@_street_option
@_notebook_option
def run(parameters: Path, run_name: str, **settings: Any) -> int:
    """Make one report and say where it is."""
    say(text("Making the report of {file} …", file=parameters.stem))
    from evaltoolkit.commands.single import Order, make_single

    return make_single(Order(parameters, run_name, settings))


def _way_back(name: str, words: Text, done: Text, *after: Text) -> None:
    """Add a command that changes what the ledger says of the papers of a run, and says of each what was done."""

    @_command(words, name)
    @_parameters
    @argument("run_name", metavar="RUN", help=text("Name of the folder in reports"))
    @option("--says", default="", help=text("What you affirm; it is kept with the date"))
    def change(parameters: Path, run_name: str, says: str) -> None:
        from evaltoolkit.intake.plan_file import read_plan
        from evaltoolkit.reporting.taken_back import supersede, withdraw

        act = {"withdraw": withdraw, "supersede": supersede}[name]
        files = act(find_project(parameters).root, read_plan(parameters), run_name, says)
        say(*(done.with_(file=file) for file in files), *after)


# who withdraws affirms that nobody received them; who supersedes, that one may tell what was corrected, and of whom
_way_back(
    "withdraw", text("Delete the papers of a run that were never sent, and strike them from the list of what was."),
    text("Deleted and struck: {file}"),
)  # fmt: skip
_way_back(
    "supersede",
    text("Let the next report take the place of a run's papers, as a correction, at the office's own risk."),
    text("The next report takes the place of {file}."),
    text("Who has both can tell what was corrected, and of whom; the office accepts this with what was affirmed."),
)


def _two_pages(kind: str, words: Text, metavar: Text, named: Text) -> None:
    """Add a command that makes the station's version of two pages and the shared one, and says where they are."""

    @_command(words, kind)
    @_parameters
    @argument("name", metavar=metavar, help=named)
    @_run_option
    @_also_option
    def make(parameters: Path, name: str, run_name: str, also: tuple[str, ...]) -> None:
        from evaltoolkit.batch.kernels import choose_kernels, ready_cells

        with ready_cells():
            from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
            from evaltoolkit.reporting.group import GROUP
            from evaltoolkit.reporting.handing.said import handed_lines
            from evaltoolkit.reporting.project_view import PROJECT
            from evaltoolkit.reporting.two_forms import Place, make_two_forms

            made = {"group": GROUP, "project": PROJECT}[kind]
            place = Place(run_name or default_run(parameters), kernels=choose_kernels(), also=also)
            pages = make_two_forms(made, parameters, name, place)
        for audience, path in ((Audience.STATION, pages.station), (pages.audience, pages.shared)):
            if path is not None:
                say(text("{version}: {path}", version=AUDIENCE_NAMES[audience], path=str(path)))
        say(*handed_lines(pages.handed, pages.kept))


_two_pages(
    "group", text("Make the two-page summary of one group or case programme."), text("GROUP"),
    text("Name of the group as the workbook has it"),
)  # fmt: skip
_two_pages(
    "project", text("Make the two-page view of a project: need, logic, delivery, change, voices."), text("PROJECT"),
    text("Name of the project as the workbook has it"),
)  # fmt: skip


@_command(
    text("Open JupyterLab on the welcome notebook; what follows is passed on to JupyterLab."),
    context_settings={"ignore_unknown_options": True},
    epilog=LANGUAGE.say(
        text(
            "To stop: press Ctrl+C twice in this window, or close it; what was saved stays. Useful options: "
            "--no-browser (only say the address), --port=8899 (another port), EVALTOOLKIT_LANGUAGE=en before the "
            "command (English). All others: python -m jupyterlab --help"
        )
    ),
)
@argument("words", nargs=-1, type=click.UNPROCESSED, help=text("Options of JupyterLab"))
def lab(words: tuple[str, ...]) -> int:
    """Open JupyterLab and wait until it ends."""
    from evaltoolkit.batch.lab_kernels import lab_options
    from evaltoolkit.explore.lab.opening import open_lab

    return open_lab(find_project(), (*lab_options(), *words), LANGUAGE)


@_command(text("Make the reports of many streets at once, and an index of them."))
@argument(
    "places", nargs=-1, required=True, type=Place(str), help=text("Folders, files or patterns of parameter files")
)
@_run_option
@_workers_option
@option("--force", is_flag=True, help=text("Make every report again, also where nothing has changed"))
@option("--scheduler", metavar="tcp://HOST:PORT", help=text("Compute on the cluster of this Dask scheduler"))
@_audience_option
@_also_option
@_fresh_option
@_cell_option
@_street_option
@_notebook_option
def batch(places: tuple[str, ...], run_name: str, **settings: Any) -> int:
    """Make many reports and their index; the exit status says whether every street has one."""
    from evaltoolkit.batch.plans import find_plans

    return _batch(find_plans(places, start=Path.cwd()), run_name, **settings)


@_command(text("Delete lists of codes and alerts, tables and rosters of workbooks that are no longer there so."))
def forget() -> None:
    """Say how much was deleted; what belongs to a workbook of today stays."""
    from evaltoolkit.intake.forgetting import forget as forget_all

    gone = forget_all(find_project())
    say(text("Deleted: {lists} lists, the tables of {tables} workbooks.", lists=gone.lists, tables=gone.tables))


@_command(text("Say whether a report, results file or form is as it was published."))
@argument("place", metavar=text("FILE|RUN"), help=text("A file, or the name of a run"))
def verify(place: str) -> int:
    """Say of each file what is known of it; the exit status says whether all are unchanged."""
    from evaltoolkit.batch.verify import exit_code
    from evaltoolkit.batch.verify import verify as verify_all

    found = verify_all(place, find_project().root)
    say(*(one.sentence() for one in found))
    return int(exit_code(found))


@_command(text("Collect the checked, de-identified tables of many streets in one data file."))
@argument("place", type=Place(str), help=text("Folder or pattern of workbooks, each named after street and year"))
@option("--year", type=Year(), required=True, help=text("Year evaluated"))
@option(
    "--out", type=Place(), required=True, metavar=text("FILE.duckdb"),
    help=text("Data file inside the project; what it holds of other streets and years stays"),
)  # fmt: skip
def collect(place: str, year: int, out: Path) -> int:
    """Say of each workbook whether it was collected; the exit status says whether all were."""
    from evaltoolkit.intake.collect import Collected
    from evaltoolkit.intake.collect import collect as collect_all
    from evaltoolkit.intake.workbook_places import find_workbooks

    def tell(one: Collected) -> None:
        name = one.workbook.path.name
        if one.folder is not None:
            say(text("{file}: checked, without identifiers", file=name))
        for sentence in one.sentences:
            if one.folder is None:
                say(text("{file}: left out. {why}", file=name, why=sentence))
            else:
                say(text("{file}: {remark}", file=name, remark=sentence))

    found = find_workbooks(place, start=Path.cwd(), year=year)
    ended = collect_all(found, year=year, out=out.absolute(), project=find_project(), on_done=tell)
    left_out = sum(one.folder is None for one in ended)
    say(text("{done} streets in {path}, {left_out} left out.", done=len(ended) - left_out, path=out, left_out=left_out))
    return int(ExitCode.SOME_STREETS_FAILED if left_out else ExitCode.OK)


@_command(text("Make the reports of the example streets and say where they are."))
@_workers_option
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
    from evaltoolkit.batch.lock import run_lock
    from evaltoolkit.reporting.publish import check_run
    from evaltoolkit.reporting.registries import street_policy

    project = find_project(plans[0])
    street_policy(project)  # a broken policy stops the run before anything is written, the lock included
    home, run = project.root, check_run(run_name or default_run(*plans))
    with run_lock(home / "private" / run):
        return _make(plans, run, home, workers=workers, force=force, **settings)


def _make(
    plans: tuple[Path, ...], run: str, home: Path, *, workers: int | None, force: bool, scheduler: str | None = None,
    **settings: Any,
) -> int:  # fmt: skip
    from evaltoolkit.batch.capacity import default_workers
    from evaltoolkit.batch.finish import finish_run, show_summary
    from evaltoolkit.batch.jobs import street_jobs
    from evaltoolkit.batch.progress import show_progress
    from evaltoolkit.batch.run import run_batch

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
    say(*_accounts(plans, {one.key for one in outcomes if one.is_report}, home))
    failed = len(finished.failed)
    say(text("{made} reports, {failed} streets without one.", made=len(outcomes) - failed, failed=failed))
    say(text("Index: {path}", path=str(finished.index)))
    return int(finished.exit_code)


def _accounts(plans: tuple[Path, ...], made: set[str], home: Path) -> Iterator[Text]:
    """Yield what of the rows of each street with a report is not counted."""
    from evaltoolkit.intake.account import batch_lines
    from evaltoolkit.intake.load import rows_of
    from evaltoolkit.intake.plan_file import read_plan

    found = []
    for path in plans:
        with contextlib.suppress(UserError):  # why a street has no report is said already
            plan = read_plan(path)
            found += [(plan.street, rows_of(plan, home=home))] if plan.key in made else []
    yield from batch_lines(found)


def _cluster(scheduler: str) -> Execute:
    from evaltoolkit.batch.cluster.connect import is_open_network
    from evaltoolkit.batch.cluster.run import on_cluster

    if is_open_network(scheduler):
        say(text("The connection is not encrypted: whoever listens in this network can read the tables. Use tls://."))
    return on_cluster(scheduler, say=say)


add_form(_command)
add_audit(_command)

if __name__ == "__main__":
    main()
