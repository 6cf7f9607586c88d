"""What a supervisor's own cells may show on a page that leaves the station, and what is refused."""

import nbformat
import pandas as pd
import pytest

from evaltoolkit.errors import FaultsError
from evaltoolkit.intake.people.pseudonyms import pseudonyms
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.reporting.page.export import export_html
from evaltoolkit.reporting.page.own_cells import codes_of, require_protected_cells
from evaltoolkit.reporting.run.street import report_street

ROWS = "evidence.rows('measurements')"
REFUSED = {
    "rows of a sheet": f"{ROWS}.head(12)",
    "all rows of a sheet": ROWS,
    "one column": f"{ROWS}.iloc[:, 0]",
    "an array": f"{ROWS}.to_numpy()[:3]",
    "records": f"{ROWS}.head(2).to_dict('records')",
    "a list of codes": f"list({ROWS}.iloc[:3, 0])",
    "one code": f"str({ROWS}.iloc[0, 0])",
    "one answer": f"{ROWS}.iloc[0, -1]",
    "a count": f"len({ROWS})",
    "counts of values": f"{ROWS}.iloc[:, 0].value_counts()",
    "means of groups": f"{ROWS}.groupby({ROWS}.columns[0]).size()",
    "a summary of columns": f"{ROWS}.describe()",
    "an index": f"{ROWS}.index",
    "a styled frame": f"{ROWS}.head(2).style",
    "a sentence": f'f"{{len({ROWS})}} 人好转"',
    "a number": "3.5",
    "a mapping": "{'好转': 3}",
    "an unprotected result": "changes",
    "the card": "card",
    "results": "results",
    "the frame of a protected table": 'shown["outcomes"].frame',
    "HTML of a frame": f"from IPython.display import HTML\nHTML({ROWS}.head(2).to_html())",
    "Markdown": "from IPython.display import Markdown\nMarkdown('三人好转')",
    "a displayed frame": f"display({ROWS}.head(2))",
    "a bundle": "display({'text/html': '<p>3</p>'}, raw=True)",
    "a bundle with a forged mark": "display({'text/html': '<p>3</p>'}, raw=True, metadata={'evaltoolkit': '0' * 16})",
    "HTML of words with more in it": 'HTML(words.hours(shown["hours"], reader)._repr_html_() + "<p>C2</p>")',
    "a picture": "from matplotlib.figure import Figure\nown = Figure()\nown.subplots().plot([1, 2, 3])\nown",
    "a picture of a plotting call": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);\nplt.gcf()",
    "a picture that is shown by its call": "plt.plot([1, 2, 3])\nplt.show()",
    "a picture of one's own with a code in it": (
        "from evaltoolkit import show\nown = Figure()\nown.subplots().barh(shown['hours'].frame['method'], "
        "shown['hours'].frame['done'])\nown.axes[0].set_title('C4U3IOO')\n"
        "show(own, of=shown['hours'], alt='各服务方法完成的工时')"
    ),
    "a vector picture": "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "a chart drawn over": (
        'over = charts.hours_by_method(shown["hours"], reader)\nover.figure.axes[0].plot([1, 2], [1, 2])\nover'
    ),
    "a chart of one's own": (
        "from evaltoolkit.charts.parts.chart import Chart\nChart(Figure(), '三人好转', '', '三人好转', '')"
    ),
    "prose of one's own": (
        "from evaltoolkit.words.page.prose import Kind, Paragraph, Prose\nProse((Paragraph('三人好转'),))"
    ),
    "prose of one's own behind words": (
        "words.hours(shown['hours'], reader) + Prose((Paragraph('三人好转'),))"
    ),
    "prose of a part of the toolkit": (
        "from evaltoolkit.words.page.prose import prose\nprose(reader, (Kind.AUTHOR, ('三人好转',)))"
    ),
    "a control": "import ipywidgets\nipywidgets.IntSlider()",
    "JSON": "from IPython.display import JSON\nJSON({'a': 1})",
    "an object with a form of its own": (
        "class Own:\n    def _repr_html_(self):\n        return '<p>三人好转</p>'\nOwn()"
    ),
    "an output that is replaced": (
        "handle = display(words.hours(shown['hours'], reader), display_id=True)\nhandle.update(HTML('<p>3</p>'))"
    ),
}  # fmt: skip
SHOWN = {
    "a table again": 'words.hours_table(shown["hours"], reader)',
    "sentences again": 'words.hours(shown["hours"], reader)',
    "sentences joined": 'words.hours(shown["hours"], reader) + words.total(shown["total"], shown["scorecard"], reader)',
    "a chart again": 'charts.hours_by_method(shown["hours"], reader)',
    "two displayed": 'display(words.hours_table(shown["hours"], reader), words.hours(shown["hours"], reader))',
    "a picture of one's own": (
        "own = Figure()\nown.subplots().barh(shown['hours'].frame['method'], shown['hours'].frame['done'])\n"
        "show(own, of=shown['hours'], alt='各服务方法完成的工时')"
    ),
    "a picture of one's own of the plotting calls": (
        "own, axes = plt.subplots()\naxes.barh(shown['hours'].frame['method'], shown['hours'].frame['done'])\n"
        "show(own, of=shown['hours'], alt='各服务方法完成的工时')"
    ),
    "nothing": "x = 1",
    "printed": f"print({ROWS}.head(2))",
}


@pytest.fixture(scope="module")
def executed(project, compute):
    """The refusal of a report whose notebook ends with every way, and the notebook as it ran."""
    path = project / "notebooks" / "street_report.ipynb"
    notebook = nbformat.read(path, 4)
    before = len(notebook.cells)
    # an executed notebook begins with one cell more: the injected parameters
    places = {way: before + 2 + number for number, way in enumerate((*REFUSED, *SHOWN))}
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in (*REFUSED.values(), *SHOWN.values())]
    nbformat.write(notebook, path)
    with pytest.raises(FaultsError) as refusal:
        report_street(project / "parameters" / "streets" / "a.yaml", run="a", home=project, compute=compute)
    (kept,) = (project / "private" / "a").glob("*.ipynb")
    return refusal.value, nbformat.read(kept, 4), places


def sentences_of(refusal, place):
    return [one.english() for one in refusal.sentences if one.english().startswith(f"Cell {place} of the notebook")]


@pytest.mark.parametrize("way", REFUSED)
def test_an_own_cell_that_shows_what_is_not_protected_is_refused_with_its_place_and_the_remedy(executed, way):
    refusal, notebook, places = executed
    (sentence,) = sentences_of(refusal, places[way])
    assert notebook.cells[places[way] - 1].source == REFUSED[way]
    assert "remove-cell" in sentence


@pytest.mark.parametrize("way", SHOWN)
def test_an_own_cell_that_shows_what_words_and_charts_made_is_not_refused(executed, way):
    refusal, _, places = executed
    assert sentences_of(refusal, places[way]) == []


def test_no_cell_of_the_report_itself_is_refused_and_nothing_is_published(executed, project):
    refusal, _, places = executed
    assert len(refusal.sentences) == len(REFUSED)
    assert [sentences_of(refusal, places[way]) == [] for way in REFUSED] == [False] * len(REFUSED)
    assert list((project / "reports").rglob("*.html")) == []


def test_a_refusal_tells_nothing_of_what_the_cell_shows(executed):
    refusal, _, _ = executed
    assert not any(words in sentence.english() for sentence in refusal.sentences for words in ("三人", "C2", "3.5"))


def test_the_station_s_own_version_may_show_anything_and_a_cell_kept_off_the_page_too(executed):
    _, notebook, places = executed
    require_protected_cells(notebook, "station")
    for way in REFUSED:
        notebook.cells[places[way] - 1].metadata["tags"] = ["remove-cell"]
    require_protected_cells(notebook, "shared")


def test_what_is_printed_is_never_on_the_page(executed):
    _, notebook, places = executed
    page = export_html(notebook, title="x")
    printed = notebook.cells[places["printed"] - 1].outputs[0].text
    assert printed.split()[-1] not in page


@pytest.mark.parametrize("source", ["![图](data:image/png;base64,AAAA)", "![图](attachment:a.png)"])
def test_a_pasted_picture_is_refused(source):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)])
    with pytest.raises(FaultsError, match="pasted picture"):
        require_protected_cells(notebook, "shared")


def written(source, audience="shared", codes=frozenset, tags=()):
    """Hold a cell of words against the rules."""
    cell = nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})
    require_protected_cells(nbformat.v4.new_notebook(cells=[cell]), audience, codes)


CODES = {
    prefix: sorted(pseudonyms([str(number) for number in range(400)], b"7" * 32, prefix=prefix).values())
    for prefix in "CSV"
}


@pytest.mark.parametrize("prefix", CODES)
@pytest.mark.parametrize("form", ["{}的变化最大", "（{}）", "**{}** 与 C2", "见{}、", "`{}`"])
def test_no_code_of_a_person_in_the_tables_stands_in_a_cell_of_words_however_it_is_typed(prefix, form):
    known = frozenset(CODES[prefix])
    wide = str.maketrans({chr(place): chr(place + 0xFEE0) for place in range(0x21, 0x7F)})
    for code in CODES[prefix]:
        for typed in (code, code.lower(), code.translate(wide)):
            with pytest.raises(FaultsError, match=r"Cell 1 of .* names a person by code.*remove-cell") as fault:
                written(form.format(typed), codes=lambda: known)
            assert code not in str(fault.value)


def test_most_codes_of_another_year_are_seen_without_the_tables():
    seen = 0
    for code in CODES["C"]:
        try:
            written(f"{code}的变化最大")
        except FaultsError:
            seen += 1
    assert seen > 0.6 * len(CODES["C"])


@pytest.mark.parametrize(
    "words", ["C100 号文件", "CO2 与 CPI 2023", "见 C3:C20", "CUSTOMER SATISFACTION", "SARSCOV2 期间", "COVID22",
              "CHINESE CONTROL SCALES", "CFPS2018 与 CHARLS2015", "SCL90、SF36、CESD10", "VERSION2", "C000123",
              "https://example.org/CS234567", "SERVICE SUPERVISION VOLUNTEER"],
)  # fmt: skip
def test_words_and_numbers_like_a_code_stop_nothing(words):
    written(words, codes=lambda: frozenset(CODES["C"]))


def test_the_stations_own_version_and_a_cell_kept_off_the_page_may_name_a_code():
    written("C4U3IOO", "station")
    written("C4U3IOO", tags=["remove-cell"])


def test_the_codes_of_the_tables_are_those_of_clients_staff_and_volunteers():
    tables = {"clients": pd.DataFrame({"client": ["CA", None]}), "staff": pd.DataFrame({"staff": ["SA"]}),
              "volunteers": pd.DataFrame({"volunteer": ["VA"]}),
              "measurements": pd.DataFrame({"client": ["CB"], "scale": ["uls6"]})}  # fmt: skip
    assert codes_of(Evidence(tables, None)) == {"CA", "CB", "SA", "VA"}
