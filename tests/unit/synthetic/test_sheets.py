from datetime import datetime

import pandas as pd
import python_calamine

from evaltoolkit.model.workbook import TABLES
from evaltoolkit.synthetic.blemishes import PLANTED, with_blemishes
from evaltoolkit.synthetic.sheets import write_workbook


def rows(path, sheet):
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


def test_the_same_tables_give_the_same_bytes(made, tmp_path):
    few = {name: frame.head(40) for name, frame in made.tables.items()}
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write_workbook(few, path)
    assert first.read_bytes() == second.read_bytes()


def test_every_sheet_has_its_headers_and_its_rows(made, tmp_path):
    path = tmp_path / "a.xlsx"
    few = {name: frame.head(40) for name, frame in made.tables.items()}
    write_workbook(few, path)
    for spec in TABLES:
        written = rows(path, spec.sheet)
        assert len(written) == len(few[spec.name]) + 1
        known = {name for column in spec.columns for name in (column.header, *column.aliases)}
        assert all(header in known or header.startswith("题") for header in written[0])


def test_labels_flags_dates_and_numbers_are_written_as_a_station_writes_them(tmp_path):
    frame = pd.DataFrame(
        {
            "client": ["A1"],
            "labels": [("低保", "独居")],
            "served": pd.array([True], dtype="boolean"),
            "enrolled_on": [pd.Timestamp(2023, 5, 1)],
            "age": [71.0],
            "note": ["=1+1"],
        }
    )
    write_workbook({"clients": frame}, tmp_path / "a.xlsx")
    header, row = rows(tmp_path / "a.xlsx", "服务对象")
    cells = dict(zip(header, row, strict=True))
    assert cells["人员类型"] in ("低保，独居", "低保、独居", "低保；独居", "低保/独居", "低保 独居")
    assert cells["本年度是否服务"] == "是"
    assert pd.Timestamp(cells["建档日期"]) == datetime(2023, 5, 1)
    assert cells["年龄"] == 71
    assert cells["备注"] == "=1+1"  # text, no live formula


def test_blemishes_add_rows_beside_the_made_ones_and_change_no_number_of_them(made):
    blemished = with_blemishes(made)
    for name, frame in made.tables.items():
        more = sum(count for (table, kind), count in PLANTED.items() if table == name and "id" not in kind.split("_"))
        assert len(blemished[name]) == len(frame) + more, name
    hours = [float(str(cell).removesuffix("小时")) for cell in blemished["services"]["hours"]]
    assert hours[: len(made.tables["services"])] == made.tables["services"]["hours"].tolist()
