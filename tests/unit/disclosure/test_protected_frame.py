"""A protected table stays what was protected, whatever is done to the frames it hands out or was made of."""

import copy
import dataclasses
import pickle

import pandas as pd
import pytest
from matplotlib.figure import Figure

import evaltoolkit.words  # noqa: F401 - makes a table show itself in words
from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.report_tables import make_table

GIVEN = {"method": ["个案", "小组", "社区活动"], "agreed": [3200.0, 1800.0, 900.0], "done": [3344.0, 1290.0, 910.0],
         "completion": [1.045, 0.717, 1.011], "overshoot": [False, False, False]}  # fmt: skip


def add(frame):
    frame["own"] = 77777.0


def drop(frame):
    frame.drop(columns=["done"], inplace=True)


WAYS = {
    "a cell by place": lambda frame: frame.iloc.__setitem__((0, 2), 77777.0),
    "a cell by name": lambda frame: frame.at.__setitem__((0, "done"), 77777.0),
    "a column": lambda frame: frame.__setitem__("done", 77777.0),
    "a new column": add,
    "an inserted column": lambda frame: frame.insert(0, "own", 77777.0),
    "a column less": drop,
    "a row more": lambda frame: frame.loc.__setitem__(3, ["丁", 1.0, 77777.0, 1.0, False]),
    "other names": lambda frame: frame.rename(columns={"done": "agreed", "agreed": "done"}, inplace=True),
    "another order": lambda frame: frame.sort_values("done", inplace=True, ignore_index=True),
    "filled": lambda frame: frame.replace(3344.0, 77777.0, inplace=True),
    "its column's values": lambda frame: frame["done"].__setitem__(0, 77777.0),
}


def made(frame):
    return protect(make_table("hours", frame), shipped_policy(), Audience.SHARED)


def told(table):
    return table._repr_mimebundle_(), repr(table), table.frame.to_dict(), table.mask.to_numpy().sum()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", ["frame", "mask"])
@pytest.mark.filterwarnings("ignore")
def test_what_is_done_to_a_frame_changes_nothing_of_the_table(way, part):
    table = made(pd.DataFrame(GIVEN))
    try:
        WAYS[way](getattr(table, part))
    except (ValueError, TypeError):  # pandas lets nobody write so; or the mask takes no such value
        assert part == "mask"
    assert told(table) == told(made(pd.DataFrame(GIVEN)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.filterwarnings("ignore")
def test_what_is_done_to_the_frame_that_it_was_made_of_changes_nothing_either(way):
    given = pd.DataFrame(GIVEN)
    table = made(given)
    WAYS[way](given)
    assert told(table) == told(made(pd.DataFrame(GIVEN)))


def test_a_number_written_into_a_frame_is_no_number_of_the_table():
    table, figure = made(pd.DataFrame(GIVEN)), Figure()
    add(table.frame)
    figure.subplots().bar([0, 1, 2], [77777.0, 3344.0, 910.0])
    with pytest.raises(OwnFigureError):
        show(figure, of=table, alt="完成工时")


CHANGED = {
    "another frame": lambda table, raw: dataclasses.replace(table, frame=raw),
    "another reader": lambda table, raw: dataclasses.replace(table, audience=Audience.STATION),
    "built by hand": lambda table, raw: ProtectedTable(
        table.name, table.table_class, table.audience, raw, table.mask, (), table.keys, table.people, {}, table.together
    ),
    "made without being built": lambda table, raw: filled(object.__new__(ProtectedTable), table, raw),
    "begun by hand": lambda table, raw: filled(ProtectedTable.__new__(ProtectedTable), table, raw),
    "a class of one's own": lambda table, raw: filled(object.__new__(type("Own", (ProtectedTable,), {})), table, raw),
    "built once more": lambda table, raw: table.__init__(
        table.name, table.table_class, table.audience, raw, table.mask, (), table.keys, table.people, {}
    ),
    "its frame set": lambda table, raw: object.__setattr__(table, "frame", raw),
    "its ranges set": lambda table, raw: table.bands.__setitem__((0, "done"), (7, 7)),
    "pickled": lambda table, raw: pickle.dumps(table),
}  # fmt: skip


def filled(made, table, raw):
    for one in dataclasses.fields(ProtectedTable):
        object.__setattr__(made, one.name, raw if one.name == "frame" else getattr(table, one.name))


@pytest.mark.parametrize("way", CHANGED)
def test_no_other_content_passes_for_what_was_protected(way):
    table, raw = made(pd.DataFrame(GIVEN)), pd.DataFrame(GIVEN).assign(done=77777.0)
    with pytest.raises((TypeError, AttributeError)):
        CHANGED[way](table, raw)
    assert told(table) == told(made(pd.DataFrame(GIVEN)))


QUIET = {
    "its own names": lambda table, raw: vars(table).update(frame=raw, audience=Audience.STATION),
    "the values beneath": lambda table, raw: force(table.frame),
    "a copy": lambda table, raw: [vars(one).update(frame=raw) for one in (copy.copy(table), copy.deepcopy(table))],
    "its rows": lambda table, raw: [one.values.update(done=77777.0) for one in rows_of(table)],
}


def force(frame):
    for name in frame:
        values = frame[name].array.__array__()
        values.flags.writeable = True
        values[:] = values[::-1].copy()


@pytest.mark.parametrize("way", QUIET)
def test_what_is_written_past_the_fields_is_never_read(way):
    table = made(pd.DataFrame(GIVEN))
    told(table)
    QUIET[way](table, pd.DataFrame(GIVEN).assign(done=77777.0))
    assert told(table) == told(made(pd.DataFrame(GIVEN)))
    assert copy.deepcopy(table) is table
