"""Reports of made streets, made once for all tests and all processes of a run."""

import os
import shutil
import time
from pathlib import Path

from evaltoolkit.reporting.run.street import report_street
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import make_street

ROOT = Path(__file__).resolve().parents[1]
REAL = "云城街道_2023"
RUN = "batch"
FEW = 2
"""Streets of an ordinary run, taken evenly from all: the full one makes every street."""


class SharedBatch:
    """A project folder whose pages are made when first asked for; the first process makes, the others wait."""

    def __init__(self, folder, compute):
        self.home, self.compute = folder / "共享 批", compute
        (self.home / "parameters" / "streets").mkdir(parents=True, exist_ok=True)
        (self.home / "locks").mkdir(exist_ok=True)

    def names(self, number=FEW):
        """Return the codes of so many made streets."""
        every = [street.slug for street in known_streets()]
        return every[:: max(len(every) // number, 1)][:number]

    def made(self, code, language="zh_CN"):
        """Return the shared page of a made street."""
        return self._once(f"{code}-{language}", lambda: self._made(code, language))

    def real(self):
        """Return the page of the street whose published figures come with the project."""
        return self._once(REAL, self._real)

    def protected(self, code):
        """Return the file of what the page of a made street shows, as data."""
        self.made(code)
        (path,) = (self.home / f"{code}-zh_CN" / "private" / RUN).glob("*.protected.json")
        return path

    def _made(self, code, language):
        home = self.home / f"{code}-{language}"
        self._notebooks(home)
        street = make_street(next(one.name for one in known_streets() if one.slug == code), 2023, home)
        plan = street.plan_path
        if language != "zh_CN":
            plan.write_text(f"{plan.read_text('utf-8')}\nlanguage: {language}\n", encoding="utf-8", newline="\n")
        return report_street(plan, run=RUN, home=home, compute=self.compute).html

    def _real(self):
        home = self.home / REAL
        self._notebooks(home)
        (home / "parameters" / "streets").mkdir(parents=True, exist_ok=True)
        plan = Path(shutil.copy(ROOT / "parameters" / "streets" / f"{REAL}.yaml", home / "parameters" / "streets"))
        return report_street(plan, run=RUN, home=home, compute=self.compute).html

    def _notebooks(self, home):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=ignored, dirs_exist_ok=True)

    def _once(self, name, make):
        done, lock = self.home / f"{name}.html", self.home / "locks" / name
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return _read_when_there(done, lock)
        try:
            page = make().read_text(encoding="utf-8")
            part = done.with_suffix(".part")
            part.write_text(page, encoding="utf-8")
            part.replace(done)
        except BaseException:
            lock.unlink()
            raise
        return page


def _read_when_there(done, lock, patience=600):
    for _ in range(patience):
        if done.exists():
            return done.read_text(encoding="utf-8")
        if not lock.exists():
            raise RuntimeError("the page could not be made by another process of this run")
        time.sleep(1)
    raise TimeoutError(f"no page after {patience} seconds")
