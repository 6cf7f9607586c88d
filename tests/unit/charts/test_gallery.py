from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.text import Text

from evaltoolkit import charts
from evaltoolkit.charts.__main__ import main
from evaltoolkit.charts.gallery import gallery
from evaltoolkit.language import Language


def test_one_command_writes_every_picture_and_a_page_without_outside_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "图表 一览"
    assert main([str(folder)]) == 0
    names = [name for name in charts.__all__ if name != "Chart"]
    assert sorted(path.stem for path in folder.glob("*.png")) == sorted(names)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("<img ") == page.count('alt="') == len(names) >= 12
    assert "http" not in page
    assert "示例数据（合成）" in page
    assert capsys.readouterr().out.strip() == str(folder / "index.html")


def test_no_module_is_without_its_place() -> None:
    """Each has a chart among those of `charts`, which are drawn in every hard case, or is used by another module."""
    package = Path(charts.__file__).parents[1]
    public = {getattr(charts, name).__module__ for name in charts.__all__}
    sources = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    for path in (package / "charts" / "figures").glob("[!_]*.py"):
        module = f"evaltoolkit.charts.figures.{path.stem}"
        used = [other for other, source in sources.items() if f"from {module} import" in source]
        assert module in public or used, module


def test_every_picture_says_that_it_is_made() -> None:
    for chart in gallery(Language()).values():
        assert chart.figure is not None
        assert "示例数据（合成）" in [label.get_text() for label in chart.figure.findobj(Text)]


@pytest.mark.parametrize("arguments", [[], ["folder", "de"], ["folder", "en", "more"]])
def test_wrong_arguments_are_answered_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "evaltoolkit.charts FOLDER" in capsys.readouterr().err
