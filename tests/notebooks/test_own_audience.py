"""A notebook of one's own publishes nothing made for other readers than the run's, however it came to that."""

import nbformat
import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.reporting.run.street import Edition, report_street
from tests.sample import one_in

UNSAID = "import os\nos.environ.clear()\n"
WAYS = {
    "the word in the call": lambda source: source.replace("plan.audience, earlier", '"station", earlier'),
    "another plan": lambda source: source.replace(
        "reader, system, scales =", 'plan = plan.model_copy(update={"audience": "station"})\nreader, system, scales ='
    ),
    "a table more": lambda source: source.replace(
        "saved =", 'more = protect_results(results, street_policy(), "partner")\nsaved ='
    ),
    "the word where the run says nothing": lambda source: source.replace(
        "shown = protect_results(", UNSAID + "shown = protect_results("
    ).replace("plan.audience, earlier", '"station", earlier'),
    "fewer readers than asked for": lambda source: source.replace("plan.audience, earlier", '"public", earlier'),
}


def own_notebook(home, way):
    notebook = nbformat.read(home / "notebooks" / "street_report.ipynb", 4)
    before = [cell.source for cell in notebook.cells]
    for cell in notebook.cells:
        cell.source = WAYS[way](cell.source)
    assert before != [cell.source for cell in notebook.cells]
    nbformat.write(notebook, home / "notebooks" / "own.ipynb")
    return home / "notebooks" / "own.ipynb"


@pytest.mark.parametrize("way", one_in(2, WAYS))
def test_nothing_is_published_that_was_made_for_others(project, compute, way):
    plan = project / "parameters" / "streets" / "a.yaml"
    with pytest.raises(UserError, match=r"plan\.audience") as refused:
        report_street(plan, run="a", home=project, notebook=own_notebook(project, way), compute=compute)
    assert refused.value.exit_code is ExitCode.RUN_FAILED
    assert [path for path in (project / "reports").rglob("*") if path.is_file()] == []


def test_the_station_may_make_all_of_it(project, compute):
    plan = project / "parameters" / "streets" / "a.yaml"
    notebook = own_notebook(project, "a table more")
    report_street(plan, run="b", home=project, notebook=notebook, compute=compute, edition=Edition("station"))


CODED = {
    "the author's words": (
        "told = plan.sections | {'background': {'words': f'{code}的变化最大', 'source': '见'}}\n"
        "words.author_words(plan.model_validate(plan.model_dump() | {'sections': told}), 'background', reader)"
    ),
    "the front page": "words.front_page(plan.model_copy(update={'street': code}), shown, reader, grades=system.grades)",
}


@pytest.mark.parametrize("way", CODED)
def test_no_code_of_a_person_comes_out_of_a_call_of_words_also_where_the_run_says_nothing(project, compute, way):
    notebook = nbformat.read(project / "notebooks" / "street_report.ipynb", 4)
    source = f"code = str(known.rows('measurements')['client'].iloc[0])\n{UNSAID}{CODED[way]}"
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, project / "notebooks" / "own.ipynb")
    plan = project / "parameters" / "streets" / "a.yaml"
    with pytest.raises(UserError, match="a person's code") as refused:
        report_street(plan, run="c", home=project, notebook=project / "notebooks" / "own.ipynb", compute=compute)
    assert refused.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert [path for path in (project / "reports").rglob("*") if path.is_file()] == []
