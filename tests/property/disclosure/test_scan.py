"""Disguised identity numbers and phones are all found, and ordinary lines hardly ever taken for them.

The quick profile tries 2,000 of each, the full one the 20,000 of the safety figures.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from evaltoolkit.disclosure.names.identifiers import find_identity_numbers, find_numbers, find_phones
from evaltoolkit.disclosure.names.identity_number import is_identity_number

GAPS = (" ", "-", ".", "\u3000", "\u200b", "·", " - ", "_", "—", "/")
ODD = (*GAPS, ":", "：", "、", "*", "~", "|", ";", "；", "+", "=", "#", "…", "。", "&", "'", "【", " : ", "→")
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
BANKERS = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PROVINCES = ("11", "31", "44", "51", "65", "81")


def grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(number[start : start + size])
        start += size
    return gap.join([*parts, number[start:]])


DISGUISES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda number, _: number,
    lambda number, _: number.lower(),
    lambda number, _: number.translate(WIDE),
    lambda number, _: number.translate(NUMERALS),
    lambda number, _: number.translate(BANKERS),
    lambda number, _: number.translate(ARABIC),
    lambda number, chance: grouped(number, (3, 4), chance.choice(GAPS)),
    lambda number, chance: grouped(number, (6, 4, 4), chance.choice(GAPS)) if len(number) > 14 else number,
    lambda number, chance: chance.choice(GAPS[:5]).join(number),
    lambda number, chance: chance.choice(ODD).join(number),
    lambda number, chance: grouped(number, (3, 4), chance.choice(ODD)),
    lambda number, chance: grouped(number, (chance.choice((3, 7)),), chance.choice(ODD)),
    lambda number, chance: "".join(chance.choice((sign, sign.translate(WIDE))) for sign in number),
)
AROUND = (("证件号", "，请核对"), ("", ""), ("a", "z"), ("（", "）"), ("<td>", "</td>"), ("编号:", ";"), ('"', '"'))


def identity_number(chance: random.Random) -> str:
    day = f"{chance.randrange(1920, 2020)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    start = f"{chance.choice(PROVINCES)}{chance.randrange(10_000):04}{day}{chance.randrange(1000):03}"
    return next(start + sign for sign in "0123456789X" if is_identity_number(start + sign))


def phone(chance: random.Random) -> str:
    return f"1{chance.randrange(3, 10)}{chance.randrange(10**9):09}"


def missed(make: Callable[[random.Random], str], find: Callable[[str], tuple], count: int) -> list[str]:
    chance = random.Random(20230501)  # noqa: S311
    lines = []
    for _ in range(count):
        before, after = chance.choice(AROUND)
        lines.append(before + chance.choice(DISGUISES)(make(chance), chance) + after)
    return [line for line in lines if len(find(line)) != 1]


def ordinary_line(chance: random.Random) -> str:
    share, mean, count = chance.random(), chance.gauss(20, 4), chance.randrange(10**7)
    day = f"2023-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return chance.choice(
        (
            f"全年共开展服务{count % 3000}人次，工时{share * 9000:.1f}小时，完成率{share:.2%}",
            f"{share:.16f} {mean:.11f} {share * 100:.6f}",
            f"{13 + share:.9f} {18_000 * share:.6f} {140 + share:.6f}",
            f"{13 + share!r}, {140 + share!r}, {1_390_000 + 1000 * share:.2f}",
            f"活动时间13:30-15:{count % 60:02}，{count % 300}人参加；14:00—16:00（{count % 90}人）",
            f"档期：150、{count % 9000}、{count % 777}；评分1、3、4、{count % 5}、5；比例{count % 90}:{count % 7}",
            " ".join(str(chance.randrange(5)) for _ in range(9)),
            f"{day} 至 2023-12-31 第{count % 99}期",
            f"sha256 {chance.getrandbits(256):064x}",
            f"预算{count}元，执行{chance.randrange(10**7)}.{count % 100:02}元",
            f"服务编号FW2023{count % 10**6:06}，项目代码{chance.randrange(10**8):08}",
            f"均值{mean:.2f}（95%置信区间 {mean - share:.2f} 至 {mean + share:.2f}），n={count % 300}",
        )
    )


def false_alarms(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311
    return [line for line in (ordinary_line(chance) for _ in range(count)) if find_numbers(line)]


def test_every_disguised_identity_number_is_found() -> None:
    assert missed(identity_number, find_identity_numbers, 2_000) == []


def test_every_disguised_phone_is_found() -> None:
    assert missed(phone, find_phones, 2_000) == []


def test_ordinary_lines_raise_no_alarm() -> None:
    assert false_alarms(10_000) == []


@pytest.mark.full
def test_all_of_twenty_thousand_disguised_numbers_are_found() -> None:
    assert missed(identity_number, find_identity_numbers, 20_000) == []
    assert missed(phone, find_phones, 20_000) == []


@pytest.mark.full
def test_at_most_one_false_alarm_in_ten_thousand_lines() -> None:
    assert len(false_alarms(200_000)) <= 20
