"""Read the parameter file of a street's year, or the parameters of a running notebook, as a checked plan."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from pydantic import ValidationError

from evaltoolkit.errors import ExitCode, FileError, PlanError, called
from evaltoolkit.intake.files.digest import BOOKS, LISTING, table_files
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.intake.plans.plan_words import plan_faults, plan_reasons
from evaltoolkit.language import Text, Told, text
from evaltoolkit.model.plan import PARAMETER_NAMES, Plan
from evaltoolkit.settings.read import MAX_BYTES, NOT_UTF_8, checked, in_file, name_of
from evaltoolkit.settings.yaml_lines import YamlDocument, YamlFault, read_yaml

_LONGEST_PATH = 400  # 本工具规则: Windows itself takes 260
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def read_plan(path: Path | str) -> Plan:
    """Return the plan that a parameter file states.

    Parameters
    ----------
    path
        A YAML file; its ``data`` is relative to the project that the file lies in.

    Raises
    ------
    FileError
        There is no such file, or it holds nothing.
    PlanError
        Every fault of the file at once, each with its line.
    """
    file = Path(path)
    if file.suffix.lower() in {*BOOKS, ".xlsm", ".csv"}:
        raise PlanError(
            text(
                "{file} is a workbook. A report is made from the parameter file that names it, in "
                "`parameters/streets`; `{new}` makes one, `{check}` checks the workbook.",
                file=_said(file), new=called("new"), check=called("check"),
            )
        )  # fmt: skip
    document, plan, faults = _parsed(_content(file))
    if plan is None or faults:
        raise PlanError(*in_file(_said(file), faults))
    _require_data(file, plan, document.line(("data",)))
    return plan


def plan_from(namespace: Mapping[str, object], file: str | None = None) -> Plan:
    """Return the plan that the parameters of a notebook state, or that of a parameter file where one is named.

    Parameters
    ----------
    namespace
        The notebook's ``globals()``; only the plan's own names are read, and None is 'not given'.
    file
        A parameter file, from the project folder on: for who runs a notebook by hand.

    Raises
    ------
    FileError
        There is no such file, or it holds nothing.
    PlanError
        Every fault at once.

    Examples
    --------
    >>> plan_from({"street": "甲街道", "slug": "jia", "district": "乙区", "year": 2023, "project": "社工站",
    ...            "indicator_system": "national_2020", "audience": None, "other": 1}).key
    'jia_2023'
    """
    if file is not None:
        return read_plan(find_project().root / file)
    given = {name: namespace[name] for name in PARAMETER_NAMES if namespace.get(name) is not None}
    try:
        plan = Plan.model_validate(given)
    except ValidationError as error:
        raise PlanError(*(_parameter(words) for _, words in plan_faults(error, given))) from None
    wrong = _data_words(plan.data)
    if wrong is not None:
        raise PlanError(_parameter(wrong))
    return plan


def data_path(plan: Plan, project: Project) -> Path | None:
    """Return where the plan's data lie, or None where it names none.

    Raises
    ------
    PlanError
        The path leads out of the project.
    FileError
        Nothing is there.
    """
    if plan.data is None:
        return None
    wrong = _data_words(plan.data)
    if wrong is not None:
        raise PlanError(_parameter(wrong))
    found = [_there(data, project) for data in plan.data.split("\n")]
    return found[0] if len(found) == 1 else _listed(found, project)


def _there(data: str, project: Project) -> Path:
    found = _found(data, project)
    if found is None:
        raise PlanError(_parameter(_OUTSIDE))
    if not found.exists():
        raise FileError(_no_data(data, project), ExitCode.FILE_MISSING)
    return found


def _listed(paths: Sequence[Path], project: Project) -> Path:
    """Return the file in ``private/data`` that lists several places, one a line; its name says which they are."""
    names = Counter(file.name.casefold() for path in paths for file in table_files(path, mapped=True))
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise PlanError(_parameter(text("`data` names two files {file}; rename one of them", file=twice[0])))
    lines = "\n".join(path.relative_to(project.root).as_posix() for path in paths)
    place = project.private / "data" / f"{hashlib.sha256(lines.encode()).hexdigest()[:16]}{LISTING}"
    content = "\n".join(str(path.absolute()) for path in paths).encode()
    if not place.is_file() or place.read_bytes() != content:
        write_whole(place, content, private=True)
    return place


_OUTSIDE = text("`data` leads out of the project; copy the workbook into the project and name it from there")


def _found(data: str, project: Project) -> Path | None:
    """Return where the data lie, None where that is outside the project; FileError where no file can lie."""
    path = project.root / data
    try:
        if not project.holds(path):
            return None
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe or a device would be waited for
            raise FileError(text("{file} is neither a file nor a folder", file=path.name), ExitCode.FILE_BROKEN)
    except (OSError, ValueError):  # too long a name
        raise FileError(_no_data(data, project), ExitCode.FILE_MISSING) from None
    return path


def _data_words(data: str | None) -> Text | None:
    words = (_place_words(place) for place in data.split("\n")) if data is not None else ()
    return next((wrong for wrong in words if wrong is not None), None)


def _place_words(data: str) -> Text | None:
    if not data or len(data) > _LONGEST_PATH or not data.isprintable():
        return text(
            "`data` must be the place of a file: at most {most} signs, none of them invisible", most=_LONGEST_PATH
        )
    if _SCHEME.match(data) or data.startswith(("\\\\", "//")):
        return text("`data` must be a file of this project, not an address of a network or a drive")
    windows, posix = PureWindowsPath(data), PurePosixPath(data)
    if windows.is_absolute() or posix.is_absolute() or ".." in windows.parts:
        return _OUTSIDE
    return None


def _content(file: Path) -> str:
    try:
        if file.is_dir():
            raise FileError(
                text("{file} is a folder; name the parameter file in it (.yaml).", file=_said(file)),
                ExitCode.FILE_MISSING,
            )
        if not file.is_file():
            raise FileError(text("{file}: there is no such file.", file=_said(file)), ExitCode.FILE_MISSING)
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise FileError(
            text(
                "{file}: the parameter file cannot be opened; close it in other programs, and look whether this "
                "account may read it.",
                file=_said(file),
            ),
            ExitCode.FILE_BROKEN,
        ) from None
    if len(raw) > MAX_BYTES:
        raise FileError(text("{file}: too large for a parameter file.", file=_said(file)), ExitCode.FILE_TOO_LARGE)
    if not raw.strip():
        raise FileError(text("{file}: the file is empty.", file=_said(file)), ExitCode.FILE_EMPTY)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanError(*in_file(_said(file), [YamlFault(1, NOT_UTF_8)])) from None


@lru_cache(maxsize=4)  # one run reads the same file several times
def _parsed(content: str) -> tuple[YamlDocument, Plan | None, tuple[YamlFault, ...]]:
    document = read_yaml(content)
    plan, faults = checked(document, Plan, plan_reasons)
    wrong = None if plan is None else _data_words(plan.data)
    if wrong is not None:
        faults.append(YamlFault(document.line(("data",)), wrong))
    return document, plan, tuple(faults)


def _require_data(file: Path, plan: Plan, line: int) -> None:
    if plan.data is None:
        return
    project = find_project(file)
    for data in plan.data.split("\n"):
        try:
            path = _found(data, project)
        except FileError as error:
            raise FileError(_at(file, line, error.sentence), error.exit_code) from None
        if path is None:
            raise PlanError(_at(file, line, _OUTSIDE))
        if not path.exists():
            raise FileError(_at(file, line, _no_data(data, project)), ExitCode.FILE_MISSING)


def _no_data(data: str, project: Project) -> Text:
    return text("there is no {data} in the project folder {root}", data=data, root=project.root.name)


def _parameter(words: Text) -> Text:
    return text("Parameter {what}.", what=words)


def _said(file: Path) -> Told:
    """Return the name of a parameter file; for anybody, who may be named there, what it is."""
    return Told(name_of(file), text("the parameter file"))


def _at(file: Path, line: int, what: Text) -> Text:
    return in_file(_said(file), [YamlFault(line, what)])[0]
