"""Bring the gettext catalogues of users' words up to date with the code, or say what is missing.

    python tools/catalogues.py                  list what is missing, stale, said in two ways or has other fields; exit
                                                1 if anything is
    python tools/catalogues.py update [ROOM …]  give each room's catalogue exactly its code's messages, new ones empty

One catalogue a room: ``evaltoolkit/locales/zh_CN/<room>.po``. The notebooks' own prose stands in ``notebooks.po``,
kept by hand: its ids are the English words, its translations the cells' text. Titles of the report's tables are
messages of ``model``, and every value of a room's ``texts.yaml`` is one of that room.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.texts import FILE
from evaltoolkit.model.yaml_text import load_yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "evaltoolkit"
CATALOGUES = PACKAGE / "locales" / "zh_CN"


def room_of(path: Path) -> str:
    """Return the room a module belongs to: its folder in the package, or its own name at the top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def messages_by_room() -> dict[str, list[str]]:
    """Return each room's message ids in the order of its code."""
    found: dict[str, dict[str, None]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, keywords={"text": None}):
            if isinstance(message, str):
                found.setdefault(room_of(path), {})[message] = None
    for path in sorted(PACKAGE.rglob(FILE)):
        found.setdefault(room_of(path), {}).update(dict.fromkeys(values(load_yaml(path.read_text(encoding="utf-8")))))
    found["model"] |= {str(facts.title.message): None for facts in REPORT_TABLES.values()}
    return {room: list(ids) for room, ids in found.items()}


def values(tables: Any) -> Iterator[str]:
    """Yield every value of nested tables."""
    if isinstance(tables, str):
        yield tables
        return
    for part in tables.values() if isinstance(tables, dict) else tables:
        yield from values(part)


def read(room: str) -> dict[str, str]:
    """Return a room's translations by message id, empty where it has no catalogue yet."""
    path = CATALOGUES / f"{room}.po"
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def fields(template: str) -> set[str]:
    """Return the names of a template's format fields."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def update(rooms: list[str]) -> None:
    """Rewrite the catalogues of `rooms` with exactly the messages of their code."""
    elsewhere = {id_: words for path in CATALOGUES.glob("*.po") for id_, words in read(path.stem).items() if words}
    by_room = messages_by_room()
    for room in rooms or list(by_room):
        own = read(room)
        catalogue = Catalog(locale="zh_CN", project="evaltoolkit", copyright_holder="evaltoolkit", fuzzy=False)
        catalogue.header_comment = "# Words that users see."
        for id_ in by_room[room]:
            catalogue.add(id_, own.get(id_) or elsewhere.get(id_, ""))
        path = CATALOGUES / f"{room}.po"
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=110, omit_header=True)


def problems() -> list[str]:
    """Return one line for each message that lacks a translation, is no longer used, has other fields or two words."""
    found, said = [], dict[str, str]()
    for room, ids in messages_by_room().items():
        translations = read(room)
        found += [f"{room}: missing: {id_}" for id_ in ids if not translations.get(id_)]
        found += [f"{room}: stale: {id_}" for id_ in translations if id_ not in ids]
        found += [
            f"{room}: other fields: {id_}"
            for id_, words in translations.items()
            if words and fields(id_) != fields(words)
        ]
        found += [
            f"{room}: said otherwise elsewhere: {id_}"
            for id_ in ids
            if said.get(id_, translations.get(id_)) != translations.get(id_)
        ]
        said |= translations
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["update"]:
        update(sys.argv[2:])
    lines = problems()
    print("\n".join(lines) or "every message has its translation")
    sys.exit(bool(lines))
