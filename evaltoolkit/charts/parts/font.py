"""Find the Chinese font that charts are drawn with, without touching matplotlib's settings.

The ``zhplot`` wheel carries Noto Sans SC (SIL Open Font License); importing it would set global state, so its folder is
only looked up. Where it is missing the system's own Chinese fonts serve.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties, fontManager

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text

FAMILY = "evaltoolkit Chinese"
_FALLBACK = "DejaVu Sans"
_CARRIER = "zhplot"
_SYSTEM_FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_PROBE = "街道社工站"
_STAND_IN = "□"
_registering = Lock()


@cache
def chinese_font() -> Path:
    """Return the font file that charts use.

    Raises
    ------
    UserError
        No font with Chinese glyphs is installed.
    """
    for path in (*_carried_fonts(), *_system_fonts()):
        if all(ord(character) in _glyphs(path) for character in _PROBE):
            return path
    raise UserError(
        text(
            "No font with Chinese characters was found, so no chart can be drawn. Install the Python package zhplot, "
            "or a system font such as Noto Sans SC, and run again."
        ),
        ExitCode.SETUP_FAILED,
    )


def properties(size: float) -> FontProperties:
    """Return font properties of `size` points: the Chinese font, then DejaVu Sans."""
    return FontProperties(family=list(_families()), size=size)


def drawable(words: str) -> str:
    r"""Return `words` on one line, characters that no font has replaced by a box.

    Examples
    --------
    >>> drawable("社工站\n A")
    '社工站 A'
    """
    known = _drawn()
    return "".join(one if ord(one) in known else _STAND_IN for one in " ".join(words.split()))


@cache
def chinese_glyphs() -> frozenset[int]:
    """Return the code points that the Chinese font draws; reading them from the font takes milliseconds."""
    return _glyphs(chinese_font())


@cache
def _drawn() -> frozenset[int]:
    return chinese_glyphs() | _glyphs(Path(font_manager.findfont(_FALLBACK)))


@cache
def _families() -> tuple[str, str]:
    path = str(chinese_font())
    with _registering:
        # A family name of our own: a system font of the same name can never be taken instead.
        if all(entry.name != FAMILY for entry in fontManager.ttflist):
            fontManager.ttflist.append(FontEntry(fname=path, name=FAMILY, weight=400, size="scalable"))
    return FAMILY, _FALLBACK


@cache
def _glyphs(path: Path) -> frozenset[int]:
    return frozenset(font_manager.get_font(str(path)).get_charmap())


def _carried_fonts() -> tuple[Path, ...]:
    spec = find_spec(_CARRIER)
    if spec is None or spec.origin is None:
        return ()
    return tuple(sorted((Path(spec.origin).parent / "fonts").glob("*.[ot]tf")))


def _system_fonts() -> tuple[Path, ...]:
    by_name = {entry.name: Path(entry.fname) for entry in fontManager.ttflist}
    return tuple(by_name[name] for name in _SYSTEM_FAMILIES if name in by_name)
