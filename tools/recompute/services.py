"""What was done, with what, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from recompute.figures import Figures, Rows, by, known, over, total, whole
from recompute.workbook import METHODS, Row, Sheets, in_year

UNSTATED = "未说明"
_FACTS = {
    "站址": "site", "服务内容": "content", "社工人员名单": "workers", "求助渠道": "help", "项目经费来源": "funding",
}  # fmt: skip
_COUNTS = {"个案": "casework", "小组": "sessions", "社区活动": "activities"}


def services(sheets: Sheets, year: int) -> Iterator[Figures]:
    """Yield the tables of hours, projects, attendance, money, people at work and awareness."""
    held = in_year(sheets["服务记录"], "date", year)
    for name, column in (("hours", "method"), ("hours_by_field", "field")):
        yield _table(name, (column,), _hours(held, sheets, column))
    for name, unit, count in (("hours_by_quarter", "quarter", 4), ("hours_by_month", "month", 12)):
        yield _table(name, (unit, "method"), _by_time(held, count))
    yield _table("projects", ("project",), _projects(held, sheets["项目"]))
    yield _table("delivery", ("method",), _delivery(held, sheets["工时约定"]))
    yield _table("attendance", ("group",), _attendance(held, sheets["出席"]))
    yield _table("payments", ("instalment",), _payments(in_year(sheets["经费拨付"], "due_on", year)))
    yield _table("spending", ("category",), _spending(sheets["经费支出"]))
    yield _table("resources", ("kind",), _resources(in_year(sheets["资源链接"], "date", year)))
    yield _table("awareness", ("item",), _awareness(sheets["知晓度"]))
    yield _table("staff", ("item",), _staff(sheets["人员"], year))
    yield _table("volunteers", ("item",), _volunteers(sheets["志愿者"], year))


def _table(name: str, keys: tuple[str, ...], rows: Rows) -> Figures:
    return Figures("services", name, keys, rows)


def _named(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    return by(rows, lambda row: row[column] or UNSTATED)


def _hours(held: Sequence[Row], sheets: Sheets, column: str) -> Rows:
    done, agreed = _named(held, column), _named(sheets["工时约定"], column)
    rows: Rows = {}
    for name in {**agreed, **done}:
        told = total(agreed[name], "hours") if name in agreed else None
        did = total(done[name], "hours") if name in done else (0.0 if sheets["服务记录"] else None)
        rows[name,] = {"agreed": told, "done": did, "completion": over(did, told)}
    return rows


def _by_time(held: Sequence[Row], parts: int) -> Rows:
    cells = by(held, lambda row: ((row["date"].month - 1) * parts // 12 + 1, row["method"]))
    places = [(part, method) for part in range(1, parts + 1) for method in METHODS] if held else []
    return {(str(part), method): {"done": total(cells[part, method], "hours") if (part, method) in cells else 0.0}
            for part, method in places}  # fmt: skip


def _projects(held: Sequence[Row], planned: Sequence[Row]) -> Rows:
    plans, done = {row["project"]: row for row in planned}, _named(held, "project")
    rows: Rows = {}
    for name in {**plans, **done}:
        plan, records = plans.get(name, {}), done.get(name, [])
        hours = whole(records, "hours")
        rows[name,] = {
            "budget": plan.get("budget"), "staff": plan.get("staff"), "agreed": plan.get("hours"),
            "services": len(records), "done": hours, "participants": whole(records, "participants"),
            "groups": len(set(known(records, "group"))), "completion": over(hours, plan.get("hours")),
            **{column: sum(row["method"] == method for row in records) for method, column in _COUNTS.items()},
        }  # fmt: skip
    return rows


def _delivery(held: Sequence[Row], agreements: Sequence[Row]) -> Rows:
    rows: Rows = {}
    for method in {row["method"] for row in [*held, *agreements]}:
        records = [row for row in held if row["method"] == method]
        both = [row for row in records if None not in (row["participants"], row["planned_participants"])]
        agreed = [row for row in agreements if row["method"] == method]
        rows[method,] = {
            "agreed": whole(agreed, "times") if agreed else None, "held": len(records),
            "planned": total(both, "planned_participants"), "came": total(both, "participants"),
        }  # fmt: skip
    return rows


def _attendance(held: Sequence[Row], lists: Sequence[Row]) -> Rows:
    sessions = {row["service"]: row for row in held if row["group"]}
    listed = by((row for row in lists if row["service"] in sessions), lambda row: sessions[row["service"]]["group"])
    rows: Rows = {}
    for group, entries in listed.items():
        members, days = {row["client"] for row in entries}, list(dict.fromkeys(row["service"] for row in entries))
        came = sum(bool(row["attended"]) for row in entries) / len(days)
        last = sorted(days, key=lambda service: sessions[service]["date"])[-2:]
        stayed = {row["client"] for row in entries if row["service"] in last and row["attended"]}
        dropped = len(members) - len(stayed) if len(days) >= 4 else None
        rows[group,] = {
            "sessions": sum(row["group"] == group for row in sessions.values()), "enrolled": len(members),
            "mean_attendance": came, "share": came / len(members), "dropped": dropped,
            "dropped_share": over(dropped, len(members)),
        }  # fmt: skip
    return rows


def _payments(due: Sequence[Row]) -> Rows:
    rows: Rows = {}
    for row in due:
        late = None if row["paid_on"] is None else (row["paid_on"] - row["due_on"]).days
        rows[row["instalment"],] = {
            "amount": row["amount"], "on_time": None if late is None else late <= 0,
            "days_late": None if late is None else max(late, 0),
        }  # fmt: skip
    return rows


def _spending(spent: Sequence[Row]) -> Rows:
    everything = total(spent, "spent")
    rows: Rows = {}
    for row in spent:
        share = over(row["spent"], everything)
        rows[row["category"],] = {"budget": row["budget"], "spent": row["spent"], "share": share}
    return rows


def _resources(linked: Sequence[Row]) -> Rows:
    everything = total(linked, "value")
    return {(kind,): {"items": len(rows), "value": (value := total(rows, "value")), "share": over(value, everything)}
            for kind, rows in _named(linked, "kind").items()}  # fmt: skip


def _awareness(asked: Sequence[Row]) -> Rows:
    rows: Rows = {}
    for item, column in {**_FACTS, "认同": "agrees"}.items():
        answers = known(asked, column)
        rows[item,] = {"n": len(answers), "known": sum(answers), "share": over(sum(answers), len(answers))}
    answers = [[row[column] for column in _FACTS.values()] for row in asked]
    enough = sum(one.count(True) >= 3 for one in answers)
    decided = enough + sum(one.count(True) + one.count(None) < 3 for one in answers)
    rows["知晓3项及以上",] = {"n": decided, "known": enough, "share": over(enough, decided)}
    return rows if asked else {}


def _there(row: Row, day: date) -> bool:
    return not (row["joined_on"] and row["joined_on"] > day) and not (row["left_on"] and row["left_on"] <= day)


def _staff(people: Sequence[Row], year: int) -> Rows:
    first, last = date(year, 1, 1), date(year, 12, 31)
    at_end = [row for row in people if _there(row, last)]
    at_start = sum(_there(row, date(year - 1, 12, 31)) for row in people)
    moved = {column: sum(first <= day <= last for day in known(people, column)) for column in ("joined_on", "left_on")}
    during = [row for row in people if not (row["joined_on"] and row["joined_on"] > last)
              and not (row["left_on"] and row["left_on"] < first)]  # fmt: skip
    hours, licences = known(during, "training_hours"), known(at_end, "licence")
    licensed, mean = sum(licence != "无" for licence in licences), (at_start + len(at_end)) / 2
    rows: dict[str, tuple[float | None, float | None, float | None]] = {
        "at_end": (len(at_end), None, None),
        "licensed": (licensed, len(licences), over(licensed, len(licences))),
        "joined": (moved["joined_on"], None, None),
        "left": (moved["left_on"], None, None),
        "turnover": (moved["left_on"], mean, over(moved["left_on"], mean)),
        "training": (over(sum(hours), len(hours)), len(hours), None),
    }
    named: Rows = {(item,): dict(zip(("n", "of", "share"), figures, strict=True)) for item, figures in rows.items()}
    return named if people else {}


def _volunteers(listed: Sequence[Row], year: int) -> Rows:
    here = [row for row in listed if not (row["joined_on"] and row["joined_on"] > date(year, 12, 31))]
    days, hours, teams = known(here, "joined_on"), known(here, "hours"), known(here, "team")
    flags: Mapping[str, list[bool]] = {name: known(here, name) for name in ("core", "trained", "active")}
    counts: dict[str, tuple[float | None, int]] = {"listed": (len(here), len(here))}
    counts["joined"] = sum(day.year == year for day in days), len(days)
    counts |= {name: (sum(answers), len(answers)) for name, answers in flags.items()}
    rows: Rows = {(item,): {"n": n, "of": of, "share": over(n, of), "teams": None} for item, (n, of) in counts.items()}
    rows["hours",] = {"n": total(here, "hours"), "of": len(hours), "share": None, "teams": None}
    rows["teams",] = {"n": None, "of": len(teams), "share": None, "teams": len(set(teams)) or None}
    return rows if listed else {}
