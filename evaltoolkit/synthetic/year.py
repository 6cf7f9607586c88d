"""A whole made year of a street: every table of its workbook, and the truths planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.model.workbook import TABLES
from evaltoolkit.synthetic.districts import Street
from evaltoolkit.synthetic.setting import Setting, draw_setting
from evaltoolkit.synthetic.tables.measured import make_measurements
from evaltoolkit.synthetic.tables.measures import measures
from evaltoolkit.synthetic.tables.money import make_money
from evaltoolkit.synthetic.tables.opinions import make_opinions
from evaltoolkit.synthetic.tables.practice import conversions, projects, quality_checks, stories, supervisions
from evaltoolkit.synthetic.tables.programmes import make_groups
from evaltoolkit.synthetic.tables.prose import basics, commentary, group_voices, needs, voices
from evaltoolkit.synthetic.tables.record import hours_of, make_record
from evaltoolkit.synthetic.tables.roster import covered, make_people, population, served_by_place
from evaltoolkit.synthetic.tables.station import inspections, partners, staff, volunteers
from evaltoolkit.synthetic.tables.targets import Counted, evidence, goals, targets
from evaltoolkit.synthetic.truth import Truth


@dataclass(frozen=True, slots=True, eq=False)
class MadeYear:
    """One made street's year.

    Parameters
    ----------
    setting
        What it was drawn from.
    tables
        Every table by its English name, in the order of the workbook, with the columns of
        :mod:`evaltoolkit.model.workbook` (identifier columns included); without the blemishes of the written workbook.
    counted
        What the tables add up to.
    executed
        Money spent, 万元.
    truth
        What was planted.
    """

    setting: Setting
    tables: Mapping[str, pd.DataFrame]
    counted: Counted
    executed: float
    truth: Truth


def make_year(street: Street, year: int, seed: int) -> MadeYear:
    """Return a street's made year; the same street, year and seed always give the same one."""
    setting = draw_setting(street, year, seed)
    people = make_people(setting)
    groups = make_groups(setting, people)
    record = make_record(setting, people, groups)
    measured = make_measurements(setting, groups)
    opinions, money = make_opinions(setting, people, groups), make_money(setting)
    counted = Counted(hours_of(record), opinions.answers, money.resources_total)
    promised, inspected = targets(setting, counted), inspections(setting)
    tables = {
        "basics": basics(setting, money.executed), "targets": promised,
        "goals": goals(setting, counted), "clients": people.clients, "population": population(setting, people),
        "projects": projects(setting), "conversions": conversions(record), "quality_checks": quality_checks(setting),
        "supervisions": supervisions(setting), "stories": stories(setting),
        "services": record.services, "attendance": record.attendance, "agreements": record.agreements,
        "measurements": measured.measurements, "satisfaction": opinions.satisfaction, "surveys": opinions.surveys,
        "awareness": opinions.awareness, "payments": money.payments, "spending": money.spending,
        "resources": money.resources, "partners": partners(setting), "volunteers": volunteers(setting),
        "inspections": inspected, "staff": staff(setting), "needs": needs(setting),
        "voices": pd.concat([voices(setting), group_voices(groups)], ignore_index=True),
        "measures": measures(setting, promised, inspected),
        "evidence": evidence(setting), "commentary": commentary(setting.street, groups),
    }  # fmt: skip
    truth = Truth(
        change=measured.change,
        attrition=dict.fromkeys(measured.flow, setting.attrition),
        flow=measured.flow,
        hours=counted.hours,
        satisfaction=setting.satisfied,
        answers=counted.answers,
        coverage=covered(people),
        residence=served_by_place(people),
        days_late=dict(zip(money.payments["instalment"], setting.late, strict=True)),
        resources=counted.resources,
    )
    return MadeYear(setting, {spec.name: tables[spec.name] for spec in TABLES}, counted, money.executed, truth)
