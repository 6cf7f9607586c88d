"""Make the pictures of the pages to explore anew, after a change of how they look.

    python tools/lab_pictures.py

Opens JupyterLab on a made street in a browser without a window (Chromium, Chrome or Edge). Two pictures go into
``notebooks/welcome.ipynb``; all of them, in the light and the dark theme, on a laptop and on a phone, into
``docs/images/lab_*.png``. Look at each before it is kept.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WELCOME = ROOT / "notebooks" / "welcome.ipynb"
STREET, YEAR, SEED = "云城街道", 2023, 2023
PHONE = {"width": 390, "height": 844}
_OUTCOMES, _SERVICES = "explore_outcomes", "explore_services"
_WIDTH, _COLOURS = 880, 96
_DARK = "window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })"
Act = Callable[[Any], object]


def main() -> int:
    """Make the pictures and return the exit status."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
    from evaltoolkit.intake.files.project import HOME_VARIABLE
    from evaltoolkit.synthetic.streets import make_street

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ[HOME_VARIABLE] = folder
        shutil.copytree(ROOT / "notebooks", home / "notebooks")
        make_street(STREET, SEED, home, year=YEAR)
        pictures = _pictures(home)
    for name, content in pictures.items():
        (IMAGES / f"lab_{name}.png").write_bytes(content)
    _put_into_welcome({"outcomes.png": pictures["outcomes"], "services.png": pictures["services"]})
    return 0


def _pictures(home: Path) -> dict[str, bytes]:
    from playwright.sync_api import sync_playwright

    browser_tests, driving, tests = map(import_module, ("tests.browser.conftest", "tests.browser.lab.driving",
                                                        "tests.conftest"))  # fmt: skip
    laptop, draw = driving.LAPTOP, driving.draw

    def nothing(_: Any) -> None:
        return None

    def lonely(lab: Any) -> None:
        draw(lab, "量表", "六项孤独量表（ULS-6）")

    def tried(lab: Any) -> None:
        draw(lab, "主题", "试算：如果……得分会怎样")
        draw(lab, "指标", "社工站服务工时")
        draw(lab, "若实际值为", "4800小时", "field")

    wanted: dict[str, tuple[str, Any, str, Act]] = {
        "outcomes": (_OUTCOMES, laptop, "", lonely),
        "services": (_SERVICES, laptop, "", nothing),
        "trial": (_SERVICES, laptop, "", tried),
        "phone": (_OUTCOMES, PHONE, "", lonely),
        "dark": (_OUTCOMES, laptop, _DARK, lonely),  # the last: JupyterLab keeps the theme
    }
    found = {}
    with driving.serving(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tests.find_chromium(), args=browser_tests.ARGS)
        for name, (notebook, size, theme, act) in wanted.items():
            lab = driving.Lab(browser.new_context(viewport=size).new_page())
            lab.page.goto(f"{address.replace('welcome', notebook)}?token=lab&reset")
            lab.page.locator(f"{driving.READY} .explore-chart img").first.wait_for()
            if theme:
                lab.page.evaluate(theme)
                lab.page.locator("body[data-jp-theme-light='false']").wait_for(state="attached")
            act(lab)
            lab.page.mouse.move(0, 0)
            lab.page.wait_for_timeout(1000)
            found[name] = _small(lab.page.screenshot())
            lab.page.context.close()
        browser.close()
    return found


def _small(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    if picture.width > _WIDTH:
        picture = picture.resize((_WIDTH, round(picture.height * _WIDTH / picture.width)), Image.Resampling.LANCZOS)
    stream = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(stream, format="PNG", optimize=True)
    return stream.getvalue()


def _put_into_welcome(pictures: dict[str, bytes]) -> None:
    notebook = json.loads(WELCOME.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        for name in cell.get("attachments", {}):
            cell["attachments"][name] = {"image/png": base64.b64encode(pictures[name]).decode("ascii")}
    content = json.dumps(notebook, ensure_ascii=False, indent=1)
    WELCOME.write_text(f"{content}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
