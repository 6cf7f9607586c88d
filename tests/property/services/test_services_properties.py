"""What must hold for any street: order of rows, people once, parts that add up."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.services.opinions.intervals import limits
from evaltoolkit.services.opinions.satisfaction import satisfaction, satisfaction_levels
from evaltoolkit.services.people.coverage import coverage, priority
from evaltoolkit.services.work.hours import hours, hours_by_quarter

PLAN = Plan(street="某街", slug="mou", district="某区", year=2023, project="社工站", indicator_system="yuncheng_2023")
METHODS = st.sampled_from(["个案", "小组", "社区活动"])


def evidence(**frames: pd.DataFrame) -> Evidence:
    return Evidence(frames, Quality(pd.DataFrame()))


PEOPLE = st.lists(
    st.tuples(
        st.sets(st.sampled_from(["低保", "独居", "残疾二级", "党员"])),
        st.sampled_from(["户籍", "非户籍", None]),
        st.sampled_from([True, False, None]),
    ),
    min_size=1,
    max_size=30,
)
SERVICES = st.lists(
    st.tuples(METHODS, st.integers(0, 364), st.floats(0, 100, allow_nan=False)), min_size=1, max_size=30
)
ANSWERS = st.lists(
    st.tuples(METHODS, st.sampled_from(["非常满意", "满意", "一般", "不满意", "非常不满意", "不适用"])),
    min_size=1,
    max_size=60,
)


def clients(people) -> pd.DataFrame:
    labels, residence, served = zip(*people, strict=True)
    return pd.DataFrame(
        {
            "client": [f"c{place}" for place in range(len(people))],
            "labels": pd.Series([tuple(sorted(names)) for names in labels], dtype=object),
            "residence": pd.Series(residence, dtype="str"),
            "served": pd.Series(served, dtype="boolean"),
        }
    )


@given(PEOPLE)
@settings(deadline=None, max_examples=20)
def test_a_person_with_many_labels_is_one_person(people):
    frame = clients(people)
    named = sum(bool(names & {"低保", "独居", "残疾二级"}) for names, _, _ in people)
    counted = priority(PLAN, evidence(clients=frame)).frame
    if False in [served for _, _, served in people]:
        assert counted["people"].sum() == named
    by_category = coverage(PLAN, evidence(clients=frame)).frame
    assert by_category["served"].sum() >= counted["served"].sum()


@given(PEOPLE, st.randoms())
@settings(deadline=None, max_examples=20)
def test_the_order_of_the_roster_changes_no_count(people, random):
    frame = clients(people)
    order = list(range(len(frame)))
    random.shuffle(order)
    first, second = (
        coverage(PLAN, evidence(clients=rows)).frame.set_index(["category", "residence"]).sort_index()
        for rows in (frame, frame.iloc[order])
    )
    pd.testing.assert_frame_equal(first, second)


@given(SERVICES)
@settings(deadline=None, max_examples=20)
def test_quarters_add_up_to_the_hours_of_each_method(rows):
    methods, days, amounts = zip(*rows, strict=True)
    frame = pd.DataFrame(
        {
            "service": [str(place) for place in range(len(rows))],
            "date": pd.Timestamp(2023, 1, 1) + pd.to_timedelta(days, unit="D"),
            "method": methods,
            "hours": amounts,
        }
    )
    done = hours(PLAN, evidence(services=frame)).frame.set_index("method")["done"]
    quarters = hours_by_quarter(PLAN, evidence(services=frame)).frame.groupby("method")["done"].sum()
    pd.testing.assert_series_equal(done.sort_index(), quarters[done.index].sort_index(), check_names=False)


@given(ANSWERS)
@settings(deadline=None, max_examples=20)
def test_levels_add_up_to_the_valid_answers_and_shares_stay_within_0_and_1(rows):
    methods, overall = zip(*rows, strict=True)
    frame = pd.DataFrame({"method": methods, "overall": overall})
    by_method = satisfaction(PLAN, evidence(satisfaction=frame)).frame
    levels = satisfaction_levels(PLAN, evidence(satisfaction=frame)).frame
    assert levels["n"].sum() == by_method["n_valid"].sum() == sum(answer != "不适用" for answer in overall)
    assert by_method["share"].dropna().between(0, 1).all()
    assert by_method["index"].dropna().between(0.2, 1).all()


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_holds_its_share(counts):
    satisfied, valid = counts
    found = limits(satisfied, valid, "随机抽取")
    assert -1e-12 <= found.low <= satisfied / valid + 1e-12
    assert satisfied / valid - 1e-12 <= found.high <= 1 + 1e-12
