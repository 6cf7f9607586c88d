from dataclasses import replace

import pytest

from evaltoolkit.batch import resume as resuming
from evaltoolkit.batch.jobs import street_jobs
from evaltoolkit.batch.manifest import ASIDE, DONE, FAILED, last_lines, manifest_path, read_manifest
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.batch.resume import resume
from evaltoolkit.batch.run import line_of, run_alone, run_batch, sweep
from evaltoolkit.errors import ExitCode, RunError
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Language, text
from evaltoolkit.reporting.release.page_name import page_name

SAY = Language("en").say


@pytest.fixture
def jobs(plan, home):
    return street_jobs([plan(f"{slug}.yaml", slug) for slug in ("jia", "yi")], run="r", home=home)


def page_of(job):
    return job.home / "reports" / "r" / page_name(read_plan(job.plan), job.apart)


def write(job, said):
    """Stand for a report: write its page and return the outcome, as a worker does."""
    page = page_of(job)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(said, encoding="utf-8")
    inputs = resuming.street_inputs(job.plan, home=job.home, program=dict(job.program))
    name = page.relative_to(job.home).as_posix()
    outputs = ((name, resuming.sha256_of(page)),)
    return StreetOutcome(job.key, "示例街道", page.name, 1.0, inputs=tuple(inputs.items()), outputs=outputs)


class Made:
    """An executor that counts."""

    def __init__(self):
        self.keys = []
        self.reasons = {}

    def __call__(self, todo, end):
        for job in todo:
            self.keys.append(job.key)
            self.reasons[job.key] = SAY(job.reason)
            end(write(job, job.key))


def run(jobs, **options):
    made = Made()
    outcomes = run_batch(jobs, workers=2, on_done=lambda _: None, execute=made, **options)
    return made, outcomes


def test_what_is_done_and_unchanged_is_left_and_says_since_when(jobs):
    first, outcomes = run(jobs)
    second, again = run(jobs)

    assert first.reasons == dict.fromkeys(("jia_2025", "yi_2025"), "made for the first time")
    assert second.keys == []
    assert [outcome.is_kept for outcome in (*outcomes, *again)] == [False, False, True, True]
    assert [outcome.page for outcome in again] == [page_of(job).name for job in jobs]
    assert all(SAY(outcome.reason).startswith("nothing changed since 20") for outcome in again)


def test_only_the_street_whose_inputs_changed_is_made_and_says_which(jobs):
    run(jobs)
    with jobs[1].plan.open("a", encoding="utf-8") as stream:
        stream.write("operator: 乙中心\n")
    made, _ = run(jobs)

    assert made.reasons == {"yi_2025": "changed: the parameter file"}


@pytest.mark.parametrize("spoil", [lambda page: page.unlink(), lambda page: page.write_text("J")])
def test_a_report_that_was_changed_or_lost_since_is_made_again(jobs, spoil):
    run(jobs)
    spoil(page_of(jobs[0]))
    made, _ = run(jobs)

    assert made.reasons == {"jia_2025": "a file of it was changed or is missing"}


def write_with_word(job):
    """Stand for a report with its Word file."""
    outcome = write(job, job.key)
    word = page_of(job).with_suffix(".docx")
    word.write_text("ours", encoding="utf-8")
    name = word.relative_to(job.home).as_posix()
    return replace(outcome, outputs=(*outcome.outputs, (name, resuming.sha256_of(word))))


def test_word_that_was_not_made_yet_is_made_and_one_that_she_edited_leaves_the_report_as_it_is(jobs):
    run(jobs)
    asked = [replace(job, also=("docx",)) for job in jobs]
    made = []

    def execute(todo, end):
        for job in todo:
            made.append(SAY(job.reason))
            end(write_with_word(job))

    run_batch(asked, workers=2, on_done=lambda _: None, execute=execute)
    page_of(jobs[0]).with_suffix(".docx").write_text("hers", encoding="utf-8")
    run_batch(asked, workers=2, on_done=lambda _: None, execute=execute)
    assert made == ["also asked for: docx"] * 2

    page_of(jobs[0]).with_suffix(".docx").unlink()
    run_batch(asked, workers=2, on_done=lambda _: None, execute=execute)
    assert made[2:] == ["a file of it was changed or is missing"]


def test_a_report_is_made_again_where_another_street_of_its_name_joins_the_run(plan, home):
    first = plan("甲.yaml", "jia", street="甲街道")
    run(street_jobs([first], run="r", home=home))
    made, _ = run(street_jobs([first, plan("乙.yaml", "yi", street="甲街道")], run="r", home=home))

    assert made.reasons == {"jia_2025": "its file has another name now", "yi_2025": "made for the first time"}


def test_force_makes_all_of_them(jobs):
    run(jobs)
    made, _ = run(jobs, force=True)

    assert made.reasons == dict.fromkeys(("jia_2025", "yi_2025"), "asked for with --force")


def test_what_failed_is_tried_again_and_the_reason_of_a_failure_is_not_written_down(jobs, home):
    def fail(todo, end):
        for job in todo:
            end(StreetOutcome(job.key, "示例街道", "x.notice.html", 0.1, text("王小明"), ExitCode.RUN_FAILED))

    run_batch(jobs, workers=1, on_done=lambda _: None, execute=fail)
    states = {line.state for line in last_lines(read_manifest(manifest_path(home, "r"))).values()}
    assert states == {FAILED}
    assert "王小明" not in manifest_path(home, "r").read_text(encoding="utf-8")

    made, _ = run(jobs)
    assert set(made.reasons.values()) == {"no report last time"}


def test_a_report_under_a_second_name_is_made_again_until_it_has_its_own(jobs):
    def aside(todo, end):
        for job in todo:
            end(replace(write(job, "x"), is_aside=True))

    run_batch(jobs, workers=1, on_done=lambda _: None, execute=aside)
    made, _ = run(jobs)

    assert set(made.reasons.values()) == {"its file was open in another program last time"}
    assert line_of(replace(write(jobs[0], "x"), is_aside=True)).state == ASIDE


def test_files_of_one_key_are_never_taken_for_done(plan, home, jobs):
    run(jobs)
    clashing = street_jobs([plan("jia.yaml", "jia"), plan("bing.yaml", "jia")], run="r", home=home)

    assert len(resume(clashing, last_lines(read_manifest(manifest_path(home, "r")))).todo) == 2


def test_every_outcome_is_told_after_its_line_stands_and_in_the_order_of_keys(jobs, home):
    seen = []

    def look(outcome):
        seen.append((outcome.key, outcome.key in last_lines(read_manifest(manifest_path(home, "r")))))

    outcomes = run_batch(reversed(jobs), workers=1, on_done=look, execute=Made())

    assert seen == [("yi_2025", True), ("jia_2025", True)]
    assert [outcome.key for outcome in outcomes] == ["jia_2025", "yi_2025"]


def test_a_batch_that_is_interrupted_goes_on_where_it_stopped(jobs):
    def interrupted(todo, end):
        end(write(todo[0], "jia"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(jobs, workers=1, on_done=lambda _: None, execute=interrupted)
    made, _ = run(jobs)

    assert made.keys == ["yi_2025"]


def test_a_manifest_that_cannot_be_continued_stops_the_batch(jobs, monkeypatch):
    def full(*_):
        raise RunError(text("the disk is full"))

    made = Made()
    monkeypatch.setattr("evaltoolkit.batch.run.append_line", full)
    with pytest.raises(RunError):
        run_batch(jobs, workers=1, on_done=lambda _: None, execute=made)

    assert made.keys == []


def test_what_killed_processes_left_half_written_is_removed_and_nothing_else(home):
    kept = [home / "reports" / "r" / "a.html", home / "private" / "r" / ".lock", home / "private" / "s" / ".a.x.part"]
    left = [home / "reports" / "r" / ".a.html.x1.part", home / "private" / "r" / ".a.ipynb.x2.part"]
    young = home / "private" / "tables" / ".new-1"
    for path in (*kept, *left):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    young.mkdir(parents=True)
    sweep(home, "r")

    assert [path.exists() for path in (*kept, young)] == [True] * 4
    assert not any(path.exists() for path in left)


def test_a_report_made_alone_is_written_down_too(jobs, home, monkeypatch):
    class Finished:
        report = "report"

    def finish(job):
        Finished.outcome = write(job, job.key)
        return Finished

    monkeypatch.setattr("evaltoolkit.batch.run.finish_one", finish)

    assert run_alone(jobs[0]) == "report"
    made, _ = run(jobs)
    assert made.keys == ["yi_2025"]
    assert last_lines(read_manifest(manifest_path(home, "r")))["jia_2025"].state == DONE
