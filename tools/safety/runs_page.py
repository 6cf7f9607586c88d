"""What was worked out of each part: which numbers, with which revision of the code, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Full = Mapping[str, Mapping[str, int]]
"""The full number of pieces of each part, by version."""
_WRONG = ("narrowed", "wrong", "unstated", "places", "stopped", "failed")
"""What each part counts as found, whichever it has."""
_NAMES = {
    "small_numbers": ("hidden counts of one report", "单份报告中隐去的人数"),
    "two_reports": ("two reports of one street", "同一街道的两份报告"),
    "papers": ("all papers of three states of the data", "三个数据状态的全部材料"),
    "states": ("states between which people leave and things are called anew", "有人离开、名称改变的数据状态"),
    "readers": ("figures that a reader should see and does not", "读者应看到而没有看到的数字"),
    "leaks": ("identifiers outside `private/`", "`private/` 之外的身份信息"),
    "scan": ("search for numbers", "号码检索"),
    "gate": ("false stops by names that are words", "词语式姓名造成的误拦"),
    "names": ("names and false stops", "姓名与误拦"),
}
_HEADS = (
    "| attacked | version | done | of | numbers | found | revision |\n|---|---|---|---|---|---|---|\n",
    "| 攻击内容 | 版本 | 已做 | 全量 | 编号 | 发现 | 代码版本 |\n|---|---|---|---|---|---|---|\n",
)
_CHINESE = """# 安全数据

由 `python -m safety`（在 `tools` 文件夹中运行）生成，请勿手工修改。下表列出每项攻击已做多少、全量多少、用的哪些编号、
发现多少、用的哪个版本的代码，此后的改动不包括在内；“此前”是代码改动之前做的。攻击的方法和详细数字见[英文版](safety-figures.md)，
保证什么、不保证什么见[隐私说明](privacy.zh.md)。

"""
_BEFORE = (" (before)", "（此前）")


def runs_table(parts: Mapping[str, Mapping[str, Any]], full: Full, *, chinese: bool = False) -> str:
    """Return one line a part and version; what was done before the code last changed stands apart.

    Parameters
    ----------
    parts
        What was kept of each part: figures, revision, and both of before.
    full
        The full numbers.
    chinese
        Whether the words are Chinese.
    """
    lines = (
        line
        for name in full if name in parts
        for some, mark in ((parts[name], ""), (parts[name].get("before", {}), _BEFORE[chinese]))
        for line in _lines(f"{_NAMES[name][chinese]}{mark}", some, full[name])
    )  # fmt: skip
    return _HEADS[chinese] + "".join(lines)


def chinese_page(parts: Mapping[str, Mapping[str, Any]], full: Full) -> str:
    """Return the Chinese twin of the page."""
    return _CHINESE + runs_table(parts, full, chinese=True)


def _lines(name: str, part: Mapping[str, Any], full: Mapping[str, int]) -> Iterator[str]:
    for version, one in ((key, part["figures"][key]) for key in full if key in part.get("figures", {})):
        found = next((one[what] for what in _WRONG if what in one), 0)
        done = f"{one['pieces']:,} | {full[version]:,} | 0–{one['pieces'] - 1}"
        yield f"| {name} | {version} | {done} | {found:.0f} | {part['revision']} |\n"
