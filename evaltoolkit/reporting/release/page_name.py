"""What a street's page is called: a name that a person understands, its own in the run, legal on every machine.

Results files keep the code (`slug_year`), by which earlier reports are found; the page of the code's own name is one of
an earlier version of this tool. Which names a street's pages had in a run stands in ``private/<run>/<key>.pages.json``,
so that a page takes the place of its own earlier one and of nobody else's.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.language import DEFAULT_LANGUAGE, LANGUAGES, Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.publish import check_name, second_name, write_whole
from evaltoolkit.reporting.release.published_list import write_down_replaced

_UNFIT = re.compile(r"[^\w()（）-]+")
_LONGEST, _LONGEST_CODE = 24, 10  # signs of a place, and of a code in it: with all marks a name stays within 80
_LONGEST_NAME, _DIGEST = 24, 6  # signs of a group's name, and of what stands for the rest of a longer one
_SUFFIX = ".pages.json"
_PAGES, _NOTICES = "pages", "notices"
_SYNTHETIC, _NOT_MADE = text("(sample data)"), text("(not made)")


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a reader tells one street's page from another's, and the key that tells apart what she cannot."""

    key: str
    street: str
    district: str
    year: int
    synthetic: bool

    @classmethod
    def of(cls, plan: Plan) -> Identity:
        """Return the identity of a plan."""
        return cls(plan.key, plan.street, plan.district, plan.year, plan.synthetic)

    def place(self, apart: int) -> str:
        """Return the street's name as it stands in a file name, the fuller the further it must be told apart."""
        words = self.street if apart == 0 else f"{self.district}{self.street}"
        code = f"({self._code()})" if apart > 1 else ""
        return f"{_fit(words)[: _LONGEST - len(code)]}{code}"

    def _code(self) -> str:
        slug = self.key.rsplit("_", 1)[0]
        return slug if len(slug) <= _LONGEST_CODE else hashlib.sha256(slug.encode()).hexdigest()[:_LONGEST_CODE]

    def seen(self, apart: int) -> tuple[int, bool, str]:
        """Return what a folder shows of it, capitals aside."""
        return self.year, self.synthetic, self.place(apart).casefold()


def page_name(plan: Plan, apart: int = 0, *, is_notice: bool = False) -> str:
    """Return the name of a street's page: year, street, what it is, what is special about it.

    Parameters
    ----------
    plan
        The street's.
    apart
        How far it must be told apart in its run: :func:`apart_in_run`.
    is_notice
        Whether it is the notice that stands in the report's place.

    Examples
    --------
    >>> plan = Plan(street="人和镇", slug="renhe", district="白云区", year=2023, project="社工站",
    ...             indicator_system="n", synthetic=True)
    >>> page_name(plan), page_name(plan.model_copy(update={"synthetic": False, "language": "en"}), 1)
    ('2023年度人和镇绩效评价报告（示例数据）.html', 'Evaluation_report_2023_白云区人和镇.html')
    """
    marks = [*([_SYNTHETIC] if plan.synthetic else []), _NOT_MADE] if is_notice else _marks(plan)
    words = text("Evaluation report {year} {place}", year=plan.year, place=Identity.of(plan).place(apart))
    return _named(words, marks, plan.language)


def summary_name(plan: Plan, words: Text, name: str) -> str:
    """Return the name of the summary of one group or project; its district always stands in it.

    Parameters
    ----------
    plan
        The street's.
    words
        What the page is, with the fields `year`, `place` and `name`.
    name
        Of the group or project.

    Examples
    --------
    >>> plan = Plan(street="人和镇", slug="renhe", district="白云区", year=2023, project="社工站",
    ...             indicator_system="n", synthetic=True)
    >>> summary_name(plan, text("Group summary {year} {place} {name}"), "同行/1组")
    '2023年度白云区人和镇同行_1组小结（示例数据）.html'
    """
    short = _fit(name)
    if len(short) > _LONGEST_NAME:
        short = f"{short[: _LONGEST_NAME - _DIGEST]}{hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]}"
    said = words.with_(year=plan.year, place=Identity.of(plan).place(1), name=short)
    return _named(said, _marks(plan), plan.language)


def former_summary_name(key: str, mark: str, name: str) -> str:
    """Return what earlier versions of this tool called the summary of one group (no mark) or project."""
    return f"{key}_{mark}{_UNFIT.sub('_', name)[:40]}.html"


def unread_name(stem: str) -> str:
    """Return the name of the notice of a parameter file that cannot be read: its own with what the page is."""
    return _named(stem, [_NOT_MADE], DEFAULT_LANGUAGE)


def table_name(year: str, *, is_made: bool, language: str) -> str:
    """Return the name of a run's workbook of streets by indicators.

    Examples
    --------
    >>> table_name("2023", is_made=True, language="zh_CN")
    '2023年度各街镇绩效评价得分（示例数据）.xlsx'
    """
    said = Language(language).say(text("Points by street {year}", year="{year}")).replace(" ", "_")
    mark = _fit(Language(language).say(_SYNTHETIC)) if is_made else ""
    return f"{said.format(year=year)}{mark}.xlsx"


INDEX = "index.html"
"""Name of the page that lists the streets of a run."""


def tables_in(folder: Path) -> Iterator[Path]:
    """Yield the workbooks of streets by indicators that lie in a run's published folder, in whatever language."""
    for language in LANGUAGES:
        pattern = table_name("*", is_made=False, language=language).replace(".", "*.")
        yield from folder.glob(pattern.replace("**", "*"))


def identities(run: Path) -> dict[str, Identity]:
    """Return by key the streets that have, or were to have, a page in the run whose private folder that is."""
    return {one.key: one for one in _recorded(run)}


def former_names(key: str) -> tuple[str, str]:
    """Return what earlier versions of this tool called the page and the notice of that key."""
    return f"{key}.html", f"{key}.notice.html"


def apart_in_run(plans: Iterable[Plan], run: Path) -> Mapping[str, int]:
    """Return by key how far each plan must be told apart from the others and from those that the run holds already.

    Parameters
    ----------
    plans
        Of one batch.
    run
        The run's private folder.

    Returns
    -------
    mapping of str to int
        0 where the street's name suffices, 1 with its district, 2 with its code besides.
    """
    asked = {plan.key: Identity.of(plan) for plan in plans}
    everyone = {**identities(run), **asked}
    taken: dict[tuple[int, bool, str], set[str]] = {}
    for one in everyone.values():
        for apart in range(3):
            taken.setdefault(one.seen(apart), set()).add(one.key)
    return {
        key: next((apart for apart in range(2) if taken[one.seen(apart)] == {key}), 2) for key, one in asked.items()
    }


def claim(run: Path, plan: Plan, home: Path, page: Path, *, is_notice: bool = False) -> None:
    """Write down that the page is about to be the street's own; before it is written, so that a kill leaves no orphan.

    Raises
    ------
    UserError
        The disk refused.
    """
    kind, names = _NOTICES if is_notice else _PAGES, _names(run, plan.key)
    _write(run, plan, {**names, kind: [*names[kind], page.relative_to(home).as_posix()]})


def take_over(run: Path, plan: Plan, home: Path, page: Path) -> dict[str, str]:
    """Remove the street's notices and the earlier pages beside the one just written, whatever they were called.

    What another program holds open stays, and goes with the next page. Returned is, by the place of each that is gone,
    the place that took it.
    """
    place, names = page.relative_to(home).as_posix(), _names(run, plan.key)
    old, notice = former_names(plan.key)
    pages = [*names[_PAGES], page.with_name(old).relative_to(home).as_posix()]
    notices = [*names[_NOTICES], (home / "reports" / run.name / notice).relative_to(home).as_posix()]
    beside = [name for name in pages if (home / name).parent == page.parent and name != place]
    gone, left = remove_pages(home, [*beside, *notices])
    replaced = dict.fromkeys(gone, place)
    write_down_replaced(home, replaced)
    elsewhere = [name for name in pages if name not in beside and name != place]
    kept = [name for name in beside if name in left]
    _write(run, plan, {_PAGES: [*elsewhere, *kept, place], _NOTICES: [name for name in notices if name in left]})
    return replaced


def remove_pages(home: Path, places: Iterable[str]) -> tuple[list[str], list[str]]:
    """Remove pages and what stands under their second names; return what is gone, and what could not be removed."""
    gone, left = [], []
    for name in dict.fromkeys(places):
        try:
            for path in filter(Path.exists, (home / name, second_name(home / name))):
                path.unlink()
                gone.append(path.relative_to(home).as_posix())
        except OSError:
            left.append(name)
    return gone, left


def _marks(plan: Plan) -> list[Text]:
    audience = Audience(plan.audience)
    named = [] if audience is Audience.SHARED else [text("({audience})", audience=AUDIENCE_NAMES[audience])]
    return [*([_SYNTHETIC] if plan.synthetic else []), *named]


def _fit(words: str) -> str:
    return _UNFIT.sub("_", unicodedata.normalize("NFC", words)).strip("_")


def _named(words: Text | str, marks: Iterable[Text], language: str) -> str:
    reader = Language(language)
    first = words if isinstance(words, str) else _fit(reader.say(words))
    said = [first, *(_fit(reader.say(mark).replace("'", "")) for mark in marks)]
    return check_name(reader.facts.joint.join(said)) + ".html"


def _recorded(run: Path) -> Iterator[Identity]:
    for path in sorted(run.glob(f"*{_SUFFIX}")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            yield Identity(**json.loads(path.read_text(encoding="utf-8"))["street"])


def _names(run: Path, key: str) -> dict[str, list[str]]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads((run / f"{key}{_SUFFIX}").read_text(encoding="utf-8"))
        return {kind: [str(name) for name in found[kind]] for kind in (_PAGES, _NOTICES)}
    return {_PAGES: [], _NOTICES: []}


def _write(run: Path, plan: Plan, names: Mapping[str, Iterable[str]]) -> None:
    content = {"street": asdict(Identity.of(plan)), **{kind: [*dict.fromkeys(found)] for kind, found in names.items()}}
    words, path = json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"), run / f"{plan.key}{_SUFFIX}"
    if not path.exists() or path.read_bytes() != words:
        write_whole(path, words, private=True)
