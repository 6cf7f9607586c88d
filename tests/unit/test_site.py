"""The documentation site: what it lists is there, what it documents can be done."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import build_site
import evaltoolkit
from evaltoolkit.cli import program
from evaltoolkit.language import Language
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.appendix.method_notes import method_notes
from starter.commands import USAGE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if build_site.MADE not in path.parts)
MADE = dict(build_site._pages())
HOURS = [DOCS / "zh" / "first-hour.md", DOCS / "en" / "first-hour.md"]


def words_of(path):
    return path.read_text(encoding="utf-8")


def toctree(words):
    blocks = re.findall(r"```\{toctree\}\n(.*?)```", words, re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    entries = [line for line in lines if line and not line.startswith(":")]
    return [found[1] if (found := re.fullmatch(r".+ <(.+)>", entry)) else entry for entry in entries]


def test_every_public_name_is_listed_and_has_a_page():
    listed = toctree(MADE["api.md"])
    assert sorted(listed) == sorted(map(build_site.page_of, evaltoolkit.__all__))
    for name in evaltoolkit.__all__:
        assert f"evaltoolkit.{name}" in MADE[f"{build_site.page_of(name)}.md"]


def test_no_two_pages_are_one_file_where_capitals_do_not_count():
    names = [str(path.relative_to(DOCS)) for path in PAGES] + list(MADE)
    assert len({name.casefold() for name in names}) == len(names)


def test_every_page_stands_in_the_contents():
    listed = {*toctree(words_of(DOCS / "index.md")), *(f"made/{name}" for name in toctree(MADE["api.md"]))}
    there = {path.relative_to(DOCS).as_posix().removesuffix(".md") for path in PAGES}
    there |= {f"made/{name.removesuffix('.md')}" for name in MADE}
    included = {"index", "made/setup-trouble"}
    assert there - included == listed


def test_every_link_to_a_file_and_every_inclusion_is_there():
    broken = []
    for path in PAGES:
        words = words_of(path)
        links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", words) + re.findall(r"\{include\} (\S+)", words)
        for link in links:
            is_made = f"/{build_site.MADE}/" in f"/{link}" and Path(link).name in MADE
            broken += [] if is_made or (path.parent / link).exists() else [f"{path.name}: {link}"]
        for end in re.findall(r':(?:start-after|end-before): "(.+)"', words):
            broken += [] if any(end in words_of(readme) for readme in ROOT.glob("README*.md")) else [end]
    assert broken == []


def test_methods_are_the_notes_of_the_report_word_for_word():
    for language, name in (("zh_CN", "methods.zh.md"), ("en", "methods.md")):
        notes = method_notes(Language(language)).paragraphs
        assert len(notes) > 30
        assert [note.lead for note in notes if f"## {note.lead}\n\n{note.words}\n" not in MADE[name]] == []


def test_every_key_of_a_parameter_file_is_listed_with_what_it_takes():
    words = MADE["parameter-keys.md"]
    assert [key for key in Plan.model_fields if f"| `{key}` | " not in words] == []
    assert "| `audience` | `station`, `partner`, `shared`, `public` | `shared` |" in words
    assert re.search(r"`year` \| a whole number \| needed", words)


def commands_in(words):
    """Yield every whole command that a page names, as words after `python start.py`."""
    for line in re.findall(r"(?:^ *|`)python start\.py ([^`\n]+)", words, re.M):
        if "…" not in line:
            yield shlex.split(line)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_command_that_a_page_names_is_one_with_its_options(path):
    of_starter = re.findall(r"^  (\w+) ", USAGE, re.M)
    for word, *arguments in commands_in(words_of(path)):
        command = program.commands.get(word)
        if command is None:
            assert word in of_starter, word
            continue
        with click.Context(program):
            command.make_context(word, arguments).close()


def test_an_english_page_types_what_the_chinese_one_types():
    chinese, english = (
        [line for block in re.findall(r"```commands\n(.*?)```", words_of(path), re.S) for line in block.splitlines()]
        for path in HOURS
    )
    assert sorted(chinese) == sorted(english) != []


def test_the_commands_of_the_first_hour_lead_to_a_report(tmp_path, monkeypatch):
    """In an empty project, as they stand; the report of an empty workbook says that nothing was provided."""
    from evaltoolkit.console import run_program
    from evaltoolkit.errors import ExitCode
    from evaltoolkit.office.project_tree import lay_out

    home = lay_out(tmp_path / "评估 1")
    monkeypatch.chdir(home)
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    for line in re.findall(r"^python start\.py (.+)$", words_of(HOURS[0]), re.M):
        assert run_program(program, shlex.split(line)) == ExitCode.OK, line
    (report,) = (home / "reports" / "2026").glob("*.html")
    assert "未提供" in report.read_text(encoding="utf-8")


def test_the_tutorial_says_what_comes_out():
    words = re.sub(r"^```.*$", "", words_of(DOCS / "en" / "tutorial.md"), flags=re.M)
    found = doctest.DocTestParser().get_doctest(words, {}, "tutorial", "docs/en/tutorial.md", 0)
    failed, attempted = doctest.DocTestRunner().run(found)
    assert attempted > 20
    assert failed == 0


def test_the_code_of_the_how_to_page_runs_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"```python\n(.*?)```", words_of(DOCS / "zh" / "how-to.md"), re.S):
        exec(block, names)  # noqa: S102 - the page's own lines
    assert names["table"].waves == ("前测", "后测")
    assert Path("孤独感.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in Path("孤独感.svg").read_text(encoding="utf-8")


def test_the_system_of_the_how_to_page_is_copied_changed_and_taken(tmp_path, monkeypatch, capsys):
    from evaltoolkit.console import run_program
    from evaltoolkit.errors import ExitCode

    words = words_of(DOCS / "zh" / "how-to.md")
    source, target = re.search(r"```copy\n(.*?)```", words, re.S)[1].split()
    for folder in ("parameters/indicators", "parameters/streets", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    copied = (ROOT / source).read_text(encoding="utf-8").replace("id: national_2020\n", "id: my_2026\n", 1)
    (tmp_path / target).write_text(copied, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    (line,) = re.findall(r"^ *python start\.py (new .+)$", words, re.M)
    assert run_program(program, shlex.split(line)) == ExitCode.OK, capsys.readouterr()
    (plan,) = (tmp_path / "parameters" / "streets").glob("*.yaml")
    assert 'indicator_system: "my_2026"' in plan.read_text(encoding="utf-8")


@pytest.mark.full
def test_the_site_builds_without_a_warning_and_needs_no_network(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "-q", "-b", "html", str(DOCS), str(tmp_path / "站 1")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    pages = list((tmp_path / "站 1").rglob("*.html"))
    assert len(pages) > len(PAGES) + len(evaltoolkit.__all__)
    joined = (tmp_path / "站 1" / "zh" / "first-hour.html").read_text(encoding="utf-8")
    assert not re.search(r"[一-鿿，。；、]\n[一-鿿]", joined)  # a browser would put a space there
    loaded = re.compile(r"""<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//""")
    assert [page.name for page in pages if loaded.search(page.read_text(encoding="utf-8"))] == []
    for name in evaltoolkit.__all__:
        page = tmp_path / "站 1" / "made" / f"{build_site.page_of(name)}.html"
        assert re.search(rf'id="(module-)?evaltoolkit\.{name}"', page.read_text(encoding="utf-8")), name
