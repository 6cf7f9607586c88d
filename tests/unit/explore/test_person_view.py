"""The page of one person, by code: each of its figures is of the results, and every person is reached by a point."""

from collections import Counter, defaultdict

import pytest

from evaltoolkit.explore.outcome_desk import OutcomeDesk
from evaltoolkit.language import Language
from evaltoolkit.model.texts import texts
from tests.every_choice import open_entries
from tests.said_alike import numbers

ZH = Language("zh_CN")
COUNTED = {"recovered": "n_better", "improved": "n_better", "unchanged": "n_unchanged", "deteriorated": "n_worse",
           "harmed": "n_worse"}  # fmt: skip
VERDICTS = {ZH.say(words): COUNTED[name] for name, words in texts("words", "individual_verdicts").items()}


@pytest.fixture
def people(opening):
    """Return a function that opens a street's page in the station's version, with its results file."""

    def open_street(street, year=2023):
        desk, shown, content = opening(OutcomeDesk, street, year)
        desk.version.value = "station"
        desk.scale.value = ""
        return desk, shown, content

    return open_street


def lines_of(view):
    """Return what the table of a person's page says, a line a scale: its name, before, after, change, verdict."""
    return [tuple(row.cells[place].words for place in (1, 3, 4, 5, 6)) for row in view.table.rows]


def number(words):
    return None if words == "—" else float(words.replace("−", "-"))


def none_for_nan(value):
    return None if value != value else value


def unlike_itself(view, code):
    """Return what a person's page says in its picture or of its code otherwise than in its table."""
    left = [] if {row.cells[0].words for row in view.table.rows} == {code} else ["another's line"]
    for scale, pre, post, change, _ in lines_of(view):
        told = f"{scale}：{pre} → {post}（{change}）" if post != "—" else f"{scale}：{pre}，还没有后测"
        left += [] if told in view.chart.alt else [told]
        if post != "—" and number(post) - number(pre) != number(change):
            left.append((pre, post, change))
    return [*left, *(numbers(view.chart.alt.replace(code, "")) - numbers(view.table._repr_html_()))
            - {"9", "6"}]  # fmt: skip


def pages_of(desk, shown, codes):
    """Return the lines of each person's page, by code, and what on any page is unlike itself."""
    lines, left = {}, {}
    for code in codes:
        desk.person.value = code
        assert shown[-1].view.title.endswith(code)
        lines[code] = lines_of(shown[-1].view)
        left |= {code: unlike} if (unlike := unlike_itself(shown[-1].view, code)) else {}
    desk.person.value = ""
    return lines, left


def unlike_results(lines, content):
    """Return where the pages of all people together say another thing than the results file says of everyone."""
    whole = [row for row in content["outcomes"]["rows"] if (row["dimension"], row["group_kind"]) == ("total", "all")]
    counted = {row["scale_name"]: row for row in content["services"]["verdicts"]["frame"]["rows"]}
    told = defaultdict(list)
    for page in lines.values():
        for scale, *figures in page:
            told[scale].append(figures)
    left = []
    for row in whole:
        of_scale = told.pop(row["scale_name"], [])
        pairs = [tuple(map(number, one[:3])) for one in of_scale if one[1] != "—"]
        means = [sum(column) / len(pairs) for column in zip(*pairs, strict=True)]
        found = dict(zip(("n_pairs", "mean_pre", "mean_post", "mean_change"), (len(pairs), *means), strict=True))
        left += [(row["scale"], "more people than pre-tests")] if len(of_scale) > row["n_pre"] else []
        left += [(row["scale"], name, value, row[name]) for name, value in found.items()
                 if value != pytest.approx(row[name], abs=1e-9)]  # fmt: skip
        verdicts = Counter(VERDICTS[one[3]] for one in of_scale if one[3] in VERDICTS)
        one = counted[row["scale_name"]]
        if one["threshold"] is not None and not one["doubted"]:
            left += [(row["scale"], name, verdicts[name], one[name]) for name in sorted(set(COUNTED.values()))
                     if verdicts[name] != one[name]]  # fmt: skip
        else:
            left += [(row["scale"], "judged without a threshold")] if verdicts else []
    return [*left, *told]


def reached_by_points(desk, shown):
    """Return the codes that the points of the pictures of all scales lead to, by the name of the scale."""
    reached = {}
    for scale in open_entries(desk.scale):
        desk.scale.value = scale
        if scale and "people" in open_entries(desk.picture):
            desk.picture.value = "people"
            view = shown[-1].view
            found = {code for one in view.chart.people for code in view.codes.get((one.scale, one.pre, one.post), ())}
            assert all(f'data-evaltoolkit-choose="{code}"' in shown[-1].html for code in found)
            reached[desk.scale.words] = found
    return reached


def test_the_page_of_a_person_says_in_picture_and_table_what_stands_in_the_results(people):
    desk, shown, _ = people("三元里街道")
    codes = open_entries(desk.person)[1:]
    lines, left = pages_of(desk, shown, codes[::8])
    assert left == {}
    assert len(lines) >= 9
    listed = desk.report["individuals"].frame
    for code, page in lines.items():
        given = listed.loc[listed["client"] == code, ["pre", "post", "change"]].to_numpy()
        told = [[number(words) for words in one[1:4]] for one in page]
        assert told == [list(map(none_for_nan, one)) for one in given]


@pytest.mark.full
@pytest.mark.parametrize("street", ["三元里街道", "云城街道"])
def test_the_pages_of_all_listedmake_up_the_results_and_each_is_reached_by_a_point(people, street):
    desk, shown, content = people(street)
    lines, left = pages_of(desk, shown, open_entries(desk.person)[1:])
    assert left == {}
    assert unlike_results(lines, content) == []
    paired = defaultdict(set)
    for code, page in lines.items():
        for scale, _, post, *_ in page:
            paired[scale] |= {code} if post != "—" else set()
    reached = reached_by_points(desk, shown)
    assert reached
    assert {scale: paired[scale] - codes for scale, codes in reached.items() if paired[scale] - codes} == {}
