"""The wheel carries the tree: installed in a new environment and an empty folder it makes a report."""

import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = "parameters/streets/云城街道_2023.yaml"
WITHOUT_LAB = """import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("jupyterlab", "jupyterlab_server"):
            raise ImportError("here nobody has JupyterLab")

sys.meta_path.insert(0, Hidden())
"""
pytestmark = pytest.mark.full


def called(*words, cwd):
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    called("git", "clone", "-q", ROOT, source, cwd=folder)
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder)
    called(*pip, source, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def test_notebooks_and_parameters_of_the_top_level_stand_in_the_wheel_as_they_are(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name.removeprefix("evaltoolkit/tree/"): archive.read(name)
                  for name in archive.namelist() if name.startswith("evaltoolkit/tree/")}  # fmt: skip
    tracked = called("git", "-c", "core.quotepath=off", "ls-files", "notebooks", "parameters", "reports", cwd=ROOT)
    assert inside == {name: (ROOT / name).read_bytes() for name in tracked.split("\n") if name}


def test_installed_in_a_new_environment_and_an_empty_folder_it_makes_a_report(wheel, tmp_path):
    home = tmp_path / "环境"
    venv.create(home, with_pip=True, symlinks=True)
    folder = "Scripts" if sys.platform == "win32" else "bin"
    python, command = home / folder / "python", home / folder / "evaltoolkit"
    own = Path(called(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=tmp_path).strip())
    # the libraries are those of the environment of the tests; the package itself is the wheel's
    (own / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    (home / "share").mkdir(exist_ok=True)
    (home / "share" / "jupyter").symlink_to(Path(sys.prefix) / "share" / "jupyter")
    called(python, "-m", "pip", "install", "-q", "--no-deps", wheel, cwd=tmp_path)
    assert str(own) in called(python, "-c", "import evaltoolkit; print(evaltoolkit.__file__)", cwd=tmp_path)
    # no report needs JupyterLab: what asks for it here fails, in the kernels too
    (own / "without_lab.py").write_text(WITHOUT_LAB, encoding="utf-8")
    (own / "without_lab.pth").write_text("import without_lab", encoding="utf-8")
    asked = subprocess.run([python, "-c", "import jupyterlab"], capture_output=True, text=True, check=False)
    assert "nobody has JupyterLab" in asked.stderr
    called(command, "init", "评估", cwd=tmp_path)
    called(command, "run", REAL, cwd=tmp_path / "评估")
    assert (tmp_path / "评估" / "reports" / "2023" / "2023年度云城街道绩效评价报告.html").is_file()
