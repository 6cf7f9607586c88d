"""Made people whose names are written in more than forty ways, and a search for them that is not the toolkit's own."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# Signs that stand in no ordinary word together; beside each the traditional form where it has one.
_WORDS = {
    "surnames": (
        "禤 亓 郗 逄 闫閆 邬鄔 缪繆 谌諶 郏郟 鄢 冼 麴 佴 宓 蔺藺 庹 娄婁 仝 阚闞 骆駱 詹 邝鄺 霍 龚龔 "
        "贲賁 厍厙 殷 卞 阎閻 邰"
    ),
    "given": (
        "骅驊 芃 昶 皓 翀 婧 妤 珺 琬 瑗 瑄 钰鈺 铠鎧 锴鍇 骞騫 鹂鸝 鸾鸞 龑龑 赟贇 赪赬 颢顥 颀頎 韬韜 "
        "韫韞 飏颺 隽雋 邺鄴 诩詡 谙諳 谯譙 绮綺 缃緗 缙縉 纾紓 芸 苒 茜 荻 菡 蓓 蕙 霁霽 霈 霖 淇 湜 滢瀅 "
        "潆瀠 澍 煜 烨燁 焘燾 炜煒 玘 玥 珏 璇 璟 㛃 𬍛 𫖮顗 𬱖頔"
    ),
    "dotted": (
        "阿依古丽 买买提 努尔江 热依汗 古丽巴哈尔 扎西 卓玛 次仁 达瓦 格桑 玉素甫 艾尼瓦尔 帕提古丽 吐尔逊 旺堆 央金"
    ),
}
_SURNAMES, _GIVEN, _DOTTED = (words.split() for words in _WORDS.values())
_LETTERED = {
    "Nguyễn Trần Đặng Phạm Vũ Hoàng Bùi Lê": "Thị·Hoa Văn·Nam Thị·Lan Minh·Đức Ngọc·Ánh Quốc·Việt",
    "Иванова Петрова Соколова Козлова Ли Цой": "Анна Мария Ольга Светлана Юлия Елена",
    "김 이 박 최 정 강": "영희 민수 지훈 서연 하늘 은주",
    "さくら すずき さとう たなか": "はなこ あい ゆうこ 花",
}
"""Family names and given names that are written in letters."""
_TRADITIONAL = {token[0]: token[1:] or token[0] for token in (*_SURNAMES, *_GIVEN)}
_SIMPLE = {ord(tall): plain for plain, tall in _TRADITIONAL.items()}
_NO_LETTER = r"[\W_\u3164]{0,8}"
_OTHER = r"[^\u3400-\u9fff\U00020000-\U000323af]{0,8}"


@dataclass(frozen=True, slots=True)
class Named:
    """A made person: family name and given name, or the parts of a name with a dot."""

    first: str
    second: str
    joint: str = ""

    @property
    def plain(self) -> str:
        """Return the name as it is written most often."""
        return f"{self.first}{self.joint}{self.second}"

    @property
    def signs(self) -> str:
        """Return its signs alone."""
        return (self.first + self.second).replace(" ", "")

    @property
    def others(self) -> str:
        """Return the pattern of what may stand between two of its signs."""
        return _NO_LETTER if self.joint == " " else _OTHER


def _between(sign: str) -> Callable[[Named], str]:
    return lambda who: f"{who.first}{sign}{who.second}"


def _after(words: str) -> Callable[[Named], str]:
    return lambda who: who.plain + words


def _tall(who: Named) -> str:
    return "".join(_TRADITIONAL.get(sign, sign) for sign in who.signs)


SPELLINGS: Mapping[str, Callable[[Named], str]] = {
    "plain": _after(""),
    **{
        f"between: {unicodedata.name(sign[0], sign)}{' and more' if len(sign) > 1 else ''}": _between(sign)
        for sign in (
            " ", "\u3000", "\u00a0", "\u2009", "  ", "\n", "\r\n", "\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff",
            "\u202e", "\u3164", "\u0336", "\U000e0100",
            "·", "•", "・", "‧", "∙", ".", "．", "*", "＊", "★", "-", "－", "—", "_", "~", " · ", "〜", "→", "😀",
        )
    },
    "given in wide brackets": lambda who: f"{who.first}（{who.second}）",
    "given in brackets": lambda who: f"{who.first}({who.second})",
    "surname in brackets": lambda who: f"（{who.first}）{who.second}",
    "angle brackets": lambda who: f"{who.first}〈{who.second}〉",
    "square brackets": lambda who: f"{who.first}[{who.second}]",
    "every sign apart": lambda who: " ".join(who.signs),
    "dots everywhere": lambda who: "·".join(who.signs),
    "stars everywhere": lambda who: "*".join(who.signs),
    "invisible everywhere": lambda who: "\u200b".join(who.signs),
    "variation": lambda who: "\ufe00".join(who.signs),
    "traditional": _tall,
    "traditional and blank": lambda who: " ".join(_tall(who)),
    "dead": _after("（已故）"),
    "sex": _after("(女)"),
    "post": _after("（组长）"),
    "title": _after("女士"),
    "phone": _after("13800138000"),
    "phone apart": _after(" 138-0013-8000"),
    "age": _after("，65岁"),
    "numbered": lambda who: f"3.{who.plain}",
    "quoted": lambda who: f"“{who.plain}”",
}  # fmt: skip
"""How a name may be written, by what is done to it."""


def people(count: int, seed: int) -> list[Named]:
    """Return so many people, no two of one name, one in eight with a dot in it, one in twelve in letters."""
    chance, made = random.Random(seed), dict[Named, None]()
    surnames, given = ([token[0] for token in tokens] for tokens in (_SURNAMES, _GIVEN))
    while len(made) < count:
        if chance.random() < 1 / 8:
            first, second = chance.sample(_DOTTED, 2)
            made[Named(first + chance.choice(("", chance.choice(given))), second, joint="·")] = None
        elif chance.random() < 1 / 12:
            first, second = (chance.choice(names.split()) for names in chance.choice([*_LETTERED.items()]))
            made[Named(first, second.replace("·", " "), joint=" ")] = None
        else:
            own = "".join(chance.sample(given, chance.choice((1, 2, 2, 2))))
            made[Named(chance.choice(surnames), own)] = None
    return list(made)


def seen(text: str, listed: Iterable[Named]) -> list[Named]:
    """Return who can be read in a text: the signs of a name one after another, whatever else stands between them."""
    words = text.translate(_SIMPLE)
    there = set(words)
    likely = [who for who in listed if set(who.signs) <= there]
    return [who for who in likely if re.search(who.others.join(who.signs), words)]
