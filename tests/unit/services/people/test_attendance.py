import pytest

from evaltoolkit import charts
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.numbers import percent
from evaltoolkit.findings.printed import printed
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.services.frame import typed
from evaltoolkit.services.people.attendance import ATTENDANCE, attendance
from evaltoolkit.words.services.attendance import attendance_table

SERVICES = [
    {"service": "1", "date": "2023-03-01", "method": "小组", "group": "晨练", "hours": 2.0},
    {"service": "2", "date": "2023-03-08", "method": "小组", "group": "晨练", "hours": 2.0},
    {"service": "3", "date": "2023-03-15", "method": "小组", "group": "晨练", "hours": 2.0},
    {"service": "4", "date": "2022-03-15", "method": "小组", "group": "晨练", "hours": 2.0},
    {"service": "5", "date": "2023-03-15", "method": "个案", "hours": 2.0},
    {"service": "6", "date": "2023-03-15", "method": "小组", "group": "没有签到", "hours": 2.0},
]


def present(service, **members):
    return [{"service": service, "client": name, "attended": came} for name, came in members.items()]


def test_attendance_is_the_mean_present_over_the_members_of_sessions_with_a_list(plan, evidence_of):
    lists = [
        *present("1", a=True, b=True, c=False),
        *present("2", a=True),
        *present("4", z=True),
        *present("5", y=True),
    ]
    frame = attendance(plan, evidence_of(services=SERVICES, attendance=lists)).frame
    # three sessions held, two with a list: (2 + 1) / 2 = 1.5 of three members
    assert frame.drop(columns=["dropped", "dropped_share"]).to_dict("records") == [
        {"group": "晨练", "sessions": 3, "enrolled": 3, "mean_attendance": 1.5, "share": 0.5}
    ]
    assert frame["dropped"].isna().all()  # two lists are too few to tell who dropped out


def test_who_missed_both_of_the_last_two_of_four_sessions_dropped_out(plan, evidence_of):
    days = ["2023-03-22", "2023-03-01", "2023-03-08", "2023-03-15"]
    held = [
        {"service": str(number), "date": day, "method": "小组", "group": "晨练", "hours": 2.0}
        for number, day in enumerate(days)
    ]
    lists = [
        *present("1", a=True, b=True, c=True, d=True),
        *present("2", a=True, b=True, c=True),
        *present("3", a=True, b=False, d=None),
        *present("0", b=True, c=False),
    ]
    row = attendance(plan, evidence_of(services=held, attendance=lists)).frame.iloc[0]
    # the last two by day are 3 and 0: a came to 3, b to 0, c and d to neither
    assert (row["enrolled"], row["dropped"], row["dropped_share"]) == (4, 2.0, 0.5)


def test_without_lists_or_services_the_table_is_empty(plan, evidence_of):
    assert attendance(plan, evidence_of(services=SERVICES)).frame.empty
    assert attendance(plan, evidence_of(attendance=present("1", a=True))).frame.empty
    assert attendance(plan, evidence_of(services=SERVICES, attendance=present("5", a=True))).frame.empty


def test_the_public_sees_the_mean_share_itself_not_one_of_rounded_counts(plan, evidence_of):
    members = {f"m{number}": number < 9 for number in range(12)}
    lists = [line for service in "123" for line in present(service, **members)]
    table = attendance(plan, evidence_of(services=SERVICES, attendance=lists))
    shown = protect(table, shipped_policy(), Audience.PUBLIC).frame.iloc[0]
    # 9 of 12 came each time: three quarters, where 10 of 10 of rounded counts would say all
    assert (shown["share"], shown["enrolled"]) == (0.75, 10)
    assert shown[["mean_attendance", "dropped", "dropped_share"]].isna().all()


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("members", [5, 6, 7, 8, 11, 23])
def test_the_share_printed_follows_from_the_mean_and_the_members_printed_beside_it(members, audience, zh):
    rows = [
        {"group": f"{sessions}-{came}", "sessions": sessions, "enrolled": members, "mean_attendance": came / sessions,
         "share": came / sessions / members, "dropped": 0.0, "dropped_share": 0.0}
        for sessions in (6, 7, 8, 13) for came in range(sessions, sessions * members + 1, 5)
    ]  # fmt: skip
    table = protect(make_table("attendance", typed(rows, ATTENDANCE)), shipped_policy(), audience)
    page, drawn = attendance_table(table, zh), charts.attendance(table, zh).alt
    columns = (page.column(name) for name in ("平均出席人数", "组员数", "平均出席率"))
    shares = [cells for cells in zip(*columns, strict=True) if cells[0] != "已抑制"]
    assert shares or audience is Audience.PUBLIC
    assert [share for mean, n, share in shares if share != percent(float(mean) / float(n))] == []
    assert all(f"{share}（{mean}/{n}人" in drawn for mean, n, share in shares)
    frame = printed(table)["mean_attendance"].dropna()
    assert audience is Audience.STATION or list(frame) == [float(mean) for mean, *_ in shares]
