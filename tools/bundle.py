"""Make the offline bundle: one zip with the project, the wheels of all packages and, where at hand, a Python.

    python start.py bundle windows                  for Python 3.12 installed on that machine
    python start.py bundle linux --python FILE      with the Python of FILE inside, so that nothing need be installed

No registry carries a whole Python that runs where it is put; FILE is one of python-build-standalone, whose name and
sha256 stand below (uv installs the same ones). The embeddable zip will not do: it has no venv. Beside git; the
packages come from the index that PIP_INDEX_URL names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PYTHON = "3.12.16"
_FILE = "cpython-3.12.16+20261110-x86_64-{system}-install_only_stripped.tar.gz"
PYTHONS = {
    "windows": (
        _FILE.format(system="pc-windows-msvc"),
        "355ee61b8207b91574491b1c6dc9b0ebb4408fc56bfafe498f3ef439314b52dc",
    ),
    "linux": (
        _FILE.format(system="unknown-linux-gnu"),
        "6a9e62dad033790aef722dbd370e0ce76ce17b73627ba3ae679f537049350b39",
    ),
}
PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": (
        *(f"manylinux_2_{glibc}_x86_64" for glibc in (28, 27, 26, 24, 17, 12, 5)),
        *(f"manylinux{year}_x86_64" for year in ("2014", "2010", "1")),
    ),
}
_MACHINES = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
}


def main(words: Sequence[str]) -> int:
    """Make the zip in ``dist/`` and say what it holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("system", choices=PYTHONS)
    parser.add_argument("--python", type=Path, help="the file of python-build-standalone for that system")
    parser.add_argument("--for", dest="version", default=PYTHON, help=f"whole version of its Python ({PYTHON})")
    asked = parser.parse_args(words)
    name, sha256 = PYTHONS[asked.system]
    if asked.python is None:
        print(f"No Python inside: the machine needs one of {minor(asked.version)}. With one: --python {name}\n"
              f"sha256 {sha256}")  # fmt: skip
    elif hashlib.sha256(asked.python.read_bytes()).hexdigest() != sha256 or asked.version != PYTHON:
        print(f"{asked.python} is not {name} with the sha256 {sha256}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fetch_wheels(asked.system, asked.version, Path(folder))
        made = write_bundle(asked.system, asked.version, Path(folder), asked.python, ROOT / "dist")
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB, sha256 {hashlib.sha256(made.read_bytes()).hexdigest()}")
    return 0


def minor(version: str) -> str:
    """Return the version that packages go by.

    Examples
    --------
    >>> minor("3.12.16")
    '3.12'
    """
    return ".".join(version.split(".")[:2])


def pins(system: str, version: str) -> list[str]:
    """Return the lines of ``locked/all.txt`` that hold for a machine, each with its hashes and without its marker."""
    machine = {
        **_MACHINES[system], "python_version": minor(version), "python_full_version": version,
        "platform_python_implementation": "CPython", "implementation_name": "cpython",
    }  # fmt: skip
    kept = []
    for entry in (ROOT / "locked" / "all.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        pin, *hashes = entry.split("--hash=")
        wanted = Requirement(pin)
        if wanted.marker is None or wanted.marker.evaluate(machine):
            kept.append(" --hash=".join([f"{wanted.name}{wanted.specifier}", *(each.strip() for each in hashes)]))
    return kept


def fetch_wheels(system: str, version: str, folder: Path) -> None:
    """Fetch the wheels of exactly these pins into a folder; pip holds each against its sha256."""
    listed = folder / "pins.txt"
    listed.write_text("\n".join(pins(system, version)), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--implementation", "cp", "--python-version", version]
    command += [word for platform in PLATFORMS[system] for word in ("--platform", platform)]
    subprocess.run([*command, "--dest", str(folder), "--requirement", str(listed)], check=True)
    listed.unlink()


def write_bundle(system: str, version: str, wheels: Path, python: Path | None, out: Path) -> Path:
    """Write the zip of the project's files, the wheels in a folder and the Python of an archive; return its path."""
    from evaltoolkit import __version__

    made = _git("log", "-1", "--format=%cI").strip()
    listed = _git("-c", "core.quotepath=off", "ls-files", "-z").split("\0")
    names = [name for name in listed if name and (ROOT / name).is_file()]
    files = {**{name: ROOT / name for name in sorted(names)},
             **{f"wheels/{path.name}": path for path in sorted(wheels.glob("*.whl"))}}  # fmt: skip
    about = {
        "version": __version__, "made": made, "system": system, "python": minor(version),
        "files": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()},
    }  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"evaltoolkit-{__version__}-{system}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, f"evaltoolkit/{name}", zipfile.ZIP_STORED if path.suffix == ".whl" else None)
        archive.writestr("evaltoolkit/bundle.json", json.dumps(about, ensure_ascii=False, indent=1))
        for name, content, mode in _members(python) if python else ():
            info = zipfile.ZipInfo(f"evaltoolkit/{name}")
            info.external_attr, info.compress_type = (0o100000 | mode) << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target


def _members(python: Path) -> Iterator[tuple[str, bytes, int]]:
    """Yield name, content and rights of each file below ``python/``; a link becomes what it leads to, for FAT."""
    with tarfile.open(python) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() or member.issym() or member.islnk() else None
            if content is not None:
                yield member.name, content.read(), (0o755 if "/bin/" in member.name else member.mode & 0o777)


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
