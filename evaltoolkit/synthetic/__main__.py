"""Make the synthetic streets of 白云区 in a project folder.

python -m evaltoolkit.synthetic                 all 24: parameter files and workbooks, here
python -m evaltoolkit.synthetic yuncheng renhe  those two
python -m evaltoolkit.synthetic --plans-only    parameter files alone (they are kept in git, the workbooks are not)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.synthetic.districts import known_street, known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.streets import SEED, YEAR, data_path, make_street, plan_path
from evaltoolkit.synthetic.year import make_year


def main(arguments: list[str] | None = None) -> int:
    """Write the files and print where each lies; return the exit status."""
    options = _options().parse_args(arguments)
    for name in options.streets or [street.slug for street in known_streets()]:
        sys.stdout.write(f"{_write(name, options).as_posix()}\n")
    return 0


def _write(name: str, options: argparse.Namespace) -> Path:
    folder = Path(options.folder)
    if not options.plans_only:
        return make_street(name, options.seed, folder, year=options.year).workbook_path
    made = make_year(known_street(name), options.year, options.seed)
    path = plan_path(made, folder)
    write_whole(path, plan_yaml(made, data_path(made)).encode(), private=False)
    return path


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaltoolkit.synthetic", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("streets", nargs="*", metavar="STREET", type=_slug, help="name or slug; all by default")
    parser.add_argument("--folder", default=".", help="of the project (default: here)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--year", type=int, default=YEAR)
    parser.add_argument("--plans-only", action="store_true", help="parameter files without workbooks")
    return parser


def _slug(name: str) -> str:
    try:
        return known_street(name).slug
    except KeyError:
        raise argparse.ArgumentTypeError(f"白云区 has no street {name!r}") from None


if __name__ == "__main__":
    sys.exit(main())
