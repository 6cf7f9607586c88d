"""Begin a street's year: the parameter file, a few lines long, and the entry workbook that fills it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.instruments.registry import Registry, read_scale
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.entry.entry_rows import Indicator
from evaltoolkit.intake.entry.entry_sheets import Entry
from evaltoolkit.intake.entry.entry_workbook import entry_workbook
from evaltoolkit.intake.files.pinyin import pinyin_code
from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.intake.files.whole_files import already_exists, write_new
from evaltoolkit.intake.plans.plan_file import plan_from, read_plan
from evaltoolkit.language import text
from evaltoolkit.model.filling import UNNAMED_PROJECT
from evaltoolkit.model.plan import Plan

# 本工具规则: the name becomes a file name; the longest of the country's street offices have about 20 characters.
_MAX_NAME = 40
_CODE = 36  # leaves room for a number behind it
_ALLOWED_IN_NAMES = frozenset("·（）()")


@dataclass(frozen=True, slots=True)
class NewYear:
    """What a new street's year is begun with.

    Parameters
    ----------
    street, slug, district, year
        As in the plan.
    indicator_system
        Id of the indicator system.
    indicators
        Its rows.
    scales
        Scales to be used, in the order of the registry.
    project
        Name of the project; it is written into the workbook.
    carried
        Rows of the year before by table; the workbook then holds who is served, and only its owner may read it.
    """

    street: str
    slug: str
    district: str
    year: int
    indicator_system: str
    indicators: tuple[Indicator, ...] = ()
    scales: tuple[Scale, ...] = ()
    project: str = ""
    carried: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewFiles:
    """Where the two files lie."""

    plan: Path
    workbook: Path


def begin_year(new: NewYear, project: Project) -> NewFiles:
    """Write the parameter file and the entry workbook of a street's year.

    Parameters
    ----------
    new
        What to begin with.
    project
        Where ``parameters/streets/`` and ``data/`` lie.

    Raises
    ------
    UserError
        One of the files exists already (nothing is written), or the street's name cannot name a file.
    PlanError
        The slug or the year does not fit a plan.
    """
    _require_file_name(new.street)
    plan = _plan(new)
    files = NewFiles(_plan_file(new, project), project.root / str(plan.data))
    if files.plan.exists():
        raise already_exists(files.plan)
    entry = Entry(new.street, new.year, new.project, new.indicators, new.scales, new.carried)
    places = (files.workbook.relative_to(project.root).as_posix(), files.plan.relative_to(project.root).as_posix())
    is_new = _write_workbook(files.workbook, entry_workbook(entry, files=places), private=bool(new.carried))
    try:
        write_new(files.plan, plan_yaml(plan).encode())
    except UserError:
        if is_new:
            files.workbook.unlink(missing_ok=True)
        raise
    return files


def free_code(street: str, district: str, project: Project, code: str = "") -> str:
    """Return a code in file names that no other street has: of the name, then of the district too, then numbered.

    Empty where the name has no letters to make one of; `code` is one to begin with.
    """
    taken = {plan.slug for plan in _others(street, district, project)}
    code = code or pinyin_code(street)
    if not code:
        return ""
    fuller = pinyin_code(district, street) or code
    numbered = (f"{code[:_CODE]}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (code, fuller, *numbered) if name not in taken)


def plan_of_street(street: str, year: int, district: str, project: Project) -> Plan:
    """Return the plan of the street's year; a sentence where there is none, or one in each of two districts."""
    found = []
    for path in yaml_files(project.parameters / "streets"):
        with suppress(UserError):
            found.append(read_plan(path))
    fitting = [plan for plan in found if (plan.street, plan.year) == (street, year) and district in ("", plan.district)]
    own = [plan for plan in fitting if not plan.synthetic] or fitting
    if len(own) != 1:
        raise UserError(
            text("There is not one parameter file of {street} {year} but {n}; say its district: --district",
                 street=street, year=year, n=len(own)),
            ExitCode.USAGE,
        )  # fmt: skip
    return own[0]


def _others(street: str, district: str, project: Project) -> Iterator[Plan]:
    """Yield the plans of other streets."""
    for path in yaml_files(project.parameters / "streets"):
        with suppress(UserError):
            plan = read_plan(path)
            if (plan.street, plan.district) != (street, district):
                yield plan


def _plan_file(new: NewYear, project: Project) -> Path:
    """Return the parameter file, with the district in its name where another district has a street of the name."""
    is_twice = any(plan.street == new.street for plan in _others(new.street, new.district, project))
    district = "".join(filter(str.isalnum, new.district)) if is_twice else ""
    return project.parameters / "streets" / f"{district}{new.street}_{new.year}.yaml"


def _write_workbook(path: Path, content: bytes, *, private: bool) -> bool:
    """Write the workbook; False where it lies there already as it would be written, since a kill parted the two."""
    try:
        write_new(path, content, private=private)
    except UserError as error:
        if error.exit_code is not ExitCode.ALREADY_EXISTS or not path.is_file() or path.read_bytes() != content:
            raise
        return False
    return True


def chosen_scales(ids: Sequence[str], registry: Registry) -> tuple[Scale, ...]:
    """Return the scales of those ids in the order of the registry; RegistryError with the nearest id for others."""
    wanted = {read_scale(id_.strip(), registry).id for id_ in ids}
    return tuple(scale for id_, scale in registry.items() if id_ in wanted)


def plan_yaml(plan: Plan) -> str:
    """Return the parameter file of a new plan, every line explained."""
    values = plan.model_dump(mode="json")
    lines = [f"# {plan.street}{plan.year}年度。数字和文字都填在工作簿里；这个文件一般不用改。"]
    for key, comment in _COMMENTS.items():
        # a JSON string is a YAML string in quotes, whatever stands in it
        value = f"{key}: {json.dumps(values[key], ensure_ascii=False)}"
        lines.append(f"{value}  # {comment}" if comment else value)
    return "\n".join(lines) + "\n"


_COMMENTS = {
    "schema_version": "",
    "street": "",
    "slug": "文件名中用的代码：小写拼音，不含空格",
    "district": "",
    "year": "评价年度",
    "project": "占位：工作簿“基本信息”填了项目名称，就以工作簿为准",
    "data": "录入工作簿，留在本机，不要外传",
    "indicator_system": "指标体系；自定的放在 parameters/indicators",
    "audience": "shared 共享版，public 公开版，partner 委托方版，station 站内版",
    "language": "",
}


def _plan(new: NewYear) -> Plan:
    return plan_from(
        {
            "street": new.street,
            "slug": new.slug,
            "district": new.district,
            "year": new.year,
            "project": UNNAMED_PROJECT,
            "data": f"data/{new.slug}_{new.year}.xlsx",
            "indicator_system": new.indicator_system,
        }
    )


def _require_file_name(street: str) -> None:
    allowed = all(letter.isalnum() or letter in _ALLOWED_IN_NAMES for letter in street)
    if not street or not allowed or len(street) > _MAX_NAME:
        raise UserError(
            text(
                "“{street}” cannot name a file; write the street's name without spaces and signs, at most {most} "
                "characters.",
                street=street[:_MAX_NAME],
                most=_MAX_NAME,
            ),
            ExitCode.USAGE,
        )
