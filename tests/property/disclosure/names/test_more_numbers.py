"""Documents, addresses of mail and chat, birth dates, starred and buried numbers, and homes: found in every form.

The quick profile tries 2,000 of each kind, the full one 20,000.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from evaltoolkit.disclosure.names.identifiers import find_addresses, find_numbers
from evaltoolkit.disclosure.names.identity_number import is_identity_number

WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
LETTERS = ("abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ")


def digits(chance: random.Random, count: int, first: str = "0123456789") -> str:
    return chance.choice(first) + "".join(chance.choices("0123456789", k=count - 1))


def identity(chance: random.Random) -> str:
    day = f"{chance.randrange(1930, 2020)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    start = f"{chance.choice(('11', '31', '44', '51', '65'))}{digits(chance, 4)}{day}{digits(chance, 3)}"
    return next(start + sign for sign in "0123456789X" if is_identity_number(start + sign))


def day(chance: random.Random) -> str:
    year, month, date = chance.randrange(1930, 2020), chance.randrange(1, 13), chance.randrange(1, 29)
    return chance.choice(("{}年{}月{}日", "{}-{:02}-{:02}", "{}.{}.{}", "{}/{}/{}")).format(year, month, date)


def user(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS[0], k=6)) + digits(chance, chance.randrange(1, 6))


MADE: dict[str, Callable[[random.Random], str]] = {
    "a disability card": lambda by: identity(by) + by.choice("1234567") + by.choice("1234"),
    "a disability card issued anew": lambda by: f"{identity(by)}42B{by.choice('12')}",
    "digits around": lambda by: digits(by, 3) + identity(by) + digits(by, 2),
    "signs around": lambda by: f"No.{identity(by)}Z",
    "letters for digits": lambda by: identity(by).replace("0", "O").replace("1", by.choice("lI1")),
    "a phone with letters": lambda by: f"1{by.choice('3589')}8OO13{digits(by, 1)}O{digits(by, 2)}",
    "a starred number": lambda by: f"{identity(by)[:6]}********{identity(by)[-4:]}",
    "a number starred at its end": lambda by: identity(by)[:10] + "＊" * 8,
    "a starred phone": lambda by: f"1{by.choice('3589')}{digits(by, 1)}****{digits(by, 4)}",
    "the last six digits": lambda by: f"身份证后六位{by.choice(('', '：', '是'))}{digits(by, 6)}",
    "the last six digits in words": lambda by: f"身份证后六位{digits(by, 6).translate(WORDS)}",
    "the last four digits": lambda by: f"证件号{by.choice(('末', '尾'))}四位{digits(by, 4)}",
    "a landline of eight digits": lambda by: f"联系电话{digits(by, 4, '2345678')}{by.choice('- ')}{digits(by, 4)}",
    "a landline to call": lambda by: f"请拨打{digits(by, 8, '2345678')}",
    "an e-mail address": lambda by: f"{user(by)}@{by.choice(('qq.com', '163.com', 'gd.gov.cn'))}",
    "a QQ number": lambda by: f"QQ{by.choice(('', '：', '号', ' '))}{digits(by, by.randrange(5, 11), '123456789')}",
    "a WeChat name": lambda by: f"{by.choice(('微信', '微信号：', 'VX ', 'wechat:'))}{user(by)}",
    "a passport": lambda by: by.choice(("E3{}", "G5{}")).format(digits(by, 7)),
    "a passport of today": lambda by: f"E{by.choice('ABCDEFGHJK')}{digits(by, 7)}",
    "a permit": lambda by: f"港澳通行证C{digits(by, 8)}",
    "a permit for Taiwan": lambda by: f"台胞证号{digits(by, 8)}",
    "a plate": lambda by: f"{by.choice('粤京沪')}{by.choice('ABCDE')}{by.choice(('', '·'))}{digits(by, 5)}",
    "a plate of an electric car": lambda by: f"粤AD{digits(by, 5)}",
    "a birth date": lambda by: f"{by.choice(('出生日期：', '生于', '生日'))}{day(by)}",
    "born on a day": lambda by: f"{day(by)}出生",
}  # fmt: skip
HOMES: dict[str, Callable[[random.Random], str]] = {
    "a building": lambda by: f"槐花路{by.randrange(1, 99)}号{by.randrange(1, 20)}栋",
    "a staircase": lambda by: f"槐花苑{by.randrange(1, 99)}栋{by.randrange(1, 9)}单元{by.randrange(101, 3309)}",
    "dashes": lambda by: f"槐花路{by.randrange(1, 99)}-{by.randrange(1, 20)}-{by.randrange(101, 3309)}",
    "a flat without a word": lambda by: f"槐花街{by.randrange(1, 99)}号{by.randrange(101, 3309)}",
    "a room": lambda by: f"槐花大道{by.randrange(1, 99)}号{by.randrange(101, 3309)}室",
}  # fmt: skip


def missed(kind: str, count: int) -> list[str]:
    chance = random.Random(f"{kind}5")  # noqa: S311
    make, find = (MADE[kind], find_numbers) if kind in MADE else (HOMES[kind], find_addresses)
    before, after = ("王芳，", "（", "他的", ""), ("。", "，请核对", "）", "")
    lines = [f"{chance.choice(before)}{make(chance)}{chance.choice(after)}" for _ in range(count)]
    return [line for line in lines if not find(line)]


@pytest.mark.parametrize("kind", [*MADE, *HOMES])
def test_every_further_number_and_home_is_found(kind: str) -> None:
    assert missed(kind, 100) == []


@pytest.mark.full
@pytest.mark.parametrize("kind", [*MADE, *HOMES])
def test_twenty_thousand_further_numbers_and_homes_are_found(kind: str) -> None:
    assert missed(kind, 20_000) == []


@pytest.mark.parametrize(
    "words",
    [
        "微信公众号推送12篇", "编号G20230015", "2023-2024年联系单位12家", "3500-4000元", "端午节2023-06-22生效",
        "槐花路27号社工站", "小区共12栋楼", "第3期2班", "证书编号第123号", "QQ群宣传", "满意度85.5%（171/200）",
        "护照夹10个", "粤语班12人", "后测六项", "拨打热线3000人次",
    ],
)  # fmt: skip
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert find_numbers(words) == ()
    assert find_addresses(words) == ()
