"""Which reports of a run still stand, and why the others are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaltoolkit.batch.jobs import StreetJob, stored_rows
from evaltoolkit.batch.manifest import ASIDE, DONE, Line
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.language import Text, listed, text
from evaltoolkit.reporting.release.kept import ENDINGS
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.run.inputs import changed_inputs, program_inputs, street_inputs
from evaltoolkit.reporting.run.notice import stated_plan
from evaltoolkit.reporting.run.street import Edition


@dataclass(frozen=True, slots=True)
class Resumed:
    """A batch divided: what has to be made, each with its reason, and what stands."""

    todo: tuple[StreetJob, ...]
    kept: tuple[StreetOutcome, ...]


def resume(jobs: Iterable[StreetJob], known: Mapping[str, Line], *, force: bool = False) -> Resumed:
    """Divide the jobs of a batch by what the manifest knows of them.

    Parameters
    ----------
    jobs
        The streets.
    known
        The last line on each street, by key.
    force
        Make every report again.

    Notes
    -----
    A report stands where the last line on its street says done, every input has the sha256 that it had then, and every
    file of it has the sha256 that was written down.
    """
    program = program_inputs()
    todo, kept = [], []
    for job in jobs:
        line = known.get(job.key or "")
        reason = text("asked for with --force") if force else _reason(job, line, program)
        if reason is None and line is not None:
            kept.append(_as_it_is(line, job))
        else:
            todo.append(replace(job, reason=reason or job.reason, program=tuple(program.items())))
    return Resumed(tuple(todo), tuple(kept))


def _reason(job: StreetJob, line: Line | None, program: Mapping[str, str]) -> Text | None:
    if line is None or job.clash is not None:
        return text("made for the first time")
    if line.state == ASIDE:
        return text("its file was open in another program last time")
    if line.state != DONE:
        return text("no report last time")
    now = street_inputs(job.plan, home=job.home, audience=job.audience, program=program, notebook=job.notebook)
    changed = changed_inputs(now, line.inputs)
    if changed:
        return text("changed: {what}", what=listed(changed))
    if missing := [kind for kind in job.also if not any(name.endswith(f".{kind}") for name in line.outputs)]:
        return text("also asked for: {kinds}", kinds=listed(missing))
    if line.page is not None and line.page != _page_name(job):
        return text("its file has another name now")
    return None if _is_intact(line, job.home) else text("a file of it was changed or is missing")


def _page_name(job: StreetJob) -> str | None:
    stated, edition = stated_plan(job.plan), Edition(job.audience, job.apart)
    return None if stated is None else edition.name(edition.plan(stated), job.home / "private" / job.run)


def _is_intact(line: Line, home: Path) -> bool:
    """Return whether every file is as it was written; what people edit must only be there."""
    try:
        return bool(line.outputs) and all(
            sha256_of(home / name) == digest or name.endswith(ENDINGS) for name, digest in line.outputs.items()
        )
    except OSError:
        return False


def _as_it_is(line: Line, job: StreetJob) -> StreetOutcome:
    made = line.time[:16].replace("T", " ")
    return StreetOutcome(
        line.key, line.street, line.page, 0.0, reason=text("nothing changed since {time}", time=made), is_kept=True,
        rows=stored_rows(job),
    )  # fmt: skip
