"""A station's own files give, once their proposals are confirmed, the stored tables of the proper workbook."""

from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.checking.checked_table import is_stopping
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.mapping.convert import apply_maps
from evaltoolkit.intake.mapping.propose import propose
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.model.categories import official_categories
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.districts import known_street, known_streets
from evaltoolkit.synthetic.own_files.her_files import SHAPES, write_her_files
from evaltoolkit.synthetic.own_files.her_records import with_visits
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year

YEAR, KEY = 2023, b"k" * 32
SCALES = shipped_scales()
# A sheet's own order of rows tells nothing: they are compared by what names them.
NAMED_BY = {
    "clients": ["client"], "services": ["service"], "attendance": ["service", "client"],
    "measurements": ["client", "scale", "wave"], "payments": ["instalment"], "spending": ["category"],
    "satisfaction": [],
}  # fmt: skip


def small(made):
    """Return the year with fewer people and services, everything that refers to them with them."""
    tables = dict(made.tables)
    groups = tables["services"]["group"].dropna().unique()[:3]
    kept = tables["services"]["group"].isin(groups) | (tables["services"].index % 12 == 0)
    tables["services"] = tables["services"].loc[kept].reset_index(drop=True)
    known = tables["attendance"]["service"].isin(tables["services"]["service"])
    tables["attendance"] = tables["attendance"].loc[known].iloc[:150].reset_index(drop=True)
    tables["satisfaction"] = tables["satisfaction"].iloc[::4].reset_index(drop=True)
    named = {
        *tables["attendance"]["client"],
        *tables["measurements"]["client"],
        *tables["satisfaction"]["client"].dropna(),
    }
    there = tables["clients"]["client"].isin(named) | (tables["clients"].index < 40)
    tables["clients"] = tables["clients"].loc[there].reset_index(drop=True)
    return replace(made, tables=tables)


def stored(raw):
    checked = check_workbook(raw, year=YEAR, scales=shapes(SCALES), key=KEY)
    assert not is_stopping(checked.faults)
    names = code_names(checked.tables, KEY)
    return {name: release(table, names) for name, table in checked.tables.items()}, checked


def by_file(found):
    """Return the maps of a folder's proposals; none of them asks anything."""
    assert [(each.map.file, doubt.question.english()) for each in found for doubt in each.doubts] == []
    return [each.map for each in found]


def comparable(frame, table):
    plain = frame.copy()
    for name in plain.columns:
        if name == "labels":
            plain[name] = [sorted(official_categories().names_of(cell)) for cell in plain[name]]
        elif name.startswith("item_") or name in ("hours", "amount", "budget", "spent", "total"):
            plain[name] = plain[name].astype("float64").round(6)
    words = plain.map(lambda cell: "" if not isinstance(cell, list) and pd.isna(cell) else str(cell))
    return words.sort_values(NAMED_BY[table] or list(words.columns)).reset_index(drop=True)


def difference(mine, proper, table):
    """Return the first difference in the columns that the station's file carries."""
    carried = [name for name in mine.columns if name in proper.columns]
    ours, theirs = (comparable(frame[carried], table) for frame in (mine, proper))
    if len(ours) != len(theirs):
        return f"{table}: {len(ours)} rows in place of {len(theirs)}"
    bad = [name for name in carried if not ours[name].equals(theirs[name])]
    return [(table, name, *ours[name].compare(theirs[name]).iloc[0]) for name in bad]


def check_street(made, seed, folder):
    chance = stream(seed, made.setting.street.slug, "visits")
    made = replace(made, tables={**made.tables, "services": with_visits(made.tables["services"], chance)})
    write_workbook(made.tables, folder / "表.xlsx")
    own = folder / "自有"
    own.mkdir()
    carried = write_her_files(made, own, seed)
    proper, _ = stored(read_workbook(folder / "表.xlsx"))
    raw = read_workbook(own, mapped=True)
    mine, checked = stored(apply_maps(raw, by_file(propose(raw, SCALES))))

    wanted = {table for tables in carried.values() for table in tables}
    # a list of two tests carries no follow-up wave
    proper["measurements"] = proper["measurements"].query("wave in ['前测', '后测']").reset_index(drop=True)
    assert set(carried) == set(SHAPES)
    assert mine.keys() == wanted  # what no file carries is not there: its figures are 未提供, as of a missing sheet
    for table in sorted(wanted):
        assert set(mine[table].columns) <= set(proper[table].columns)
        assert difference(mine[table], proper[table], table) == []
    return checked


@pytest.mark.parametrize(("name", "seed"), [("yuncheng", 1), ("renhe", 2)])
def test_every_figure_that_her_files_carry_equals_the_workbooks(tmp_path, name, seed):
    checked = check_street(small(make_year(known_street(name), YEAR, 2023)), seed, tmp_path)

    assert [fault for fault in checked.faults if fault.kind is FaultKind.LEFT_OUT] == []
    forms = checked.tables["services"].frame["form"].dropna()
    assert len(forms) == 36  # three visits, calls or referrals a month, told apart from casework
    assert set(forms) <= {"探访", "电访", "转介"}


@pytest.mark.full
@pytest.mark.parametrize("street", known_streets()[:20], ids=lambda street: street.slug)
def test_every_figure_of_twenty_streets_equals_the_workbooks(tmp_path, street):
    for seed in range(3):
        place = tmp_path / str(seed)
        place.mkdir()
        check_street(make_year(street, YEAR, 2023 + seed), seed, place)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    made = small(make_year(known_street("yuncheng"), YEAR, 2023))
    for place in ("一", "二"):
        (tmp_path / place).mkdir()
        write_her_files(made, tmp_path / place, 7)

    first = {path.name: path.read_bytes() for path in (tmp_path / "一").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "二").iterdir()}
