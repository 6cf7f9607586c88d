"""Whatever sentence names a lowest or highest row: never where a row is hidden, and all that read alike or none."""

import random
import re
from itertools import pairwise, product
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from evaltoolkit import charts
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.front_choice import most_lost
from evaltoolkit.findings.headlines import hours
from evaltoolkit.findings.headlines.outcomes import lost_on_the_way
from evaltoolkit.findings.headlines.reach import lowest_few
from evaltoolkit.findings.numbers import percent
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.body import satisfaction
from evaltoolkit.words.chapters.conclusion_words import conclusion
from tests.unit.findings.test_headlines import NAMES, TOPICS, told

SUPERLATIVE = re.compile("最(?:低|高|少|多|大|小|长|短|不|差|好)")
PLACES = {
    "Least known: {each}": "awareness",
    "Least known alike: {each}": "awareness",
    "{reached} of {n} reach the target of {target}; the lowest is {low}": "satisfaction",
    "Not satisfied, where it is shown: at most {share}": "levels",
    "Not satisfied most often: {method}, {share}": "levels",
    "The lowest coverage is that of {each}": "coverage",
    "Least reached among them: {each}.": "coverage",
    "Coverage of the priority groups is lowest in {low}, highest in {high}": "communities",
    "Least satisfied with {item}: {share}; highest share of any item: {high}.": "items",
    "Users are least satisfied with {item} of the form ({method}): {share} satisfied.": "body",
    "Most hours in Q{most} ({high}), fewest in Q{least} ({low})": "quarters",
    "Most points were lost on: {names}.": "points",
}
"""The sentences of findings, words and charts that name an end of some rows, and what tests them here."""
ELSEWHERE = {
    "at most {days} days late": "instalments are facts, none of which is ever hidden",
    "{item}: {late} late by up to {days} days": "so are inspections",
    "{item}: {n} late, by up to {days} days.": "the same",
    "Longest delay (days)": "the head of a column",
    "lowest share satisfied of the three methods": "the name of an indicator's figure",
    "Find the questions that were answered worst, ask users of the methods named why, and report what was changed at "
    "the mid-term assessment.": "advice that names no row",
    "Make known what is known least, in the communities where fewest know it.": "advice that names no row",
}
_OF_ONE = re.compile(
    r"\{share\} (?:at|were) |possible|(?:Many|15 %) .*end|scale|smallest two-sided|lowest of \{terms\}"
)
"""Of the ends of a scale, a formula or what is possible: no rows are compared."""


def messages(room):
    with Path(f"evaltoolkit/locales/zh_CN/{room}.po").open("rb") as stream:
        return [(one.id, one.string) for one in read_po(stream) if one.id and SUPERLATIVE.search(str(one.string))]


@pytest.mark.parametrize("room", ["findings", "words", "charts"])
def test_every_sentence_that_names_an_end_is_among_those_tried_here(room, request, monkeypatch):
    monkeypatch.chdir(request.config.rootpath)
    found = [said for said, _ in messages(room) if not _OF_ONE.search(said)]
    assert [said for said in found if said not in PLACES and said not in ELSEWHERE and len(said) < 160] == []


def made(seed, topic):
    """Return rows of a topic, few values among them so that some read alike, and which of them are hidden."""
    chance = random.Random(f"{topic}{seed}")  # noqa: S311
    frame, people, *_ = TOPICS[topic]
    frame, part = frame.copy(), next(name for name in frame if name in _PARTS)
    frame[part] = [chance.choice((30, 30, 36, 48, 60)) for _ in NAMES]
    frame["share"] = frame[part] / 60
    hidden = {place for place in range(len(NAMES)) if chance.random() < 0.15}
    for place in hidden:
        frame.loc[place, list(people)] = 3
    return frame, hidden


_PARTS = ("known", "served", "mean_attendance", "n_satisfied", "k")


def ends_of(said):
    """Yield what stands behind each superlative, to the end of its clause or list."""
    for found in SUPERLATIVE.finditer(said):
        yield found[0], re.split("，最|。|其他|最高的一题| '", said[found.end() :])[0]


@pytest.mark.parametrize("topic", [name for name in TOPICS if name != "attendance"])
def test_whoever_is_named_at_an_end_is_there_with_all_that_read_alike(topic, shown, zh):
    named_once = False
    for seed in range(25):
        frame, hidden = made(seed, topic)
        said = told(topic, frame, shown, zh)
        shares = dict(zip(NAMES, map(percent, frame["share"]), strict=True))
        for word, behind in ends_of(said):
            if "可显示的部分中" in said:  # at most so many where it is shown: names nobody
                assert not [name for name in NAMES if name in behind]
                continue
            assert not hidden, (seed, said)
            named = named_in(behind, topic)
            turn = -1 if word in ("最高", "最多") else 1
            if named:
                named_once = True
                reach = max(turn * figure(shares[name]) for name in named)
                assert named == {name for name in NAMES if turn * figure(shares[name]) <= reach}, (seed, said)
                assert named != set(NAMES), (seed, said)
            else:
                assert min(shares.values(), key=lambda share: turn * figure(share)) in behind, (seed, said)
    assert named_once or topic == "satisfaction"


def figure(said):
    return float(said.rstrip("%"))


def named_in(behind, topic):
    if topic == "items":
        return {NAMES[int(number) - 1] for number in re.findall(r"第 (\d) 题", behind)}
    return {name for name in NAMES if name in behind}


def test_the_groups_people_came_to_least_are_named_only_where_every_group_is_shown(shown, zh):
    for seed in range(25):
        frame, hidden = made(seed, "attendance")
        table = shown(frame, "attendance", TableClass.SATISFACTION, people=("enrolled",), keys=("group",),
                      figures=("mean_attendance", "share"))  # fmt: skip
        said = charts.attendance(table, zh).message
        named = {name for name in NAMES if name in said}
        if named:
            assert not hidden, said
            shares = frame["share"].map(percent)
            ends = {shares.iloc[frame["share"].idxmin()], shares.iloc[frame["share"].idxmax()]}
            assert named == {name for name, share in zip(NAMES, shares, strict=True) if share in ends}


def test_the_lowest_item_of_the_body_is_named_only_alone_and_where_every_item_is_shown(shown, zh):
    seen, answers = set(), shown([{"method": "个案", "respondent": "服务对象", "n_valid": 60.0, "n_satisfied": 48.0,
                                   "share": 0.8, "interval": "none"}])  # fmt: skip
    for seed in range(25):
        frame, hidden = made(seed, "items")
        keys = ("item", "method", "respondent")
        items = shown(frame, "satisfaction_items", TableClass.SATISFACTION, people=("n", "n_satisfied"), keys=keys,
                      figures=("share",))  # fmt: skip
        tables = {"satisfaction": answers, "satisfaction_items": items}
        said = repr(satisfaction(ProtectedReport(Audience.SHARED, tables), zh).prose)
        shares = [percent(share) for share in frame["share"]]
        least = min(shares, key=figure)
        is_alone = not hidden and shares.count(least) == 1
        expected = f"问卷第 {shares.index(least) + 1} 题：{least}" if is_alone else ""
        assert ("满意率最低的是" in said) is is_alone, (seed, said)
        assert expected in said
        seen.add(is_alone)
    assert seen == {True, False}


def test_a_quarter_has_most_or_fewest_hours_only_alone_and_where_every_quarter_is_known(shown, zh):
    for done in product((100.0, 100.004, 120.0, 80.0, None), repeat=3):
        said = zh.say(hours.by_quarter(rows_of(shown({"quarter": [1.0, 2.0, 3.0], "done": done}))))
        printed = [None if one is None else round(one, 2) for one in done]
        is_told = None not in printed and all(printed.count(end(printed)) == 1 for end in (min, max))
        assert bool(SUPERLATIVE.search(said)) is is_told, said


def test_no_most_is_lost_of_scales_of_which_one_is_hidden(shown, zh):
    rows = rows_of(shown({"lost_share": [0.1, None, 0.05]}))
    assert zh.say(lost_on_the_way(rows)) == "可显示的2个量表中，未能配对的不超过10.0%"


def points_told(shown, zh, losses, hidden):
    frame = pd.DataFrame({
        "indicator": list(NAMES), "level_1": "产出", "level_2": "数量", "level_3": list(NAMES), "weight": 10.0,
        "points": [10.0 - one for one in losses], "points_low": 0.0, "points_high": 10.0, "status": "scored",
    })  # fmt: skip
    total = pd.DataFrame({"weight": [40.0], "scored": [30.0], "scored_weight": [40.0], "low": [30.0], "high": [30.0]})
    every = shown(frame, "scorecard")
    veiled = every.frame.assign(points=every.frame["points"].astype(object))
    tables = {"scorecard": every, "total": shown(total, "total")}
    found = most_lost(tuple(Finding(Trouble.JUDGED, 1.0, row) for row in rows_of(every)))
    if hidden:
        tables["scorecard"] = shown(veiled.assign(n=[60, 60, 60, 3]), "scorecard", TableClass.SATISFACTION,
                                    keys=("indicator",), people=("n",), figures=("points",))  # fmt: skip
        found = found[:2]
    return conclusion(ProtectedReport(Audience.SHARED, tables), (), zh, lost=found).sentence


@pytest.mark.parametrize(
    ("losses", "hidden", "said"),
    [
        ((4, 3, 2, 1), False, "失分最多的指标：“甲”、“乙”、“丙”。"),
        ((4, 2, 2, 2), False, "失分最多的指标：“甲”、“乙”、“丙”、“丁”。"),
        ((4, 0, 0, 0), False, "失分最多的指标：“甲”。"),
        ((4, 3, 2, 1), True, "失分的指标包括：“甲”、“乙”。"),
    ],
)
def test_the_rows_that_lost_most_are_all_that_lost_as_many_and_none_where_one_is_hidden(
    shown, zh, losses, hidden, said
):
    assert points_told(shown, zh, losses, hidden).endswith(said)


def test_the_few_lowest_are_never_parted_from_one_that_reads_alike(shown):
    for seed in range(50):
        chance = random.Random(seed)  # noqa: S311
        shares = [chance.choice((0.2, 0.2004, 0.5, 0.7, None if chance.random() < 0.2 else 0.9)) for _ in range(6)]
        rows = rows_of(shown({"name": list("甲乙丙丁戊己"), "share": shares}))
        few = lowest_few(rows, "share", 3)
        assert not few or None not in shares
        left = [row for row in rows if row not in few]
        assert all(percent(one.number("share")) != percent(other.number("share")) for one in few for other in left)
        assert all(one.number("share") <= other.number("share") for one, other in pairwise(few))
