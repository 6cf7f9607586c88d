"""YAML files made to break who reads them: a plan, a scale, a system or a policy of the package, spoiled by a seed."""

from __future__ import annotations

import random
import re
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[3]
_SHIPPED = files("evaltoolkit")
BASES = {
    "plan": (ROOT / "parameters" / "streets" / "云城街道_2023.yaml").read_text("utf-8"),
    "scale": (_SHIPPED / "instruments" / "scales" / "phq9.yaml").read_text("utf-8"),
    "system": (_SHIPPED / "scoring" / "systems" / "national_2020.yaml").read_text("utf-8"),
    "policy": (_SHIPPED / "disclosure" / "policy.yaml").read_text("utf-8"),
}
_VALUES = (
    "", "null", "~", "[]", "{}", "[[[]]]", "{a: {b: {c: []}}}", "9" * 5_000, "-1", "0", "013", "1e999", ".nan", ".inf",
    "2023-13-45", "12:30:99", "yes", "!!int x", "!!timestamp x", "!!binary '%%'", "!!python/object:os.system x",
    "&a [1]", "*a", "'\\0'", '"\\0"', '"\\ud800"', "长" * 50_000, "[" * 3_000, "{" * 3_000, "- " * 3_000, "? " * 900,
    "|", ">-", "'", '"', "%YAML 9.9", "@x", "`x", "\u202e", "\ufeff", "𠮷", "data/../../x", "true", "[1, two, null]",
)  # fmt: skip
_LINES = (
    "", "\tx: 1", "---", "...", "? [a, b]\n: c", "<<: {a: 1}", "<<: 1", "x: &x [*x]", "- a", "x" * 150_000, "a: b: c",
    "\n".join(f"{' ' * n}k{n}:" for n in range(300)), "l0: &l0 [x, x]\n" + "\n".join(
        f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)
    ),
    "[" * 100_000, "\n".join(f"k{n}: {n}" for n in range(12_000)), "a: [" + "1," * 60_000 + "]",
)  # fmt: skip


def made(seed: int) -> tuple[str, bytes]:
    """Return what the file of a seed claims to be, and its bytes."""
    chance = random.Random(seed)  # noqa: S311
    kind = chance.choice(tuple(BASES))
    lines = BASES[kind].splitlines()
    for _ in range(chance.randrange(1, 4)):
        _spoil(lines, chance)
    return kind, _encoded("\n".join(lines), chance)


def _spoil(lines: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    deed = chance.randrange(6)
    if deed <= 2:
        value = chance.choice(_VALUES)
        lines[place] = re.sub(r"(:\s|-\s).*|$", lambda found: (found[1] or ": ") + value, lines[place], count=1)
    elif deed == 3:
        lines.insert(place, chance.choice(_LINES))
    elif deed == 4:
        lines.insert(place, lines[chance.randrange(len(lines))])
    else:
        lines[place] = " " * chance.randrange(9) + lines[place].lstrip()


def _encoded(content: str, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8",) * 8 + ("gb18030", "utf-16", "utf-8-sig"))
    found = content.encode(encoding, errors="replace")
    cut = chance.choice((None,) * 8 + (0, 1, len(found) // 2))
    return found[:cut] if chance.random() < 0.9 else found[:50] + b"\xff\x00" + found[50:]
