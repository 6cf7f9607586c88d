"""Write the gallery of charts into a folder: ``python -m evaltoolkit.charts FOLDER [LANGUAGE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from evaltoolkit.charts.gallery import gallery, gallery_page
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import DEFAULT_LANGUAGE, LANGUAGES, Language


def main(arguments: list[str]) -> int:
    """Write one PNG a chart and a page with all of them; return the exit code."""
    folder, *rest = arguments or [""]
    code = rest[0] if rest else DEFAULT_LANGUAGE
    if not folder or len(rest) > 1 or code not in LANGUAGES:
        sys.stderr.write(f"python -m evaltoolkit.charts FOLDER [{'|'.join(LANGUAGES)}]\n")
        return ExitCode.USAGE
    language, target = Language(code), Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    shown = gallery(language)
    pictures = {name: chart.png() for name, chart in shown.items()}
    for name, picture in pictures.items():
        (target / f"{name}.png").write_bytes(picture)
    page = target / "index.html"
    page.write_text(gallery_page(shown, pictures, language), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{page}\n")
    return ExitCode.OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
